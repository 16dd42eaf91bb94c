"""Compiling the lexicon into a morphology database in CAMeL's text format.

The format is that of `camel_tools.morphology.database.MorphologyDB`: affixes and stems with categories, and three
tables of which categories go together. Affixes are clitics only, for a stem is a whole inflected word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extract.language.inflection import Stem

_DEFINES = {
    "pos": ("pv", "iv", "ap", "vn", "noun", "adj", "noun_prop", "digit", "punc", "latin"),
    "gen": ("m", "f", "-"),
    "num": ("s", "d", "p", "-"),
    "per": ("1", "3", "-"),
    "cas": ("a", "-"),
    "prc0": ("al", "-"),
    "prc1": ("b", "l", "k", "s", "-"),
    "prc2": ("w", "f", "-"),
    "enc0": ("3ms", "3fs", "3d", "3mp", "3fp", "1s", "1p", "2", "-"),
}
_OPEN = ("diac", "lex", "bw", "gloss")
_CONJUNCTIONS = {"": "-", "و": "w", "ف": "f"}
_PREPOSITIONS = {"ب": "b", "ل": "l", "ك": "k"}
_PRONOUNS = {
    "ه": "3ms", "ها": "3fs", "هما": "3d", "هم": "3mp", "هن": "3fp", "ي": "1s", "ني": "1s", "نا": "1p", "ك": "2",
    "كم": "2",
}  # fmt: skip
_LONGEST_PRONOUN = max(map(len, _PRONOUNS))
_LONGEST_PREFIX = 3
"""Letters of clitics before a word that is read: with four it is an adverb (`وبالتأكيد`, "and surely")."""
_BACKOFF = "NAME"


def compile_database(stems: Iterable[Stem]) -> str:
    """Return the text of a CAMeL morphology database over these stems, with a proper-name back-off."""
    lines = ["###DEFINES###"]
    lines += [f"DEFINE {name} {' '.join(f'{name}:{value}' for value in values)}" for name, values in _DEFINES.items()]
    lines += [f"DEFINE {name} {name}:*open*" for name in _OPEN]
    lines.append("###DEFAULTS###")
    blank = " ".join(f"{name}:-" for name in _DEFINES if name != "pos")
    lines += [f"DEFAULT pos:{pos} {blank} diac:* lex:* bw:* gloss:*" for pos in _DEFINES["pos"]]
    lines += ["###ORDER###", "ORDER diac lex pos gen num per cas prc2 prc1 prc0 enc0"]
    lines += ["###TOKENIZATIONS###", "TOKENIZATION diac", "###STEMBACKOFF###", f"STEMBACKOFF PROP {_BACKOFF}"]
    lines.append("###PREFIXES###")
    lines += [f"{form}\t{category}\t{features}" for form, category, features in _prefixes()]
    lines += ["###SUFFIXES###", "\tFree\tdiac: enc0:-"]
    lines += [f"{form}\tBound\tdiac:{form} enc0:{feature}" for form, feature in _PRONOUNS.items()]
    lines.append("###STEMS###")
    categories = set()
    for stem in stems:
        category = f"{stem.pos}_{stem.bound}"
        categories.add(category)
        lines.append(
            f"{stem.form}\t{category}\tdiac:{stem.form} lex:{stem.lemma.replace('_', '=').replace('-', '~')} "
            f"bw:{stem.pos} gloss:{stem.lemma} pos:{stem.pos} gen:{stem.gender} num:{stem.number} per:{stem.person} "
            f"cas:{stem.case} prc0:- prc1:- prc2:- enc0:-"
        )
    lines.append(
        f"NOAN\t{_BACKOFF}\tdiac:NOAN lex:NOAN bw:NOAN/NOUN_PROP gloss:NO_ANALYSIS pos:noun_prop gen:- num:- per:- "
        "cas:- prc0:- prc1:- prc2:- enc0:-"
    )
    lines.append("###TABLE AB###")
    for _, prefix, _ in _prefixes():
        allowed = _ALLOWED[prefix.split("_", 1)[0]]
        lines += [f"{prefix} {category}" for category in sorted(categories) if category.split("_", 1)[0] in allowed]
        if prefix.split("_", 1)[0] != "Verb":
            lines.append(f"{prefix} {_BACKOFF}")
    lines.append("###TABLE BC###")
    for category in sorted(categories):
        if not category.endswith("_only"):
            lines.append(f"{category} Free")
        if not category.endswith("_never"):
            lines.append(f"{category} Bound")
    lines.append(f"{_BACKOFF} Free")
    lines.append("###TABLE AC###")
    for _, prefix, _ in _prefixes():
        lines += [f"{prefix} Free"] + ([] if "_al" in prefix else [f"{prefix} Bound"])
    return "\n".join(lines) + "\n"


_ALLOWED = {
    "Any": frozenset(["pv", "iv", "ap", "vn", "noun", "adj"]),
    "Verb": frozenset(["iv"]),
    "Noun": frozenset(["ap", "vn", "noun", "adj"]),
}


def _prefixes() -> list[tuple[str, str, str]]:
    """Return the clitic strings before a stem with their category and features; each string once per category."""
    rows = []
    for conjunction, prc2 in _CONJUNCTIONS.items():

        def row(tail: str, category: str, features: str, conjunction: str = conjunction, prc2: str = prc2) -> None:
            form = conjunction + tail
            rows.append((form, f"{category}_{prc2.replace('-', 'n')}", f"diac:{form} prc2:{prc2} {features}".strip()))

        row("", "Any", "")
        row("س", "Verb_s", "prc1:s")
        row("ل", "Verb_l", "prc1:l")
        row("ال", "Noun_al", "prc0:al")
        for preposition, prc1 in _PREPOSITIONS.items():
            row(preposition, f"Noun_{prc1}", f"prc1:{prc1}")
            contracted = "لل" if preposition == "ل" else preposition + "ال"
            row(contracted, f"Noun_{prc1}_al", f"prc1:{prc1} prc0:al")
    return rows


class Segmenter:
    """Tells which words a database compiled from some stems can read at all, at a fraction of the analyser's cost."""

    def __init__(self, stems: Iterable[Stem]) -> None:
        self._free: defaultdict[str, set[str]] = defaultdict(set)
        self._bound: defaultdict[str, set[str]] = defaultdict(set)
        for stem in stems:
            if stem.bound != "only":
                self._free[stem.form].add(stem.pos)
            if stem.bound != "never":
                self._bound[stem.form].add(stem.pos)
        self._before_free: defaultdict[str, set[str]] = defaultdict(set)
        self._before_bound: defaultdict[str, set[str]] = defaultdict(set)
        for form, category, _ in _prefixes():
            if len(form) > _LONGEST_PREFIX:
                continue
            allowed = _ALLOWED[category.split("_", 1)[0]]
            self._before_free[form] |= allowed
            if "_al" not in category:
                self._before_bound[form] |= allowed

    def reads(self, form: str) -> bool:
        """Tell whether a folded word is a stem with clitics that may stand before it and a pronoun that may follow."""
        for cut in range(min(_LONGEST_PREFIX, len(form) - 1) + 1):
            before = form[:cut]
            if before not in self._before_free:
                continue
            rest = form[cut:]
            if rest in self._free and not self._free[rest].isdisjoint(self._before_free[before]):
                return True
            for end in range(max(1, len(rest) - _LONGEST_PRONOUN), len(rest)):
                stem = rest[:end]
                if (
                    stem in self._bound
                    and rest[end:] in _PRONOUNS
                    and before in self._before_bound
                    and not self._bound[stem].isdisjoint(self._before_bound[before])
                ):
                    return True
        return False
