"""Options that several commands share, and how they are checked."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Annotated

import typer

from extract.sources import Options, iso_date
from graph.errors import UsageError

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Text files (one article each), JSON Lines (one article a line: id, title, text, url, source, date), "
        "CSV, Parquet, web pages, feeds, web archives; folders, archives and patterns of these; http(s) addresses; "
        "or - for standard input. See README, 'Your own articles'.",
        show_default=False,
    ),
]
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The folder that holds the graph.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When articles that do not say were published, as 2024-11-06.")
]
Outlet = Annotated[str | None, typer.Option("--source", metavar="NAME", help="The outlet of articles that do not say.")]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="The encoding of text files, when it is not found out by itself.")
]
Follow = Annotated[bool, typer.Option("--follow", help="Read the pages a feed links to instead of its summaries.")]
Base = Annotated[str | None, typer.Option(metavar="IRI", help="What the IRIs of the graph's own resources begin with.")]
SameAs = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A CSV that joins speakers or keeps them apart; kept for later runs."),
]
Articles = Annotated[
    bool | None,
    typer.Option("--articles/--no-articles", help="Keep the articles' texts in the folder and its pages.",
                 show_default="keep"),
]  # fmt: skip
Jobs = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Processes to extract in.", show_default="all cores")
]


def source_options(published: str | None, outlet: str | None, encoding: str | None, follow: bool) -> Options:
    """Check what the user says of the sources. Raises `UsageError`."""
    if published is not None:
        day = iso_date(published)
        if day is None:
            raise UsageError(f"--published {published!r:.40}: no date; write it as 2024-11-06")
        published = day
    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise UsageError(f"--encoding {encoding!r:.40}: no such encoding; utf-8, windows-1256 and so on") from None
    return Options(published=published, source=outlet, encoding=encoding, follow=follow)
