"""The countries an article names, and the country that a speaker speaks for."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.document import Document, places_of_forms, title_forms
from extract.language.folding import folded_form
from extract.language.tokens import tokenize
from extract.language.wordclass import DEFINITE, NAMES, word_class
from extract.meaning.country_words import not_countries, outlet_home, reference_words
from extract.meaning.labels import CountryLabel, Hit, OrganisationLabel, country_matcher, without_clitics

_NAME_REACH = 8
"""How many tokens before or after a name its role and nationality may stand."""

_BESIDE = 10
"""Tokens that may stand between two countries named beside each other."""
_LISTED = 3
"""Tokens that may stand between two members of a list of countries."""

_ROLES = frozenset(["title", "organisation", "group", "unnamed", "honorific"])


@dataclasses.dataclass(frozen=True, slots=True)
class CountryHit:
    """Words that stand for a country at tokens `first`-`last` (exclusive).

    `kind` is how they name it (`name`, `demonym`, `capital`, `seatOfPower`, `city`, `leader`, `armedGroup`, `people`,
    `joint`); `sure` is false where the words may also mean something else and nothing in the article decides.
    """

    first: int
    last: int
    country: str
    kind: str
    sure: bool


def country_hits(document: Document) -> list[Hit[CountryLabel | OrganisationLabel]]:
    """Return the labels of countries and organisations in an article's words."""
    return country_matcher().find(document.tokens.forms)


class CountryReader:
    """The country words of one article, found once and asked about many times."""

    def __init__(self, document: Document) -> None:
        self.document = document
        found = document.once(country_hits)
        title = country_matcher().find(document.once(title_forms))
        certain: Counter[str] = Counter()
        for hit in (*found, *title):
            certain.update({v.country for v in hit.values if isinstance(v, CountryLabel) and not v.ambiguous})
        self.title = frozenset(
            v.country
            for hit in title
            for v in hit.values
            if isinstance(v, CountryLabel) and (not v.ambiguous or certain[v.country])
        )
        self.home = outlet_home(document.article.source or "")
        elsewhere = {
            place for hit in not_countries().find(document.tokens.forms) for place in range(hit.first, hit.last)
        }
        self.hits: list[CountryHit] = []
        self.bodies: list[tuple[int, int, str]] = []
        for hit in found:
            bodies = [v for v in hit.values if isinstance(v, OrganisationLabel)]
            if bodies:
                self.bodies.append((hit.first, hit.last, next((b.speaks_for for b in bodies if b.speaks_for), "")))
            labels = [v for v in hit.values if isinstance(v, CountryLabel)]
            # An organisation's name hides the country in it, unless the body counts as a country itself (the Union).
            if labels and hit.first not in elsewhere and (not bodies or any(label.kind == "name" for label in labels)):
                self.hits += _decided(hit.first, hit.last, labels, certain, self.home)
        self._firsts = [hit.first for hit in self.hits]
        self._of_country: dict[str, list[int]] = {}
        for number, named in enumerate(self.hits):
            if named.sure:
                self._of_country.setdefault(named.country, []).append(number)
        self.counts = Counter(hit.country for hit in self.hits if hit.sure)
        self.order = [c for c, _ in sorted(self.counts.items(), key=lambda row: (-row[1], row[0]))]
        self._bare = [without_clitics(form)[-1] if form[0] in "وفبلك" else form for form in document.tokens.forms]
        self._nationalities: dict[str, list[int]] = {}
        """The numbers of the hits that are a nationality, by the word before them."""
        for number, named in enumerate(self.hits):
            if named.sure and named.kind == "demonym" and named.first:
                self._nationalities.setdefault(self._bare[named.first - 1], []).append(number)
        self._partners: dict[str, Counter[str]] | None = None
        self._lists: list[tuple[int, tuple[str, ...]]] | None = None
        self._speakers: dict[tuple[int, int, str, str], str | None] = {}

    def partners(self, country: str) -> list[str]:
        """Return the countries that the article names beside one in a sentence, those most often beside it first."""
        if self._partners is None:
            self._partners = self._find_partners()
        beside = self._partners.get(country, Counter())
        return [c for c, _ in sorted(beside.items(), key=lambda row: (-row[1], row[0]))]

    def _find_partners(self) -> dict[str, Counter[str]]:
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        sentences = self.document.sentences
        for one, other in itertools.pairwise(hit for hit in self.hits if hit.sure):
            near = other.first - one.last <= _BESIDE and sentences[one.first] == sentences[other.first]
            if near and one.country != other.country:
                found[one.country][other.country] += 1
                found[other.country][one.country] += 1
        return found

    def listed(self, place: int) -> tuple[str, ...]:
        """Return the countries listed together last before a token (`مصر والسودان`), none where none are."""
        if self._lists is None:
            self._lists = self._find_lists()
        number = bisect.bisect_left(self._lists, (place,))
        return self._lists[number - 1][1] if number else ()

    def _find_lists(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the lists of countries as far as each of their members, by its first token."""
        forms, sentences = self.document.tokens.forms, self.document.sentences
        found: list[tuple[int, tuple[str, ...]]] = []
        run: list[CountryHit] = []
        for hit in self.hits:
            if not hit.sure:
                continue
            if run:
                joined = forms[hit.first][0] == "و" or forms[hit.first - 1] in ("،", ",", "و")
                if not joined or hit.first - run[-1].last > _LISTED or sentences[hit.first] != sentences[run[-1].first]:
                    run = []
            run.append(hit)
            if len({one.country for one in run}) > 1:
                found.append((hit.first, tuple(dict.fromkeys(one.country for one in run))))
        return found

    def recent(self, token: int) -> list[str]:
        """Return the countries surely named before a token, the last named first."""
        limit = bisect.bisect_left(self._firsts, token)
        latest = [
            (numbers[bisect.bisect_left(numbers, limit) - 1], country)
            for country, numbers in self._of_country.items()
            if numbers[0] < limit
        ]
        return [country for _, country in sorted(latest, reverse=True)]

    def between(self, first: int, last: int) -> list[CountryHit]:
        """Return the country words that begin between two tokens, last exclusive."""
        return self.hits[bisect.bisect_left(self._firsts, first) : bisect.bisect_left(self._firsts, last)]

    def speaker(self, start: int, end: int, name: str = "", role: str = "") -> str | None:
        """Return the country that a speaker speaks for, `EU` or `UN` for those bodies, None where nothing tells.

        `start`-`end` are the mention's code points; `name` is the speaker's fullest name and `role` the title, where
        coreference knows them.
        """
        key = (start, end, name, role)
        if key not in self._speakers:
            first, last = self.document.token_range(start, end)
            found = self._of_words(first, last)
            if found is None and role:
                found = self._of_role(role)
            if found is None:
                found = self._of_name(first, last, name)
            if found is None:
                words = [*self.document.tokens.forms[first:last], *tokenize(f"{role} {name}").forms]
                found = self._of_state(words, first)
            self._speakers[key] = found or None
        return self._speakers[key]

    def _of_role(self, role: str) -> str | None:
        """Return the country of a role as coreference has it, where the article has these words."""
        at = self.document.text.find(role)
        return self._of_words(*self.document.token_range(at, at + len(role))) if at >= 0 else None

    def _of_state(self, forms: list[str], place: int) -> str | None:
        """Return the country of an office or body of a state that the words need not name (`الشرطة`, "the police").

        It is that of the nearest earlier place, else of the first later one, where the same word has its nationality
        beside it, else the country of which the article speaks most. Words for no such body give None.
        """
        state, many = reference_words()["state"], reference_words()["several"] | reference_words()["arab"]
        plain = {word for form in forms for word in without_clitics(form)}
        words = plain & state
        if not words or plain & many:
            return None
        limit = bisect.bisect_left(self._firsts, place)
        found = [self._nationalities[word] for word in words if word in self._nationalities]
        before = [numbers[bisect.bisect_left(numbers, limit) - 1] for numbers in found if numbers[0] < limit]
        if found:
            return self.hits[max(before) if before else min(numbers[0] for numbers in found)].country
        return self.order[0] if self.order else None

    def _of_words(self, first: int, last: int) -> str | None:
        """Return the country or body that a stretch of words speaks for, "" where it names one that has none.

        The first that is named decides (`السفير الأمريكي في دمشق`, "the American ambassador in Damascus"); words that
        join two (`روسيا وسوريا`) speak for neither alone.
        """
        forms, words = self.document.tokens.forms, reference_words()
        named: list[tuple[int, str]] = []
        for hit in self.between(first, last):
            before = forms[hit.first - 1] if hit.first > first else ""
            # Past the place of duty (`سفير المغرب لدى مصر`, "Morocco's ambassador to Egypt") stand others' countries.
            if named and (before in words["destination"] or before == "في" or with_in(forms, hit)):
                break
            if hit.sure and before not in words["destination"]:
                named.append((hit.first, hit.country))
        bodies = self.bodies[bisect.bisect_left(self.bodies, (first,)) : bisect.bisect_left(self.bodies, (last,))]
        named += [(place, speaks_for) for place, _, speaks_for in bodies]
        for place in range(first, last):
            after_envoy = (
                place > first and forms[place - 1] in words["envoy"] and forms[place] in words["international"]
            )
            if after_envoy or forms[place] in words["united_nations"] or forms[place] in words["mediator"]:
                named.append((place, "UN"))
        if not named:
            return None
        named.sort()
        place, country = named[0]
        if country not in ("UN", "EU") and self._of_nobody(first, last):
            return ""
        for other, its_country in named[1:]:
            if its_country != country and any(_joins(forms[k]) for k in range(place + 1, other + 1)):
                return ""
        return country

    def _of_nobody(self, first: int, last: int) -> bool:
        """Tell whether words are for one who speaks for no state (`محلل`, "analyst") or for several (`دول`)."""
        private, several = reference_words()["private"], reference_words()["several"]
        for place in range(first, last):
            plain = without_clitics(self.document.tokens.forms[place])
            if any(word in private for word in plain):
                return True
            if place < first + 2 and any(word in several for word in plain):
                return True
        return False

    def _of_name(self, first: int, last: int, name: str) -> str | None:
        """Return the country that stands beside the same name elsewhere in the article."""
        document = self.document
        at = document.text.find(name) if name else -1
        if at >= 0:
            found = self._of_words(*document.token_range(at, at + len(name)))
            if found is not None:
                return found
        forms = document.tokens.forms
        words = folded_form(name).replace("-", " ").split() or forms[first:last]
        surname = next((word for word in reversed(words) if len(word) > 2 and word_class(word) in NAMES), None)
        for token in document.once(places_of_forms).get(surname or "", ()):
            found = self._beside(token)
            if found is not None:
                return found
        return None

    def _beside(self, token: int) -> str | None:
        """Return the country of the role in front of a name, or of the one behind it."""
        document = self.document
        sentence = document.sentences
        begin = token
        for place in range(token, max(0, token - _NAME_REACH) - 1, -1):
            if sentence[place] != sentence[token]:
                break
            if word_class(document.tokens.forms[place]) in _ROLES:
                begin = place
        before = self._of_words(begin, token + 1)
        if before is not None:
            return before
        for place in range(token + 1, min(len(sentence), token + 5)):
            if sentence[place] != sentence[token]:
                break
            if word_class(document.tokens.forms[place]) in _ROLES:
                return self._of_words(place, min(place + _NAME_REACH - 2, len(sentence)))
        return None


def with_in(forms: Sequence[str], hit: CountryHit) -> bool:
    """Tell whether the clitic بـ ("in") stands before a country's name (`بالرباط`, "in Rabat"; not `بيروت`)."""
    form, *rest = forms[hit.first : hit.last]
    return form[0] == "ب" and hit.kind != "demonym" and bool(country_matcher().find([form[1:], *rest]))


def _joins(form: str) -> bool:
    """Tell whether a token joins what follows to what came before (`وسوريا`, `ونظيره`)."""
    if form[0] != "و" or len(form) < 4:
        return False
    rest = form[1:]
    return word_class(rest) in DEFINITE | {"country", "kin", "demonym"} or bool(country_matcher().find([rest]))


def _decided(
    first: int, last: int, labels: list[CountryLabel], certain: Counter[str], home: str | None
) -> list[CountryHit]:
    """Return one hit per country that the words may mean, those the article supports where it supports any.

    `المملكة` ("the Kingdom") alone is that of an outlet at home in one.
    """
    by_country: dict[str, CountryLabel] = {}
    for label in labels:
        known = by_country.get(label.country)
        if known is None or (known.ambiguous, known.kind == "demonym") > (label.ambiguous, label.kind == "demonym"):
            by_country[label.country] = label
    options = list(by_country.values())
    if any(not label.ambiguous for label in options):
        options = [label for label in options if not label.ambiguous]
        return [CountryHit(first, last, label.country, label.kind, True) for label in options]
    supported = [label for label in options if certain[label.country]]
    if supported:
        best = max(supported, key=lambda label: certain[label.country])
        return [CountryHit(first, last, best.country, best.kind, True)]
    at_home = [label for label in options if label.country == home and label.kind == "name"]
    if at_home:
        return [CountryHit(first, last, label.country, label.kind, True) for label in at_home]
    return [CountryHit(first, last, label.country, label.kind, False) for label in options]
