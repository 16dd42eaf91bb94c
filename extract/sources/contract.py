"""What every reader yields: an article with the place it came from, or a fault."""

from __future__ import annotations

import dataclasses

from extract.article import Article


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """An article and where it was read.

    `file` is the source as the user named it (`-` for standard input), `line` its line there, counted from 1, or None
    where the file is one article. `named` is true where the source itself gave the id, false where the id was made
    from the file's name or a digest of the text.
    """

    article: Article
    file: str
    line: int | None = None
    named: bool = True

    @property
    def place(self) -> str:
        """Return `file:line`, as compilers write it."""
        return place(self.file, self.line)


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Something in a source that cannot be used, and what to do about it.

    `lost` is false where the article is used all the same, without the part at fault.
    """

    file: str
    line: int | None
    message: str
    remedy: str
    lost: bool = True

    def __str__(self) -> str:
        """Return the one line shown to the user; characters that could forge a second line are escaped."""
        text = f"{place(self.file, self.line)}: {self.message}; {self.remedy}"
        return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the sources.

    `published` (ISO date) and `source` (outlet) stand in where an article lacks its own. `encoding` names the encoding
    of every text read; None means UTF-8, UTF-16 by its mark, and else Windows-1256 or ISO 8859-6 by what makes sense.
    """

    published: str | None = None
    source: str | None = None
    encoding: str | None = None


def place(file: str, line: int | None) -> str:
    """Return `file:line`, or `file` where there is no line."""
    return file if line is None else f"{file}:{line}"
