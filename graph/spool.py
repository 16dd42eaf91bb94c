"""What a run has extracted so far, on disk: bounded memory, and a run that was killed can be taken up.

Three files: the statement records, the articles, and `done.jsonl`, whose line for an article is written after both. A
kill may leave a half-written end; only what `done.jsonl` vouches for is recalled.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import IO

from extract.article import Article
from graph.folder import ARTICLES, STATEMENTS
from graph.increment import digest
from graph.lines import ArticleLines

SPOOL = ".spool"
_DONE = "done.jsonl"


class Spool:
    """The spool of one out folder. `resume` keeps what an earlier run of the same version of Bayan left."""

    def __init__(self, out: Path, resume: bool) -> None:
        self._folder = out / SPOOL
        self._left: dict[str, dict[str, int]] = {}
        if not resume or not self._load(version()):
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir()
            (self._folder / _DONE).write_text(json.dumps({"bayan": version()}) + "\n", encoding="utf-8")
        self.statements = ArticleLines(self._folder / STATEMENTS)
        self.articles = ArticleLines(self._folder / ARTICLES)
        self._statements = self._open(self.statements)
        self._articles = self._open(self.articles)
        self._done = (self._folder / _DONE).open("ab")

    def recall(self, article: Article) -> bool:
        """Take an article's statements from an earlier run, if it had come to this very article."""
        place = self._left.get(digest(article))
        if place is None:
            return False
        self.statements.note(article.id, place["statements"], place["statements_length"])
        self.articles.note(article.id, place["article"], place["article_length"])
        return True

    def keep(self, article: Article, records: list[str]) -> None:
        """Write an article and its statement records."""
        statements = self.statements.append(self._statements, article.id, records)
        line = json.dumps(article.to_dict(), ensure_ascii=False)
        text = self.articles.append(self._articles, article.id, [line])
        self._statements.flush()
        self._articles.flush()
        place = {"statements": statements[0], "statements_length": statements[1],
                 "article": text[0], "article_length": text[1]}  # fmt: skip
        self._done.write(json.dumps({"digest": digest(article), **place}).encode() + b"\n")
        self._done.flush()

    def close(self) -> None:
        """Close the files, which stay for reading and for a later run."""
        for stream in (self._statements, self._articles, self._done):
            stream.close()

    def discard(self) -> None:
        """Remove the spool, for what it held is in the graph."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @staticmethod
    def _open(lines: ArticleLines) -> IO[bytes]:
        stream = lines.path.open("ab")
        lines.end = stream.seek(0, 2)
        return stream

    def _load(self, current: str) -> bool:
        """Read what an earlier run left. Returns False when there is nothing of this version."""
        try:
            data = (self._folder / _DONE).read_bytes()
        except OSError:
            return False
        header, *lines = data.splitlines(keepends=True) or [b""]
        try:
            if json.loads(header) != {"bayan": current}:
                return False
            for line in lines:
                if line.endswith(b"\n"):
                    place = json.loads(line)
                    self._left[place.pop("digest")] = place
        except (ValueError, KeyError, AttributeError):
            return False
        if data and not data.endswith(b"\n"):
            with (self._folder / _DONE).open("r+b") as stream:
                stream.truncate(data.rfind(b"\n") + 1)
        return True


def version() -> str:
    """Return the version of Bayan, which what it has extracted goes by."""
    from importlib.metadata import version as installed

    return installed("bayan")
