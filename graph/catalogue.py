"""What is known of each article that a graph holds, found by id, by URL and by nearly the same text.

It is kept in a temporary database, which goes to disk as it grows and ends with the process, so that memory does not
grow with the number of articles. Where temporary files go is the system's choice (`TMPDIR`).
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import sqlite3
from collections.abc import Iterable, Iterator

from extract.article import Article

_CACHE = 64 << 10
"""Kilobytes of the database that are held in memory."""

_TABLES = """
PRAGMA cache_size = -{cache};
PRAGMA journal_mode = OFF;
BEGIN;
CREATE TABLE kept (number INTEGER PRIMARY KEY, id TEXT UNIQUE, url TEXT, source TEXT, published TEXT, digest TEXT,
                   sketch BLOB);
CREATE TABLE owner (url TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
CREATE TABLE alike (band INTEGER, number INTEGER, PRIMARY KEY (band, number)) WITHOUT ROWID;
"""
_COLUMNS = "id, url, source, published, digest, sketch"

BANDS, _WIDTH = 16, 16
"""A sketch is cut into so many bands of so many bytes, four hash values each: a pair whose texts share four fifths has
one band in common all but surely (0.9998)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """An article without its text and title, a digest of all that was known of it, and the sketch of its text."""

    article: Article
    digest: str
    sketch: bytes

    @property
    def order(self) -> tuple[str, str]:
        """Return what near-duplicates are ordered by: the first is kept."""
        return (self.article.published or "9999", self.article.id)

    def bands(self) -> list[int]:
        """Return a number for each band of the sketch, equal for articles of one outlet whose bands are equal."""
        cuts = range(0, BANDS * _WIDTH, _WIDTH)
        return [hash((cut, self.sketch[cut : cut + _WIDTH], self.article.source)) for cut in cuts]


class Catalogue:
    """The articles. Raises `OSError` where the disk has no room for them."""

    def __init__(self) -> None:
        # Without a file name, SQLite makes a file that has none and that no other process sees.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES.format(cache=_CACHE))

    def __len__(self) -> int:
        with _errors_explained():
            return int(self._database.execute("SELECT COUNT(*) FROM kept").fetchone()[0])

    def __iter__(self) -> Iterator[Kept]:
        """Iterate over the articles, sorted by id."""
        for row in self._database.execute(f"SELECT {_COLUMNS} FROM kept ORDER BY id"):
            yield _kept(*row)

    def identities(self) -> list[str]:
        """Return the ids, sorted."""
        return [identity for (identity,) in self._database.execute("SELECT id FROM kept ORDER BY id")]

    def find(self, identity: str) -> Kept | None:
        """Return the article of an id."""
        row = self._database.execute(f"SELECT {_COLUMNS} FROM kept WHERE id = ?", (identity,)).fetchone()
        return _kept(*row) if row else None

    def add(self, kept: Kept, url: str | None) -> None:
        """Put an article in; `url`, if it has one, then finds it, unless that finds another already.

        Raises `ValueError` when there is an article of that id.
        """
        article = kept.article
        values = (article.id, article.url, article.source, article.published, kept.digest, kept.sketch)
        with _errors_explained():
            added = self._database.execute(f"INSERT INTO kept ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", values)
            pairs = [(band, added.lastrowid) for band in kept.bands()]
            self._database.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?)", pairs)
            if url:
                self._database.execute("INSERT OR IGNORE INTO owner VALUES (?, ?)", (url, article.id))

    def remove(self, kept: Kept, url: str | None) -> None:
        """Take an article out, and what its URL finds."""
        with _errors_explained():
            (number,) = self._database.execute("SELECT number FROM kept WHERE id = ?", (kept.article.id,)).fetchone()
            self._database.execute("DELETE FROM kept WHERE number = ?", (number,))
            pairs = [(band, number) for band in kept.bands()]
            self._database.executemany("DELETE FROM alike WHERE band = ? AND number = ?", pairs)
            if url:
                self._database.execute("DELETE FROM owner WHERE url = ? AND id = ?", (url, kept.article.id))

    def of_url(self, url: str) -> Kept | None:
        """Return the article that a URL finds."""
        row = self._database.execute("SELECT id FROM owner WHERE url = ?", (url,)).fetchone()
        return self.find(row[0]) if row else None

    def perhaps_alike(self, kept: Kept) -> Iterable[Kept]:
        """Return the articles of the same outlet that have a band of the sketch in common."""
        query = f"""SELECT DISTINCT {_COLUMNS} FROM alike JOIN kept USING (number)
                    WHERE band IN ({", ".join("?" * BANDS)})"""
        return [_kept(*row) for row in self._database.execute(query, kept.bands())]


@contextlib.contextmanager
def _errors_explained() -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise ValueError(f"there is one of that id ({error})") from error
    except sqlite3.OperationalError as error:
        raise OSError(errno.ENOSPC, f"the list of known articles cannot be written ({error})") from error


def _kept(
    identity: str, url: str | None, source: str | None, published: str | None, digest: str, sketch: bytes
) -> Kept:
    return Kept(Article(identity, "", None, url, source, published), digest, sketch)
