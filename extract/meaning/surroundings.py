"""The words around a statement: those of its sentence that nobody is reported to have said.

When, where, through whom and to whom something was said stands outside the words themselves. The tokens outside every
content are shared out among the cues of a sentence, so that each circumstance has one owner.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
from collections.abc import Iterator

from extract.document import Document, Draft
from extract.language.wordclass import word_class
from extract.meaning.words import word_list


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """Adjacent tokens `first`-`last` (exclusive) outside the content, and where they stand.

    `place` is `lead` (before the cue), `main` (after the cue, up to the content where that follows) or `trail` (after
    the content).
    """

    first: int
    last: int
    place: str


@dataclasses.dataclass(slots=True)
class Surroundings:
    """The runs of one draft, nearest to its cue first, and the draft whose act it goes on with in the same sentence."""

    draft: Draft
    runs: list[Run]

    def tokens(self) -> Iterator[tuple[Run, int]]:
        """Yield each token with its run."""
        for run in self.runs:
            for token in range(run.first, run.last):
                yield run, token


def surroundings(document: Document) -> list[Surroundings]:
    """Return the surroundings of every draft of a document, in the order of its drafts."""
    inner = _innermost_contents(document)
    scopes: dict[int, list[int]] = {}
    for draft in document.drafts:
        scopes.setdefault(inner[draft.cue_tokens[0]], []).append(draft.cue_tokens[0])
    for cues in scopes.values():
        cues.sort()
    ends = {end for draft in document.drafts for piece in draft.content_tokens for end in piece}
    edges = sorted(ends | {0, len(inner)})
    return [Surroundings(draft, _runs(document, draft, inner, edges, scopes)) for draft in document.drafts]


def continued(document: Document, paragraphs: bool) -> dict[int, Draft]:
    """Return, by the identity of a draft, the earlier draft whose act of speaking it goes on with.

    It does where both have the same named speaker and parent, no other draft of that depth stands between them, and it
    follows in the same sentence (`مضيفا أن`, "adding that") outside a relative clause, or, when `paragraphs` is true,
    in the same or the next paragraph by a verb of adding or concluding (`وأضاف`, "and he added").
    """
    found: dict[int, Draft] = {}
    latest: dict[int, Draft] = {}
    for draft in sorted(document.drafts, key=lambda draft: draft.cue.start):
        depth = id(draft.parent)
        before = latest.get(depth)
        latest[depth] = draft
        if before is None or before.speaker is None or draft.speaker is None:
            continue
        if before.speaker.name != draft.speaker.name:
            continue
        now, then = draft.cue_tokens[0], (before.content_tokens or [before.cue_tokens])[-1][1] - 1
        same_sentence = document.sentences[now] in (document.sentences[then], document.sentences[before.cue_tokens[0]])
        if now and word_class(document.tokens.forms[now - 1]) == "relative":
            continue
        if same_sentence or (
            paragraphs
            and document.paragraphs[now] - document.paragraphs[then] <= 1
            and draft.cue.act in ("add", "conclude")
        ):
            found[id(draft)] = before
    return found


def _innermost_contents(document: Document) -> list[int]:
    """Return for each token the number of the shortest content that holds it, or -1."""
    inner = [-1] * len(document.tokens)
    contents = [
        (last - first, first, last, number)
        for number, draft in enumerate(document.drafts)
        for first, last in draft.content_tokens
        if not first <= draft.cue_tokens[0] < last
    ]
    for length, first, last, number in sorted(contents, reverse=True):
        inner[first:last] = [number] * length
    return inner


def _runs(
    document: Document, draft: Draft, inner: list[int], edges: list[int], scopes: dict[int, list[int]]
) -> list[Run]:
    """Return a draft's runs; `edges` are the tokens at which contents begin and end, between which `inner` is even."""
    sentences = document.sentences
    cue, after_cue = draft.cue_tokens
    scope = inner[cue]
    cues = scopes[scope]
    start = bisect.bisect_left(sentences, sentences[cue])
    end = bisect.bisect_right(sentences, sentences[cue])
    place = bisect.bisect_left(cues, cue)
    if place and cues[place - 1] >= start:
        start = _hand_over(document, cues[place - 1] + 1, cue, inner, scope)
    following = cues[place + 1] if place + 1 < len(cues) else len(inner)
    pieces = draft.content_tokens
    stop = end
    if pieces and pieces[-1][1] > cue:
        stop = max(end, bisect.bisect_right(sentences, sentences[pieces[-1][1] - 1]))
    if following < stop:
        said = max([after_cue, *(last for _, last in pieces)])
        stop = _hand_over(document, said, following, inner, scope) if pieces else following
    content_start = next((first for first, _ in pieces if first > cue), stop)
    found = []
    for number in range(bisect.bisect_right(edges, start) - 1, bisect.bisect_left(edges, stop)):
        if inner[edges[number]] != scope:
            continue
        first, last = max(edges[number], start), min(edges[number + 1], stop)
        if first < min(last, cue):
            found.append(Run(first, min(last, cue), "lead"))
        first = max(first, after_cue)
        if first < last:
            found.append(Run(first, last, "main" if last <= content_start else "trail"))
    order = {"main": 0, "lead": 1, "trail": 2}
    return sorted(found, key=lambda run: (order[run.place], run.first))


def _hand_over(document: Document, first: int, cue: int, inner: list[int], scope: int) -> int:
    """Return the token between two cues of a sentence from which the words belong to the later one."""
    forms = document.tokens.forms
    free = cue
    while free > first and inner[free - 1] == scope:
        free -= 1
    for token in range(free, cue):
        if forms[token][0] == "و" and _opens_clause(forms[token]):
            return token
    return cue


@functools.cache
def _opens_clause(form: str) -> bool:
    """Tell whether a word with و begins a new clause (`وفي`, "and in"), rather than sourcing (`وفقا`, "according")."""
    if form in word_list("sourcing") or len(form) < 3:
        return False
    return word_class(form) in ("preposition", "background", "turn", "subordinator", "day", "weekday") or (
        word_class(form[1:]) in ("preposition", "turn", "subordinator")
    )
