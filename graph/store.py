"""The embedded SPARQL store: Oxigraph on disk, replaced whole, opened read-only.

A store folder holds one folder of data and the file `current` that names it. A new store is loaded beside the old one
and takes its place by one atomic rename of `current`, so that a crash at any moment leaves a whole store.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import gc
import gzip
import io
import secrets
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from graph.errors import GraphFileError, QueryError, StoreError
from graph.sparql import names_its_dataset

_CURRENT = "current"

RDF_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
"""The RDF format of each file suffix."""


class Store:
    """A graph that answers SPARQL and cannot be changed."""

    def __init__(self, store: ox.Store, path: Path | None = None, generation: str | None = None) -> None:
        self._store = store
        self._has_named_graphs = next(iter(store.named_graphs()), None) is not None
        self.path = path
        self.generation = generation

    @classmethod
    def create(cls, path: Path, file: Path, given_up: threading.Event | None = None) -> Store:
        """Load an RDF file into a new store, put it in the place of the one that the folder has, and open it.

        Nothing is left of the new store when `given_up` is set in the meantime. Raises `StoreError` when the folder
        cannot be written.
        """
        generation = f"data-{secrets.token_hex(6)}"
        try:
            path.mkdir(parents=True, exist_ok=True)
            try:
                store = ox.Store(str(path / generation))
                with opened(file) as source:
                    watched = cast("IO[bytes]", _Watched(source, given_up or threading.Event()))
                    store.bulk_load(watched, format=rdf_format(file))
                store.flush()
                del store
                gc.collect()  # Oxigraph lets go of its lock when the object goes
                pointer = path / f".{_CURRENT}.part"
                pointer.write_text(generation + "\n", encoding="utf-8")
                pointer.replace(path / _CURRENT)
            except BaseException:
                shutil.rmtree(path / generation, ignore_errors=True)
                raise
        except OSError as error:
            raise StoreError(f"{path}: the store cannot be written ({error}); choose another --out folder") from error
        for old in path.glob("data-*"):
            if old.name != generation:
                shutil.rmtree(old, ignore_errors=True)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open the store of a folder read-only; any number of processes may at once.

        Raises `StoreError` when there is none or it is damaged.
        """
        generation = current_generation(path)
        if generation is None or not (path / generation).is_dir():
            raise StoreError(f"{path}: no store here; make one with bayan build or bayan graph")
        try:
            return cls(ox.Store.read_only(str(path / generation)), path, generation)
        except OSError as error:
            raise StoreError(f"{path}: the store cannot be opened ({error}); run bayan build again") from error

    @classmethod
    def load(cls, file: Path) -> Store:
        """Read an RDF file, `.gz` and `.zst` included, into a store in memory.

        Raises `GraphFileError` naming the file and the line when it is missing or broken.
        """
        store = ox.Store()
        format_ = rdf_format(file)
        try:
            with opened(file) as source:
                store.bulk_load(source, format=format_)
        except OSError as error:
            raise GraphFileError(f"{file}: cannot be read ({error.strerror or error})") from error
        except SyntaxError as error:
            line = f" line {error.lineno}:" if error.lineno else ""
            raise GraphFileError(f"{file}:{line} not {format_.name} ({error.msg}); mend that line") from error
        return cls(store)

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> Store:
        """Keep quads in a store in memory."""
        store = ox.Store()
        store.bulk_extend(quads)
        return cls(store)

    def query(
        self,
        text: str,
        prefixes: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer a SPARQL 1.1 query; `prefixes` need no declaration in it.

        Its default graph is all graphs together, unless it names its dataset (`FROM`) or IRIs of default or named
        graphs are given, which count for more. Raises `QueryError` when the query cannot be parsed or answered. A
        query cannot change the graph, but one with `SERVICE` asks another server.
        """
        try:
            default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(i) for i in default_graphs]
            named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in named_graphs]
            if default or named:
                return self._store.query(
                    text, prefixes=dict(prefixes or {}), default_graph=default or None, named_graphs=named or None
                )
            # Oxigraph would pass over FROM for the union of all graphs, which costs time even where there is only one.
            union = self._has_named_graphs and not names_its_dataset(text)
            return self._store.query(text, prefixes=dict(prefixes or {}), use_default_graph_as_union=union)
        except SyntaxError as error:
            # "error at line:column: expected one of" and every token there is.
            message = error.msg if len(error.msg) < 160 else f"{error.msg[:120]} …"
            raise QueryError(f"the query cannot be read: {message}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._store)


@contextlib.contextmanager
def loading(path: Path, file: Path) -> Iterator[None]:
    """Load an RDF file into the store of a folder, as `Store.create` does, while the block is at other work.

    The store is there when the block ends; when it ends by an error the loading is given up. Oxigraph does the work
    outside the interpreter, so that both go on at once. Raises `StoreError` at the end of the block.
    """
    given_up = threading.Event()
    with concurrent.futures.ThreadPoolExecutor(1) as thread:
        loaded = thread.submit(Store.create, path, file, given_up)
        try:
            yield
            loaded.result()
        except BaseException:
            given_up.set()
            raise


class _Watched(io.RawIOBase):
    """A file that cannot be read any more once its reader is to give up: Oxigraph's loading ends in no other way."""

    def __init__(self, source: IO[bytes], given_up: threading.Event) -> None:
        self._source = source
        self._given_up = given_up

    def read(self, size: int = -1) -> bytes:
        if self._given_up.is_set():
            raise InterruptedError("the loading was given up")
        return self._source.read(size)


def current_generation(path: Path) -> str | None:
    """Return the name of a store's data folder, or None when there is no store; it changes with every rebuild."""
    try:
        name = (path / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    # The name comes from a file, so it must not lead out of the folder.
    return name if name.startswith("data-") and name[5:].isalnum() else None


def rdf_format(file: Path) -> ox.RdfFormat:
    """Return the RDF format that a file's suffix names.

    Raises `GraphFileError` for any other suffix.
    """
    plain = file.with_suffix("") if file.suffix in (".gz", ".zst") else file
    try:
        return RDF_FORMATS[plain.suffix]
    except KeyError:
        raise GraphFileError(f"{file}: not an RDF file name; use one of {', '.join(RDF_FORMATS)}") from None


def opened(file: Path) -> IO[bytes]:
    """Open a file for reading bytes, decompressing `.gz` and `.zst`."""
    if file.suffix == ".gz":
        return io.BufferedReader(gzip.GzipFile(file, "rb"))
    if file.suffix == ".zst":
        try:
            import zstandard
        except ImportError as error:
            raise GraphFileError(f"{file}: .zst needs a package more; pip install 'bayan[zstd]'") from error
        return io.BufferedReader(zstandard.open(file, "rb"))
    return file.open("rb")
