"""The one tree of errors that a command shows as a single line instead of a traceback."""

from __future__ import annotations


class BayanError(Exception):
    """Something the user can mend.

    `message` is one line: what is wrong, where, and the remedy. `exit_code` is what the command ends with: 1 when
    nothing could be done, 2 when it was asked for wrongly (as Typer and Click use it).
    """

    exit_code = 1

    def __init__(self, message: str, exit_code: int | None = None) -> None:
        super().__init__(" ".join(message.split()))
        if exit_code is not None:
            self.exit_code = exit_code

    @property
    def message(self) -> str:
        """The line to show."""
        return str(self)


class UsageError(BayanError):
    """A value of the command line that means nothing: an unknown query name, a date that is none."""

    exit_code = 2


class StoreError(BayanError):
    """The embedded SPARQL store is missing, damaged or in use."""


class QueryError(BayanError):
    """A query that cannot be parsed or answered."""


class GraphFileError(BayanError):
    """A graph file that cannot be read or written."""


class PushError(BayanError):
    """A remote store refused what was sent, or could not be reached."""
