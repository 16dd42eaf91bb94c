"""Which speaker a user means by a name, a part of one, a key or an IRI."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence

from extract.language.folding import folded_form
from graph.errors import UsageError

_CHOICES = 8
_NOT_WORD = re.compile(r"[\W_]+")


def meant(given: str, known: Mapping[str, Sequence[str]]) -> str:
    """Return the key of the one speaker that is meant; `known` has each key's names, the preferred ones first.

    In this order: a key, or an IRI that ends in it; the preferred name; any name; words of one name, in any order;
    letters of one. Case, marks and the spellings that extraction folds do not count. Raises `UsageError`, without the
    option at fault, when nobody or more than one is meant; it lists whom to choose from.
    """
    key = given.strip().strip("<>").rsplit("/", 1)[-1] if "://" in given else given.strip()
    if key in known:
        return key
    wanted = _folded(given)
    words = set(wanted.split())
    folded = {key: [_folded(name) for name in names] for key, names in known.items()}
    ways: tuple[Callable[[str], bool], ...] = (
        lambda key: wanted in folded[key][:2],
        lambda key: wanted in folded[key],
        lambda key: any(words <= set(name.split()) for name in folded[key]),
        lambda key: any(wanted in name for name in folded[key]),
    )
    for matches in ways if wanted else ():
        found = [key for key in known if matches(key)]
        if len(found) == 1:
            return found[0]
        if found:
            shown = [f"{known[key][0]} ({key})" for key in sorted(found)[:_CHOICES]]
            more = f" and {len(found) - _CHOICES} more" if len(found) > _CHOICES else ""
            raise UsageError(
                f"{given!r:.60}: {len(found)} hold that name; give more of it, or a key: {', '.join(shown)}{more}"
            )
    every = {name: names[place] for key, names in known.items() for place, name in enumerate(folded[key])}
    near = [every[name] for name in difflib.get_close_matches(wanted, every, 3)]
    hint = f"did you mean {', '.join(dict.fromkeys(near))}?" if near else "see bayan query speakers"
    raise UsageError(f"{given!r:.60}: nobody of that name in this graph; {hint}")


def _folded(name: str) -> str:
    return _NOT_WORD.sub(" ", folded_form(name).lower()).strip()
