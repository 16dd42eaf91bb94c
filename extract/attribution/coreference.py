"""Coreference inside one article: which mentions are one speaker, and that speaker's fullest name.

People are one by surname (spelling variants too), by full name, or by a role that an earlier person holds; a role
with another nationality, or a new name beside the same role, is another person. Organisations are one when the words
of one name are all in the other; a document (`البيان`, "the statement") is its issuer.
"""

from __future__ import annotations

import dataclasses

from rapidfuzz import fuzz

from extract.attribution.context import Context, Mention
from extract.attribution.entity_index import EntityIndex
from extract.attribution.phrases import IN_NAMES, head_gender_number, is_joint, person_name
from extract.attribution.subjects import end_chance
from extract.document import places_of_forms
from extract.language.morphology import analyses
from extract.language.wordclass import BARE, DEFINITE

_SAME_SPELLING = 86.0
"""Least rapidfuzz ratio (0-100) of two spellings of one surname (`ميستورا`, `مستورا`)."""
_SURE_END = 0.5
"""Chance of a phrase's end (0-1) from which its words may name an entity that has other mentions."""
_TYPES = {
    "title": "person", "honorific": "person", "kin": "person", "unnamed": "unnamed", "group": "group",
    "document": "document", "organisation": "organization", "country": "organization",
}  # fmt: skip


_NAMING = DEFINITE | BARE | {"demonym", "latin"}
"""Classes of the first word of a body's name."""
_BEFORE_NAMES = DEFINITE | {"title", "demonym", "honorific", "country", "group", "،", ","}
"""Classes of what stands before a person's name."""


@dataclasses.dataclass(slots=True)
class Entity:
    """A speaker of one article: its type, its mentions in text order, its name's and its role's tokens."""

    type: str
    mentions: list[Mention]
    name: tuple[int, int] | None
    role: tuple[int, int] | None
    role_words: frozenset[str]
    head: frozenset[str]
    demonyms: frozenset[str]
    words: frozenset[str]
    first: str
    joint: bool
    country: str | None = None
    number: int = -1


class Coreference:
    """Puts the mentions of one article together as they come, in text order."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.entities: list[Entity] = []
        self._by_mention: dict[Mention, Entity] = {}
        self._index = EntityIndex(_SAME_SPELLING - 1)

    def entity(self, mention: Mention) -> Entity:
        """Return the entity of a mention, joining it to an earlier one or making a new one."""
        known = self._by_mention.get(mention)
        if known is None:
            fresh = self._describe(mention)
            marks, surname = self._marks(fresh), self._surname(fresh)
            known = self._earlier(fresh, mention, marks, surname)
            if known is None:
                known = fresh
                known.number = len(self.entities)
                self.entities.append(known)
            else:
                self._join(known, fresh)
            self._index.add(known.number, marks, surname)
            self._by_mention[mention] = known
        return known

    def name_of(self, entity: Entity) -> str:
        """Return the fullest name the article gives an entity, as written, without marks at its edges."""
        if entity.name is not None:
            first, last = self._fullest(entity.name)
            return self._words(first, last)
        sure = [m for m in entity.mentions if end_chance(self.context, m) >= _SURE_END]
        mention = max(sure or entity.mentions, key=lambda m: (m.last - m.first, -m.first))
        return self._words(mention.first, mention.last)

    def role_of(self, entity: Entity) -> str | None:
        """Return the role as written, or None."""
        if entity.role is None:
            return None
        return self._words(*entity.role) or None

    def _words(self, first: int, last: int) -> str:
        context = self.context
        while first < last and not context.document.tokens.is_word[first] and context.forms[first] not in "(":
            first += 1
        while last > first and not context.document.tokens.is_word[last - 1] and context.forms[last - 1] not in ")":
            last -= 1
        text = context.document.span(first, last).text if last > first else ""
        if any(a.pos == "noun" and a.preposition for a in analyses(context.forms[first])) if last > first else False:
            text = "ال" + text[2:] if text.startswith("لل") else text[1:]
        for opening, closing in ("()", '""', "«»", "“”"):
            if text.count(opening) % 2 if opening == closing else text.count(opening) != text.count(closing):
                text = text.replace(opening, " ").replace(closing, " ")
        return " ".join(text.replace("#", "").replace("_", " ").split())

    def _describe(self, mention: Mention) -> Entity:
        context = self.context
        name = person_name(context, mention.first, mention.last)
        head_class = context.classes[mention.first]
        kind = _TYPES.get(head_class, "")
        role = None
        joint = is_joint(context, mention.first, mention.last)
        if joint:
            kind = "group"
        elif name is not None:
            kind = "person"
            role = self._role(mention, name)
        elif not kind:
            kind = "organization" if head_class in _NAMING else "group"
        elif kind == "person" and not context.forms[mention.first].startswith("ال") and not self._is_definite(mention):
            kind = "unnamed"
        elif kind == "person" and head_gender_number(context, mention)[1] in ("d", "p"):
            kind = "group"
        elif kind == "person":
            role = (mention.first, mention.last)
        a, b = role or (mention.first, mention.last)
        words = frozenset(
            _bare(form) for form in context.forms[mention.first : mention.last] if form[0].isalnum() and len(form) > 1
        )
        return Entity(
            type=kind,
            mentions=[mention],
            name=name,
            role=role,
            role_words=frozenset(_role_word(form) for form in context.forms[a:b] if form[0].isalnum()),
            head=frozenset(x.entry for x in analyses(context.forms[a]) if x.pos == "noun"),
            demonyms=frozenset(x.entry for form in context.forms[a:b] for x in analyses(form) if x.pos == "adj"),
            words=words,
            first=_bare(context.forms[mention.first]),
            joint=joint,
        )

    def _is_definite(self, mention: Mention) -> bool:
        """Tell whether a role names one office: it holds a definite noun, a country or a name after its head."""
        classes = self.context.classes[mention.first + 1 : mention.last]
        forms = self.context.forms[mention.first + 1 : mention.last]
        return any(
            c in ("country", "organisation") or f.startswith(("ال", "لل")) for c, f in zip(classes, forms, strict=True)
        )

    def _role(self, mention: Mention, name: tuple[int, int]) -> tuple[int, int] | None:
        """Return the tokens of a named mention's role: what stands before the name, or after it behind a comma."""
        tokens = self.context.document.tokens
        first, last = mention.first, name[0]
        while last > first and not tokens.is_word[last - 1]:
            last -= 1
        if last > first:
            return first, last
        first, last = name[1], mention.last
        while first < last and not tokens.is_word[first]:
            first += 1
        if last > first and self.context.classes[first] in ("title", "unnamed", "group", "honorific"):
            return first, last
        return None

    def _fullest(self, name: tuple[int, int]) -> tuple[int, int]:
        """Return the longest occurrence in the article of a name that ends in the same surname."""
        context = self.context
        surname = context.forms[name[1] - 1]
        best = name
        if len(surname) < 3:
            return best
        for t in context.document.once(places_of_forms)[surname]:
            found = self._run_back(t)
            if found is not None and found[1] - found[0] > best[1] - best[0]:
                short = {context.forms[k] for k in range(*best)}
                if short <= {context.forms[k] for k in range(*found)}:
                    best = found
        return best

    def _run_back(self, t: int) -> tuple[int, int] | None:
        """Return the name that ends at token `t` where a role, nationality or comma stands before it."""
        context = self.context
        first = t
        sentence = context.document.sentences[t]
        while (
            first
            and t - first < 4
            and first - 1 not in context.place_at
            and context.document.sentences[first - 1] == sentence
            and (context.classes[first - 1] in IN_NAMES or context.forms[first - 1] in "#_")
        ):
            first -= 1
        while first < t and not context.document.tokens.is_word[first]:
            first += 1
        if first == t or not first:
            return None
        before = context.classes[first - 1]
        if before in _BEFORE_NAMES:
            return first, t + 1
        return None

    def _marks(self, entity: Entity) -> set[str]:
        """Return the words and keys of which a new entity shares one with any other that it is the same as."""
        forms = self.context.forms
        marks = {*entity.words, *(f"head={key}" for key in entity.head)}
        for first, last in (*entity.mentions, *((entity.name,) if entity.name else ())):
            marks.update(form for form in forms[first:last] if form[0].isalnum())
        return marks

    def _surname(self, entity: Entity) -> str:
        """Return the last word of a name, "" where there is no name."""
        words = [form for form in self.context.forms[slice(*entity.name)] if form[0].isalnum()] if entity.name else []
        return _bare(words[-1]) if words else ""

    def _earlier(self, fresh: Entity, mention: Mention, marks: set[str], surname: str) -> Entity | None:
        numbers = self._index.alike(marks, surname) if fresh.words else range(len(self.entities) - 1, -1, -1)
        for number in numbers:
            if self._same(self.entities[number], fresh):
                return self.entities[number]
        if fresh.type == "document" and mention.last - mention.first == 1:
            return self._issuer(mention)
        return None

    def _issuer(self, mention: Mention) -> Entity | None:
        """Return who issued a document: the speaker whose sentence names one (`في بيان`), else a body just before."""
        context = self.context
        noun = _bare(context.forms[mention.first])
        for entity in reversed(self.entities):
            for earlier in reversed(entity.mentions):
                first = context.sentence_start(earlier.first)
                last = context.sentence_end(earlier.first)
                if first <= mention.first < last:
                    continue
                if any(form.endswith(noun) for form in context.forms[first:last]):
                    return entity
        paragraphs = context.document.paragraphs
        for entity in reversed(self.entities):
            near = paragraphs[mention.first] - paragraphs[entity.mentions[-1].first] <= 1
            if entity.type in ("organization", "document", "group") and near:
                return entity
        return None

    def _same(self, one: Entity, other: Entity) -> bool:
        if one.name is not None and other.name is not None:
            return self._same_name(one.name, other.name)
        if other.name is None and one.name is not None and self._is_part_of_name(other.mentions[0], one.name):
            return True
        if other.name is None and other.type == "person":
            return one.type == "person" and self._same_role(one, other)
        if one.type == "person" or other.type == "person":
            return False
        if other.type == "unnamed":
            return one.type == "unnamed" and other.words <= one.words
        if one.type == "unnamed":
            return False
        if one.joint or other.joint:
            return one.words == other.words
        small, large = sorted((one, other), key=lambda entity: len(entity.words))
        if not small.words or not small.words <= large.words:
            return False
        if small.first == large.first or small.words == large.words:
            return True
        # "حماس" is "حركة حماس", "الخارجية الروسية" the ministry; but no army is its radio.
        headless = large.words - {large.first}
        return small.words == headless and (not small.head or "ministry" in large.head)

    def _is_part_of_name(self, mention: Mention, name: tuple[int, int]) -> bool:
        """Tell whether a mention is a family name that a longer name holds (`الشبول`, `فيصل الشبول`)."""
        words = [f for f in self.context.forms[mention.first : mention.last] if f[0].isalnum()]
        held = self.context.forms[name[0] : name[1]]
        return 0 < len(words) <= 2 and all(word in held for word in words)

    def _same_name(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        first = [f for f in self.context.forms[one[0] : one[1]] if f[0].isalnum()]
        second = [f for f in self.context.forms[other[0] : other[1]] if f[0].isalnum()]
        if not first or not second:
            return False
        if (
            len(first) > 1
            and len(second) > 1
            and first[0] != second[0]
            and fuzz.ratio(first[0], second[0]) < _SAME_SPELLING
        ):
            # Two given names: one person only where one name holds the other ("رجب طيب أردوغان", "طيب أردوغان").
            return set(first) <= set(second) or set(second) <= set(first)
        if set(first) <= set(second) or set(second) <= set(first):
            return True
        a, b = first[-1], second[-1]
        return min(len(a), len(b)) >= 4 and fuzz.ratio(_bare(a), _bare(b)) >= _SAME_SPELLING

    def _same_role(self, one: Entity, other: Entity) -> bool:
        if one.role is None or not one.head & other.head:
            return False
        if other.demonyms and one.demonyms and not other.demonyms & one.demonyms:
            return False
        extra = other.role_words - one.role_words
        return not extra or (len(extra) == 1 and len(other.role_words) == 2)

    def _join(self, known: Entity, fresh: Entity) -> None:
        known.mentions += fresh.mentions
        if known.name is None or (fresh.name and fresh.name[1] - fresh.name[0] > known.name[1] - known.name[0]):
            known.name = fresh.name or known.name
        if known.role is None:
            known.role, known.role_words, known.head = fresh.role, fresh.role_words, fresh.head
        known.demonyms |= fresh.demonyms
        if known.name is None:
            known.words |= fresh.words


def _role_word(form: str) -> str:
    """Return a word of a role as roles are compared: without clitics, a nationality whatever its gender and number."""
    for analysis in analyses(form):
        if analysis.pos in ("adj", "noun"):
            return analysis.entry if analysis.pos == "adj" else analysis.stem
    return form[2:] if form.startswith("لل") and len(form) > 3 else _bare(form)


def _bare(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 3 else form
