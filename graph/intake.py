"""The articles of one run as they pass: which are wanted, which were extracted, which give way to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.article import Article
from extract.sources import Fault
from graph.increment import Fingerprint, Shelf

if TYPE_CHECKING:
    from graph.build import Report, Watch


class Intake:
    """Decides on articles by their fingerprints and counts what becomes of them, whatever engine extracts them.

    `gone` are the ids of articles of the graph that others replace.
    """

    def __init__(self, shelf: Shelf, report: Report, watch: Watch) -> None:
        self.shelf = shelf
        self.gone: set[str] = set()
        self._report = report
        self._watch = watch
        self._before = set(shelf.identities())
        self._replaces: dict[str, tuple[str, ...]] = {}

    def unusable(self, fault: Fault) -> None:
        """Count something in a source that is no article."""
        self._report.add(fault, self._watch)

    def wanted(self, fingerprint: Fingerprint) -> Article | None:
        """Return the article, still without its text, as it is to be extracted; None when the graph holds it."""
        self._report.read += 1
        decision = self.shelf.offer(fingerprint)
        if decision.kind == "known":
            self._report.known += 1
            self._watch.step()
            return None
        if decision.replaces:
            self._replaces[decision.article.id] = decision.replaces
        return decision.article

    def extracted(self, identity: str) -> None:
        """Count an article whose statements are kept."""
        replaced = self._replaces.get(identity, ())
        self.gone.update(replaced)
        self.gone.discard(identity)
        changed = bool(replaced) or identity in self._before
        self._report.changed += changed
        self._report.new += not changed
        self._watch.step()

    def failed(self, identity: str, fault: Fault) -> None:
        """Count an article that could not be extracted; a later run will try it again."""
        self._report.add(fault, self._watch)
        self.shelf.drop(identity)
        self._watch.step()
