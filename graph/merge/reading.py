"""Reading a speaker's name as extraction gives it: what kind of entity it names, and by which tokens to compare it.

Names come from automatic extraction: some carry titles, hash marks or quotation marks, some are roles and no names,
some are descriptions. What is read here decides how far a name may be merged.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence, Set

from graph.merge.gazetteer import Phrase, gazetteer, phrase, stem, without_media_head
from graph.merge.names import is_common, join_particles, split
from graph.merge.offices import Office, read_office
from graph.merge.words import words

_MARKS = re.compile(r"[#_\"«»“”„‟'‘’`]+")


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """What a name names.

    `tokens` are compared for persons, and for one-word organisations that may be persons' family names. `identity` is
    equal for two names of one organisation, country or office; None when the name is good in its own article only.
    `concept` is `country:RU`, `organisation:<key>` or `body:<key>`. `country` is the country that the name itself
    states, else the speaker's.
    """

    kind: str
    tokens: Phrase = ()
    identity: Phrase | None = None
    concept: str | None = None
    country: str | None = None
    office: Office | None = None
    evidence: str = "organisation"


@functools.lru_cache(maxsize=200_000)
def read_name(name: str, kind: str, country: str | None) -> Reading:
    """Return what the name of a speaker of a kind (`Speaker.type`, or `` for one unknown) and a country names."""
    known = words()
    tokens = split(name)
    if not tokens:
        return Reading("unnamed", country=country)
    found = phrase(name)
    thing = _concept(found, country, kind)
    if thing is not None:
        return thing
    first = tokens[0]
    crowd = first in known.crowd and kind != "organization"
    state = _state(found, country)
    if state is not None:
        return state
    if first in known.vague or crowd or (len(tokens) == 1 and first in known.pointing):
        return _apart(kind if kind in ("organization", "group", "document") else "unnamed", country)
    if kind == "document":
        return _apart(kind, country)
    organised = first in known.organisation_heads or stem(first) in _stems("organisation_heads")
    if kind == "organization" or (kind in ("person", "") and organised):
        return _organisation(found, country, join_particles(tokens) if len(found) == 1 and not organised else ())
    if kind == "group":
        codes, _ = gazetteer().place(found)
        # الفلسطينيون and الفلسطينيين ("the Palestinians") differ in case alone.
        names = tuple(word[:-2] + "ين" if word.endswith("ون") and len(word) > 4 else word for word in found)
        return Reading("group", identity=("group", *names, country or ""), country=country or _only(codes))
    if kind == "unnamed":
        office = read_office(name, country)
        whole = office is not None and office.alone and first not in known.shared_heads
        return _office(office, country) if office is not None and whole else _apart(kind, country)
    return _person(tokens, name, country)


def _apart(kind: str, country: str | None) -> Reading:
    return Reading(kind, country=country, evidence="alone")


def _only(codes: tuple[str, ...]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _concept(found: Phrase, country: str | None, kind: str) -> Reading | None:
    known = gazetteer()
    for name in (found, without_media_head(found), *_shortened(found)):
        body = known.bodies.get(name)
        if body is not None:
            return Reading("organization", (), ("body", body.key), f"body:{body.key}", body.country, evidence="concept")
        concept = known.organisations.get(name)
        if concept is not None and not (kind == "person" and name in known.unsure):
            reference = f"organisation:{concept.key}"
            home = known.home(reference) or country
            return Reading("organization", (), ("organisation", concept.key), reference, home, evidence="concept")
    code = known.country(found)
    if code is None or (kind == "person" and found in known.unsure):
        return None
    return Reading("country", (), ("country", code), f"country:{code}", code, evidence="concept")


def _shortened(found: Phrase) -> tuple[Phrase, ...]:
    """Return an organisation's name without what only describes it, where its own country is named after it.

    وكالة تاس للأنباء, موقع أكسيوس الأميركي, البيت الأبيض الأمريكي: TASS, Axios, the White House.
    """
    known = gazetteer()
    whole, rest = known.organisation_within(found)
    if whole is None or not rest or rest == found:
        return ()
    home = known.home(whole)
    again, without = known.organisation_within(rest)
    named_again = again == whole or (again == "organisation:united_nations" and home == "UN")
    codes, left = known.place(without if named_again else rest, trusting=True)
    if any(code != home for code in codes) or any(word not in _stems("descriptive") for word in left):
        return ()
    shortened = tuple(word for word in found if word not in rest)
    return (shortened,) if found[: len(shortened)] == shortened else (without_media_head(shortened),)


def _state(found: Phrase, country: str | None) -> Reading | None:
    """Read a government named by its country or capital: الحكومة التركية, حكومة طهران, دولة قطر."""
    known = gazetteer()
    if found[0] not in _stems("government"):
        return None
    codes, left = known.place(found, trusting=True)
    place = next((at for at, word in enumerate(left) if word not in _stems("government")), len(left))
    capital = known.capitals.get(left[place:])
    code = capital or (country if country in codes or not codes else codes[0])
    if not code or (place < len(left) and not capital):
        return None
    if code in known.countries:
        return Reading("country", (), ("country", code), f"country:{code}", code, evidence="concept")
    return Reading("organization", (), ("government", code), None, code)


def _organisation(found: Phrase, country: str | None, tokens: Phrase = ()) -> Reading:
    known = gazetteer()
    codes, left = known.place(found)
    if not codes:
        codes, left = known.place(found, trusting=True)
    code = country if country in codes or not codes else codes[0]
    ministry = [word for word in left if word not in ("وزاره", "شوون")]
    if ministry and ministry[0] in _stems("portfolios") and (len(ministry) == 1 or ministry[1].startswith("و")):
        if code is None:
            return _apart("organization", None)
        return Reading("organization", (), ("ministry", ministry[0], code), None, code, evidence="ministry")
    if len(found) == 1 and found[0] in _stems("pointing"):
        return _apart("organization", code)
    bare = without_media_head(left) if left else found
    if len(bare) == 1 and bare[0] in _stems("pointing") | _stems("organisation_heads") and code is None:
        return _apart("organization", code)
    return Reading("organization", tokens, ("organization", *bare, code or ""), None, code)


def _office(office: Office, country: str | None) -> Reading:
    return Reading("office", (), ("office", *office.identity), None, office.country or country, office, "office")


def _person(tokens: Sequence[str], name: str, country: str | None) -> Reading:
    rest = _without_role(tokens)
    if rest and not (len(rest) < len(tokens) and _ends_role(rest)):
        return Reading("person", join_particles(rest), None, None, country, None, "full_name")
    office = read_office(name, country)
    if office is not None and office.alone:
        return _office(office, country)
    return _apart("unnamed", country)


def _ends_role(rest: Sequence[str]) -> bool:
    """Tell words of a role that no list has (رئيس مرصد الفلك الإيراني) from a name: a nationality ends them."""
    return len(rest) > 1 and not is_common(rest[0]) and (stem(rest[-1]),) in gazetteer().demonyms


@functools.lru_cache(maxsize=200_000)
def tidy(name: str) -> str:
    """Return a name as written, without hash marks, quotation marks and spare spaces."""
    return re.sub(r"\s+", " ", _MARKS.sub(" ", name)).strip(" \t،,؛;:.-–—") or name


@functools.lru_cache(maxsize=200_000)
def name_words(name: str) -> str:
    """Return a personal name as written without the title and the role beside it."""
    written = name.split()
    tokens = [" ".join(split(word)) for word in written]
    kept = _without_role([token for token in tokens if token])
    if not kept:
        return name
    flat = [token for token in tokens if token]
    for start in range(len(flat) - len(kept) + 1):
        if flat[start : start + len(kept)] == kept:
            places = [place for place, token in enumerate(tokens) if token]
            return " ".join(written[places[start] : places[start + len(kept) - 1] + 1]).strip("،,؛;:.()[]")
    return name


def is_title_and_name(text: str, names: Set[str]) -> bool:
    """Tell whether a form is made of words of the person's names, of titles and of roles, and of nothing else."""
    known = words()
    titles = known.office_heads | known.shared_heads | known.titles | known.former | known.future | known.fillers
    tokens = split(text)
    place = 0
    named = False
    while place < len(tokens):
        if tokens[place] in names:
            named = named or tokens[place] not in known.prefixes
            place += 1
        elif tokens[place] in titles or tokens[place].startswith("نظير"):
            place += 1
        elif size := _role_words_at(tokens, place):
            place += size
        else:
            return False
    return named or (len(tokens) > 1 and read_office(text, None) is not None)


def _without_role(tokens: Sequence[str]) -> Sequence[str]:
    """Return the words of a personal name without the title before it and the role before or after it."""
    known = words()
    heads = known.office_heads | known.shared_heads
    place = 0
    in_role = False
    while place < len(tokens):
        token = tokens[place]
        if token.startswith("نظير") or (token in heads and _opens_role(tokens, place)):
            in_role = True
        elif token in known.titles or token in known.former:
            pass
        elif in_role and (size := _role_words_at(tokens, place)):
            place += size - 1
        else:
            break
        place += 1
    rest = tokens[place:]
    if not place and (size := _body_before(rest)):
        rest = rest[size:]
    for end in range(1, len(rest) - 1):
        if rest[end] in heads and _role_words_at(rest, end + 1):
            rest = rest[:end]
            break
    for end in range(1, len(rest)):
        if rest[end] in known.after_names:
            rest = rest[:end]
            break
    # What follows the name in the sentence may have been taken with it: a place, or several.
    while len(rest) > 2 and ((stem(rest[-1]),) in gazetteer().names or (stem(rest[-1]),) in gazetteer().capitals):
        rest = rest[:-1]
    return rest


def _body_before(tokens: Sequence[str]) -> int:
    """Return how many words before a given name and a family name are an organisation's: حماس سامي أبو زهري."""
    for size in range(min(6, len(tokens) - 2), 0, -1):
        organisation, left = gazetteer().organisation_within(tuple(stem(token) for token in tokens[:size]))
        if organisation and not left and is_common(tokens[size]):
            return size
    return 0


def _opens_role(tokens: Sequence[str], place: int) -> bool:
    """Tell a role's first word from a given name: أمين (secretary, but also Amin) needs a word of a role after it."""
    if tokens[place].startswith("ال") or place == len(tokens) - 1:
        return True
    after = tokens[place + 1]
    return bool(_role_words_at(tokens, place + 1)) or after in words().titles or after in words().office_heads


def _role_words_at(tokens: Sequence[str], place: int) -> int:
    """Return how many words at a place belong to a role: what it is of, and the words between."""
    if stem(tokens[place]) in _role_words():
        return 1
    return gazetteer().naming(tuple(stem(token) for token in tokens[place : place + 8]))


@functools.cache
def _stems(field: str) -> frozenset[str]:
    return frozenset(stem(word) for word in getattr(words(), field))


@functools.cache
def _role_words() -> frozenset[str]:
    """Return the words that roles are made of: of role names, portfolios and the first words of organisations."""
    found = {word for phrase_found in gazetteer().roles for word in phrase_found}
    names = words().prefixes | words().suffixes
    listed = _stems("portfolios") | _stems("fillers") | _stems("former") | _stems("organisation_heads")
    return listed | {word for word in found if word not in names and not is_common(word)}
