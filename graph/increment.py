"""Which of the articles that come are new to a graph: by id, by URL, by text.

Two outlets that print one agency text are two articles, for that is corroboration; one outlet that prints a text twice
gave one. Of near-duplicates the one published first is kept, or the one with the smaller id, so that the order in which
they come makes no difference.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from extract.article import Article, text_id
from extract.sources import Found
from graph.catalogue import Catalogue, Kept
from graph.errors import BayanError

NEAR = 0.8
"""Share of three-word sequences in common (Jaccard) from which two texts are near-duplicates."""

# Sketches are kept between runs: these three must stay as they are.
_PERMUTATIONS = 64
_SEED = 1
_SCHEME = "affine32"


@dataclasses.dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article as far as it takes to recognise it again: `article` has no text, `text` is a digest of it.

    `sketch` is the MinHash of the text, `named` as in `Found`. It can be made where the text is, far from the shelf.
    """

    article: Article
    text: str
    sketch: str
    named: bool = True

    @classmethod
    def of(cls, found: Found) -> Fingerprint:
        """Return the fingerprint of an article."""
        text = found.article.text
        return cls(dataclasses.replace(found.article, text=""), text_id(text), _sketch(text), found.named)


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """What to do with an article: `known` ones are skipped; `replaces` are the ids of others that give way.

    `article` is the article as it is to be kept, its text still missing.
    """

    kind: Literal["new", "changed", "known"]
    article: Article
    replaces: tuple[str, ...] = ()


class Shelf:
    """The articles a graph holds, as far as it takes to recognise them again. Texts are not kept."""

    def __init__(self) -> None:
        self._catalogue = Catalogue()

    @classmethod
    def load(cls, path: Path) -> Shelf:
        """Read a shelf that `save` wrote; a missing file is an empty shelf. Raises `BayanError` on a damaged one."""
        shelf = cls()
        if not path.exists():
            return shelf
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                try:
                    record = json.loads(line)
                    article = Article(record["id"], "", None, record["url"], record["source"], record["date"])
                    sketch = bytes.fromhex(record["sketch"])
                    if len(sketch) != 4 * _PERMUTATIONS:
                        raise ValueError("not a sketch")
                    shelf._add(Kept(article, record["digest"], sketch))
                except (ValueError, KeyError, TypeError):
                    raise BayanError(f"{path}:{number}: damaged; build the folder anew") from None
        return shelf

    def save(self, path: Path) -> None:
        """Write the shelf, sorted by id."""
        with path.open("w", encoding="utf-8") as stream:
            for kept in self._catalogue:
                record = kept.article.to_dict()
                del record["text"], record["title"]
                record |= {"digest": kept.digest, "sketch": kept.sketch.hex()}
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")

    def __len__(self) -> int:
        return len(self._catalogue)

    def identities(self) -> list[str]:
        """Return the ids of the articles, sorted."""
        return self._catalogue.identities()

    def offer(self, found: Fingerprint) -> Decision:
        """Decide on an article and, unless it is known, put it on the shelf."""
        article, text, sketch = found.article, found.text, bytes.fromhex(found.sketch)
        earlier = self._catalogue.find(article.id)
        other = earlier and not found.named and _digest(article, text) != earlier.digest
        if earlier and other and not _near(sketch, earlier.sketch):
            # A file name that has come before over a wholly different text: another article.
            article = dataclasses.replace(article, id=f"{article.id}-{text[2:10]}")
            earlier = self._catalogue.find(article.id)
        if earlier:
            article = dataclasses.replace(
                article,
                url=article.url or earlier.article.url,
                source=article.source or earlier.article.source,
                published=article.published or earlier.article.published,
            )
            if _digest(article, text) == earlier.digest:
                return Decision("known", article)
            self.drop(article.id)
            self._add(_kept(article, text, sketch))
            return Decision("changed", article)
        new = _kept(article, text, sketch)
        twins = self._twins(new)
        if any(twin.order <= new.order for twin in twins):
            return Decision("known", article)
        for twin in twins:
            self.drop(twin.article.id)
        self._add(new)
        return Decision("changed" if twins else "new", article, tuple(sorted(twin.article.id for twin in twins)))

    def drop(self, identity: str) -> None:
        """Forget an article."""
        kept = self._catalogue.find(identity)
        if kept is None:
            raise KeyError(identity)
        self._catalogue.remove(kept, _url_key(kept.article.url))

    def _add(self, kept: Kept) -> None:
        self._catalogue.add(kept, _url_key(kept.article.url))

    def _twins(self, new: Kept) -> list[Kept]:
        """Return the same article under other ids: of the same URL, or nearly the same text from the same outlet."""
        alike = self._catalogue.perhaps_alike(new)
        twins = {kept.article.id: kept for kept in alike if _near(kept.sketch, new.sketch)}
        url = _url_key(new.article.url)
        owner = self._catalogue.of_url(url) if url else None
        if owner:
            twins[owner.article.id] = owner
        return list(twins.values())


def _kept(article: Article, text: str, sketch: bytes) -> Kept:
    return Kept(dataclasses.replace(article, title=None), _digest(article, text), sketch)


def digest(article: Article) -> str:
    """Return a fingerprint of an article and all that is known of it."""
    return _digest(article, text_id(article.text))


def _digest(article: Article, text: str) -> str:
    values = json.dumps(article.to_dict() | {"text": text}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(values.encode("utf-8")).hexdigest()[:32]


def _url_key(url: str | None) -> str | None:
    """Return what makes a URL the same: no scheme, no `www.`, no fragment, no campaign parameters.

    A URL without path or query is a site and not an article: None.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    query = sorted((name, value) for name, value in parse_qsl(parts.query) if not name.startswith(("utm_", "fbclid")))
    path = parts.path.rstrip("/")
    if not path and not query:
        return None
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{urlencode(query)}"


def _sketch(text: str) -> str:
    """Return a MinHash of a text's three-word sequences, in hexadecimal."""
    from datasketch import MinHash

    words = text.split()
    sequences = {" ".join(words[i : i + 3]).encode("utf-8") for i in range(max(1, len(words) - 2))}
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme=_SCHEME)
    sketch.update_batch(sequences)
    return bytes(sketch.hashvalues.astype("<u4").tobytes()).hex()


def _near(one: bytes, other: bytes) -> bool:
    import numpy

    same = numpy.frombuffer(one, dtype="<u4") == numpy.frombuffer(other, dtype="<u4")
    return bool(numpy.count_nonzero(same) >= NEAR * _PERMUTATIONS)
