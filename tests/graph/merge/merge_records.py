"""Makes statement records for the tests of merging."""

from __future__ import annotations

import itertools
from typing import Any

from extract.statement import Addressee, Cue, Span, Speaker, Statement, Via

_numbers = itertools.count()


def record(name: str, **given: Any) -> Statement:
    """Return a record whose speaker has this name; every other field may be given, and else is unremarkable.

    `says` is the content; by default no two records say the same.
    """
    number = next(_numbers)
    article = given.pop("article", f"article-{number}")
    says = given.pop("says", f"كلام لا يشبه غيره رقمه {number}")  # "words like no other, number ..."
    speaker = Speaker(
        name=name,
        mention=given.pop("mention", name),
        start=0,
        end=1,
        type=given.pop("type", "person"),
        role=given.pop("role", None),
        country=given.pop("country", None),
    )
    addressee = given.pop("addressee", None)
    values: dict[str, Any] = {
        "id": f"{article}-{number}",
        "article": article,
        "speaker": speaker,
        "cue": Cue("قال", 0, 3, "قال", given.pop("act", "say")),
        "content": tuple(Span(part, 0, len(part)) for part in ([says] if isinstance(says, str) else says)),
        "form": "direct",
        "topics": ("bilateral_relations",),
        "countries": (),
        "polarity": "neutral",
        "confidence": 0.9,
        "addressee": Addressee(addressee, addressee, 0, 1) if addressee else None,
        "via": tuple(Via(medium, medium, 0, 1) for medium in given.pop("via", ())),
        "source": "صحيفة",
        "published": given.pop("day", None),
    }
    return Statement(**{**values, **given})
