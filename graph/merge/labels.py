"""Labels: the Arabic name as the news writes it, and an English one, known or romanised."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph.merge.english import gloss, with_article
from graph.merge.gazetteer import gazetteer, phrase, stem, without_media_head
from graph.merge.mentions import Mention, points_back, worth_showing
from graph.merge.names import runs_on, split
from graph.merge.offices import Office, read_office
from graph.merge.reading import Reading, is_title_and_name, name_words, tidy
from graph.merge.romanise import is_known, romanise
from graph.merge.words import bodies, plain, representing, table
from graph.model import Label
from ontology.concepts import Concept, concepts

_OUTLET = re.compile(r"\s*(?P<ar>[^()]*[\u0621-\u064a][^()]*?)\s*\(\s*(?P<en>[^()]*[A-Za-z][^()]*?)\s*\)\s*(?:,.*)?$")


def concept_of(reference: str) -> Concept | None:
    """Return the concept that `country:RU` or `organisation:nato` refers to; None for `body:kremlin`."""
    scheme, _, key = reference.partition(":")
    files = {"country": "countries", "organisation": "organisations"}
    return concepts(files[scheme]).get(key) if scheme in files else None


def reference_label(reference: str) -> Label:
    """Return the labels of a concept or a body that is referred to."""
    concept = concept_of(reference)
    if concept is None:
        body = bodies()[reference.partition(":")[2]]
        return Label(body.names[0], body.english, False)
    arabic = concept.pref.get("ar") or concept.key
    english = concept.pref.get("en")
    return Label(arabic, english or romanise(arabic), english is None)


def person_label(mentions: Sequence[Mention], tokens: Sequence[str]) -> Label:
    """Return the commonest spelling of a person's chief name, titles left out, and its usual or made English one."""
    counted: Counter[str] = Counter()
    for mention in mentions:
        if tuple(mention.reading.tokens) == tuple(tokens):
            counted[name_words(tidy(mention.name))] += 1
    arabic = commonest(counted) if counted else " ".join(tokens)
    return Label(arabic, romanise(arabic), not is_known(arabic))


def office_label(name: str, office: Office | None) -> Label:
    """Return an office's title, in English where role and country or organisation are known."""
    english = office_english(office) if office is not None else None
    return Label(tidy(name), english, False) if english else _described(tidy(name))


@functools.lru_cache(maxsize=50_000)
def role_english(role: str, country: str | None) -> str | None:
    """Return the English of a role as written, None where a word of it is not known."""
    office = read_office(role, country)
    named = office_english(office) if office is not None and office.held else None
    english = gloss(role)
    return named or (english[0] if english is not None and english[1] else None)


def office_english(office: Office) -> str | None:
    """Return the English name of an office ("Foreign Minister of Russia"), None where a part of it is not known."""
    title = _title(office)
    if title is None:
        return None
    country = gazetteer().countries.get(office.country or "")
    if office.organisation:
        whole = reference_label(office.organisation).en
        if gazetteer().home(office.organisation) in (None, office.country) or country is None:
            return _of(title, whole)
        return f"{_of(title, country.pref['en'])} to {with_article(whole)}" if office.role in representing() else None
    return _of(title, country.pref["en"]) if country is not None and "en" in country.pref else None


def _title(office: Office) -> str | None:
    """Return the English title, with the portfolio for a minister or the ministry's spokesperson."""
    role = concepts("roles").get(office.role)
    if role is None or "en" not in role.pref:
        return None
    title = _titled(role.pref["en"].split(",")[0])
    if not office.rest:
        return title
    portfolio = _portfolios().get(office.rest[-1])
    if office.role == "minister" and len(office.rest) == 1 and portfolio:
        return f"{portfolio} {title}"
    if office.role == "spokesperson" and office.rest[:-1] in ((), ("وزاره",)) and portfolio:
        return f"{title} for the {portfolio} Ministry"
    return None


def _titled(words_found: str) -> str:
    return " ".join(word if word in ("of", "for") else word[:1].upper() + word[1:] for word in words_found.split())


def _of(title: str, whole: str) -> str:
    return f"{title} {'for' if title == 'Spokesperson' else 'of'} {with_article(whole)}"


@functools.cache
def _portfolios() -> Mapping[str, str]:
    return {stem(plain(name)): english for name, english in table("portfolios").items()}


def known_english(reading: Reading) -> str | None:
    """Return the English name of an office or a ministry where all its parts are known."""
    if reading.office is not None:
        return office_english(reading.office)
    if reading.identity is None or reading.identity[0] != "ministry":
        return None
    _, portfolio, country = reading.identity
    concept = gazetteer().countries.get(country)
    english = _portfolios().get(portfolio)
    if concept is None or not english or "en" not in concept.pref:
        return None
    return f"{english} Ministry of {with_article(concept.pref['en'])}"


def ministry_label(mentions: Sequence[Mention]) -> Label:
    """Return a ministry's labels: the commonest name that states its country, and its English name."""
    counted = Counter(tidy(mention.name) for mention in mentions)
    stating = Counter({name: count for name, count in counted.items() if gazetteer().place(phrase(name))[0]})
    arabic = commonest(stating or counted)
    english = known_english(mentions[0].reading)
    return Label(arabic, english or romanise(arabic), english is None)


def named_label(mentions: Iterable[Mention]) -> Label:
    """Return the commonest name of an organisation, group or source that the ontology does not know."""
    return _described(commonest(Counter(tidy(mention.name) for mention in mentions)))


def described(arabic: str) -> str:
    """Return the English of a name of no person, word by word or romanised."""
    return _described(arabic).en


def _described(arabic: str) -> Label:
    """Return a name with its English, word by word, where its words are known, else romanised and marked so."""
    english = gloss(arabic)
    if english is not None:
        return Label(arabic, english[0], not english[1])
    return Label(arabic, romanise(arabic), bool(re.search(r"[\u0621-\u064a]", arabic)))


def outlet_label(source: str) -> Label:
    """Return an outlet's labels; `العربية (Al Arabiya)` gives both."""
    pair = _OUTLET.match(source)
    if pair:
        return Label(pair["ar"].strip(), pair["en"].strip(), False)
    arabic = tidy(source)
    medium = gazetteer().organisations.get(without_media_head(phrase(arabic))) if arabic else None
    if medium is not None and "en" in medium.pref:
        return Label(arabic, medium.pref["en"], False)
    return Label(arabic, romanise(arabic), bool(re.search(r"[\u0621-\u064a]", arabic)))


def surfaces(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return every form that names the entity, each once, sorted.

    What only points to it (البيان, الحكومة) is no name of it; nor is a form that runs on into its sentence or names
    others beside a person, where there is one that does not.
    """
    found: set[str] = set()
    persons = [mention for mention in mentions if mention.reading.kind == "person"]
    tokens = {mention.reading.tokens for mention in persons}
    names = {
        word
        for mention in persons
        if not any(runs_on(mention.reading.tokens, other) for other in tokens)
        for word in split(name_words(tidy(mention.name)))
    }
    for mention in mentions:
        own = split(mention.name)
        found.update(tidy(text) for text in mention.surfaces if text == mention.name or worth_showing(text, own))
    naming = {text for text in found if not points_back(text)}
    if persons:
        naming = {text for text in naming if is_title_and_name(text, names)} or naming
    return tuple(sorted(naming or found))


def commonest(counted: Counter[str]) -> str:
    """Return the most frequent text, the shorter and then the first by code points where several are."""
    return min(counted, key=lambda text: (-counted[text], len(text), text))
