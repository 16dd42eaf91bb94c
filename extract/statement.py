"""The statement record: who said what, with the code-point span of every field.

One record per attributed act. It is the only thing the graph layer knows of extraction; as JSON Lines it is also the
file between the two stages (see README, "The statement record"). Offsets count Unicode code points in the article's
`text`, end exclusive. Absent knowledge is None or an empty tuple.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from typing import Any

FORMS = ("direct", "indirect", "mixed")
SPEAKER_TYPES = ("person", "organization", "group", "document", "unnamed")
POLARITIES = ("support", "oppose", "neutral")


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """Words of the article: `text == article.text[start:end]`."""

    text: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it.

    `name` is the fullest proper or official name the article gives, without title; `mention` the words that name the
    speaker for this cue, at `start`-`end`. `implicit` is true where the cue has no overt subject and the mention is
    the nearest earlier one. `country` is the ISO 3166-1 alpha-2 code the speaker speaks for (`EU`, `UN` for those).
    """

    name: str
    mention: str
    start: int
    end: int
    type: str
    role: str | None = None
    country: str | None = None
    implicit: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """The reporting word as written with its clitics, its dictionary form and its speech act (a key of acts.ttl)."""

    text: str
    start: int
    end: int
    lemma: str
    act: str


@dataclasses.dataclass(frozen=True, slots=True)
class Addressee:
    """To whom it was said."""

    name: str
    mention: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Via:
    """A news agency or medium it was said through (`وفقا لوكالة تاس`, "according to TASS")."""

    name: str
    text: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Occasion:
    """Where it was said: `kind` is a key of occasions.ttl (press_conference, phone_call, tweet ...)."""

    kind: str
    text: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """One attributed act in one article. See the module and README for the meaning of each field."""

    id: str
    article: str
    speaker: Speaker
    cue: Cue
    content: tuple[Span, ...]
    form: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    polarity: str
    confidence: float
    topic_evidence: tuple[Span, ...] = ()
    country_evidence: tuple[Span, ...] = ()
    addressee: Addressee | None = None
    via: tuple[Via, ...] = ()
    occasion: Occasion | None = None
    date: str | None = None
    date_evidence: Span | None = None
    parent: str | None = None
    url: str | None = None
    title: str | None = None
    source: str | None = None
    published: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON-ready values, its keys in the documented order."""
        record = dataclasses.asdict(self)
        return {key: _plain(record[key]) for key in RECORD_KEYS}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Statement:
        """Read a record back.

        Raises `ValueError` naming the field at fault when one is missing or of the wrong type; unknown fields are
        ignored, so that other tools may add their own.
        """
        try:
            return cls(
                id=_text(record, "id"),
                article=_text(record, "article"),
                speaker=_part(Speaker, record, "speaker"),
                cue=_part(Cue, record, "cue"),
                content=_parts(Span, record, "content"),
                form=_choice(record, "form", FORMS),
                topics=_labels(record, "topics"),
                countries=_labels(record, "countries"),
                polarity=_choice(record, "polarity", POLARITIES),
                confidence=_number(record, "confidence"),
                topic_evidence=_parts(Span, record, "topic_evidence"),
                country_evidence=_parts(Span, record, "country_evidence"),
                addressee=_part(Addressee, record, "addressee") if record.get("addressee") else None,
                via=_parts(Via, record, "via"),
                occasion=_part(Occasion, record, "occasion") if record.get("occasion") else None,
                date=_optional(record, "date"),
                date_evidence=_part(Span, record, "date_evidence") if record.get("date_evidence") else None,
                parent=_optional(record, "parent"),
                url=_optional(record, "url"),
                title=_optional(record, "title"),
                source=_optional(record, "source"),
                published=_optional(record, "published"),
            )
        except KeyError as missing:
            raise ValueError(f"field {missing.args[0]!r} is missing") from None


RECORD_KEYS = (
    "id", "article", "url", "title", "source", "published", "speaker", "cue", "content", "form", "topics",
    "topic_evidence", "countries", "country_evidence", "addressee", "via", "occasion", "date", "date_evidence",
    "parent", "polarity", "confidence",
)  # fmt: skip


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record[key]
    if not isinstance(value, str) or not value:
        raise ValueError(f"field {key!r} must be a text, got {value!r:.60}")
    return sys.intern(value)  # most texts of a record stand in many others too: names, titles, keys, days


def _optional(record: Mapping[str, Any], key: str) -> str | None:
    return None if record.get(key) is None else _text(record, key)


def _number(record: Mapping[str, Any], key: str) -> float:
    value = record[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError(f"field {key!r} must be a number from 0 to 1, got {value!r:.60}")
    return float(value)


def _choice(record: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = record[key]
    if value not in allowed:
        raise ValueError(f"field {key!r} must be one of {', '.join(allowed)}, got {value!r:.60}")
    return str(value)


def _labels(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = record[key]
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise ValueError(f"field {key!r} must be a list of texts, got {values!r:.60}")
    return tuple(map(sys.intern, values))


def _part(kind: type[Any], record: Mapping[str, Any], key: str) -> Any:
    return _build(kind, record[key], key)


def _parts(kind: type[Any], record: Mapping[str, Any], key: str) -> tuple[Any, ...]:
    values = record.get(key) or []
    if not isinstance(values, list):
        raise ValueError(f"field {key!r} must be a list, got {values!r:.60}")
    return tuple(_build(kind, value, key) for value in values)


def _build(kind: type[Any], value: Any, key: str) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"field {key!r} must be an object, got {value!r:.60}")
    known: dict[str, Any] = {}
    for name, wanted, optional, required in _FIELDS[kind]:
        if name not in value:
            if required:
                raise ValueError(f"field {key}.{name} is missing")
            continue
        part = value[name]
        right = isinstance(part, wanted) and (wanted is bool or not isinstance(part, bool))
        if not right and not (optional and part is None):
            raise ValueError(f"field {key}.{name} must be {wanted.__name__}, got {part!r:.60}")
        known[name] = sys.intern(part) if wanted is str and part is not None else part
    if "start" in known and not 0 <= known["start"] <= known["end"]:
        raise ValueError(f"field {key} has a span that ends before it starts")
    return kind(**known)


def _fields(kind: type[Any]) -> list[tuple[str, type, bool, bool]]:
    """Return the name of each field of a part, its type, whether it may be None and whether it must be there."""
    kinds = {"int": int, "bool": bool}
    return [
        (field.name, kinds.get(str(field.type), str), "None" in str(field.type), field.default is dataclasses.MISSING)
        for field in dataclasses.fields(kind)
    ]


_FIELDS = {kind: _fields(kind) for kind in (Span, Speaker, Cue, Addressee, Via, Occasion)}
