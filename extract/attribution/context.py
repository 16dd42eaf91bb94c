"""A document made ready for attribution: its cue candidates, the classes of its words, the names it knows.

Everything is in tokens of the document.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from extract.attribution.cues import CueCandidate, cue_candidates
from extract.document import Document, title_forms
from extract.language.wordclass import DEFINITE, NAMES, SURNAMES, word_class
from extract.learning.linear import RARE
from extract.meaning.country_reader import country_hits
from extract.meaning.labels import CountryLabel

_QUOTE_MARKS = frozenset([*"\"“”„‟«»‹›‘’'″`", "''"])
SPEAKING = frozenset(
    ["title", "honorific", "unnamed", "group", "organisation", "country", "document", "latin", "kin"]
)  # fmt: skip
"""Classes of words that begin a phrase for somebody who can speak."""
_TITLE_WORDS = frozenset(
    ["title", "demonym", "country", "organisation", "group", "preposition", "honorific", *DEFINITE]
)


class Mention(NamedTuple):
    """Words that may name a speaker, in tokens (`last` exclusive)."""

    first: int
    last: int


Values = ParamSpec("Values")
Result = TypeVar("Result")


_MISSING: Any = object()


def remembered(
    function: Callable[Concatenate[Context, Values], Result],
) -> Callable[Concatenate[Context, Values], Result]:
    """Make a function of a context and hashable values, given by place, work each value out once per context."""

    work: Callable[..., Result] = function

    @functools.wraps(function)
    def remembering(context: Context, /, *values: Any) -> Result:
        known = context.memory[work]
        result: Result = known.get(values, _MISSING)
        if result is _MISSING:
            result = known[values] = work(context, *values)
        return result

    return remembering  # type: ignore[return-value]


class Context:
    """A document with its cue candidates and the classes of its words, worked out once.

    `words` are the forms as features of whole words name them: where the words that models weigh are given (`weighed`),
    all others are `RARE`, which changes no score. Training needs every word.
    """

    def __init__(self, document: Document, weighed: frozenset[str] | None = None) -> None:
        self.document = document
        self.forms = document.tokens.forms
        self.words = self.forms if weighed is None else _rare_alike(self.forms, weighed)
        self.classes = [word_class(form) for form in self.forms]
        self.counts = Counter(self.forms)
        self.pairs = Counter(itertools.pairwise(self.forms))
        self.title_forms = frozenset(document.once(title_forms))
        self.cues = cue_candidates(document)
        self.cue_at: dict[int, CueCandidate] = {}
        for cue in self.cues:
            for token in range(cue.first, cue.last):
                self.cue_at[token] = cue
        self._verbs = [c.first for c in self.cues if c.pos in ("pv", "phrase") and c.entry.certainty != "weak"]
        self._verbs_before = self._count_verbs()
        self.quote_opening_at = self._quote_openings()
        self.marks_before = [0, *itertools.accumulate(form in _QUOTE_MARKS for form in self.forms)]
        self.brackets_before = [0, *itertools.accumulate((form == "(") - (form == ")") for form in self.forms)]
        self.joined = [t for t, form in enumerate(self.forms) if form[0] == "و" and len(form) > 3]
        """The tokens that may begin with the conjunction و ("and"), in order."""
        self.place_at = self._places()
        self.name_words = self._name_words()
        self.classes = [
            "unknown" if here in SURNAMES and form in self.name_words else here
            for form, here in zip(self.forms, self.classes, strict=True)
        ]
        self.memory: defaultdict[Callable[..., Any], dict[tuple[Any, ...], Any]] = defaultdict(dict)
        """What `remembered` functions gave, by function and values."""
        self.end_chances: dict[Mention, float] = {}
        """How sure the end of each phrase met so far is, 0 to 1; see `extract.attribution.subjects.end_chance`."""

    def _places(self) -> dict[int, int]:
        """Return for each token of a country, city or armed group the token after it: none is a person's name."""
        kinds = {"name", "capital", "seatOfPower", "city", "armedGroup"}
        return {
            token: hit.last
            for hit in self.document.once(country_hits)
            for token in range(hit.first, hit.last)
            if any(isinstance(v, CountryLabel) and v.kind in kinds and not v.ambiguous for v in hit.values)
        }

    def _count_verbs(self) -> list[int]:
        """Return for each token how many tokens before it belong to a finite verb or participle that often reports."""
        cues = (self.cue_at.get(token) for token in range(len(self.forms)))
        reports = (cue is not None and cue.pos in ("pv", "ap") and cue.entry.certainty != "weak" for cue in cues)
        return [0, *itertools.accumulate(reports)]

    def has_verb(self, first: int, last: int) -> bool:
        """Tell whether a finite verb or participle that often reports stands between two tokens, last exclusive."""
        return self._verbs_before[max(first, last)] > self._verbs_before[first]

    def next_verb(self, token: int) -> int:
        """Return the first token after another of a verb or phrase that often reports, a great number where none is."""
        place = bisect.bisect_right(self._verbs, token)
        return self._verbs[place] if place < len(self._verbs) else sys.maxsize

    def _quote_openings(self) -> dict[int, int]:
        """Return for each first token inside a quotation the number of that quotation."""
        found: dict[int, int] = {}
        for number, quotation in enumerate(self.document.quotations):
            first = self.document.token_at(quotation.inner_start)
            if first < len(self.forms) and self.document.tokens.starts[first] < quotation.inner_end:
                found.setdefault(first, number)
        return found

    def _is_name(self, t: int, first: int) -> bool:
        """Tell whether a token may be a word of the name begun at `first`."""
        surname = t > first and self.classes[t - 1] == "given_name" and self.classes[t] in SURNAMES
        return surname or self.classes[t] in NAMES

    def _name_words(self) -> frozenset[str]:
        """Return the words that the article shows to be a person's name: those that follow a title or an honorific."""
        found: set[str] = set()
        classes, forms = self.classes, self.forms
        for title, here in enumerate(classes):
            if here not in ("title", "honorific", "kin"):
                continue
            t, limit = title + 1, min(len(forms), title + 14)
            while t < limit and (classes[t] in _TITLE_WORDS or forms[t] in "،,") and not classes[t].startswith("compl"):
                t += 1
            t = self.place_at.get(t, t)
            first = t
            while t < limit + 4 and t < len(forms) and (self._is_name(t, first) or forms[t] in "#_"):
                t += 1
            words = [form for form in forms[first:t] if form[0].isalnum()]
            if len(words) >= 2 or (words and here == "honorific"):
                found.update(words)
            elif (
                len(words) == 1 and words[0][0] not in "لبك" and t < len(forms) and classes[t] in DEFINITE | {"demonym"}
            ):
                found.update((words[0], forms[t]))
        return frozenset(found)

    def is_plausible(self, mention: Mention) -> bool:
        """Tell whether a phrase looks like somebody who can speak: a role, a body, a country or a name known here."""
        if self.classes[mention.first] in SPEAKING:
            return True
        return any(form in self.name_words for form in self.forms[mention.first : mention.last])

    def after_quote(self, token: int) -> str:
        """Return the class of the word after the quotation that opens at a token, or "" where none opens there."""
        number = self.quote_opening_at.get(token + 1, -1)
        if number < 0 or not self.is_mark(token):
            return ""
        _, last = self.quote_tokens(number)
        while last < len(self.forms) and self.is_mark(last):
            last += 1
        short = self.quote_tokens(number)[1] - token <= 6
        return f"{short}+{self.classes[last] if last < len(self.forms) else '</d>'}"

    def is_clause_end(self, quote: int, token: int) -> bool:
        """Tell whether a quotation that begins at `quote` belongs to another cue before it in its sentence."""
        start = self.sentence_start(max(quote - 2, 0))
        return any(
            t in self.cue_at and self.cue_at[t].entry.certainty != "weak" and self.cue_at[t].pos != "vn"
            for t in range(start, quote)
        )

    def is_mark(self, token: int) -> bool:
        """Tell whether a token is a quotation mark."""
        return self.forms[token] in _QUOTE_MARKS

    def sentence_end(self, token: int) -> int:
        """Return the token after the last one of a token's sentence."""
        return self.document.sentence_bounds[self.document.sentences[token]][1]

    def sentence_start(self, token: int) -> int:
        """Return the first token of a token's sentence."""
        return self.document.sentence_bounds[self.document.sentences[token]][0]

    def quote_tokens(self, number: int) -> tuple[int, int]:
        """Return the tokens inside a quotation, last exclusive."""
        quotation = self.document.quotations[number]
        return self.document.token_range(quotation.inner_start, quotation.inner_end)


def _rare_alike(forms: list[str], weighed: frozenset[str]) -> list[str]:
    """Return forms with `RARE` for words that are not weighed; marks, which may join the values of a name, stay."""
    return [form if form in weighed or not form.isalnum() else RARE for form in forms]
