"""Analysing a word: its clitics, and which lexicon entries it may be an inflection of.

`camel_tools.morphology` does the work over a database compiled from the project's own lexicon (and over CAMeL's full
database through the same door, where the user installed it). Results are cached per folded surface form, because
news repeats its words.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import tempfile
from typing import Any

from extract.language.camel import full_database_path, settle_data_folder
from extract.language.database import Segmenter, compile_database
from extract.language.inflection import Stem, lexicon_stems


@dataclasses.dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word.

    `entry` is the key of its lexicon concept (cues, roles or countries by `pos`); `conjunction` is w, f or "";
    `preposition` b, l, k, s or ""; `pronoun` the person, gender and number of an attached pronoun, or "".
    """

    entry: str
    pos: str
    gender: str
    number: str
    person: str
    case: str
    conjunction: str
    preposition: str
    definite: bool
    pronoun: str
    stem: str


@functools.cache
def analyses(form: str) -> tuple[Analysis, ...]:
    """Return the lexicon readings of a folded word; an empty tuple for a word (such as a name) outside the lexicon."""
    if not _segmenter().reads(form):  # so that most words never reach the analyser
        return ()
    found = {_analysis(reading) for reading in _analyzer().analyze(form) if reading.get("source") != "backoff"}
    return tuple(sorted(found, key=dataclasses.astuple))


@functools.cache
def noun_entry(form: str) -> str:
    """Return the key of the role that a folded word names (`minister`, `news_agency`), or ""."""
    return next((analysis.entry for analysis in analyses(form) if analysis.pos == "noun"), "")


@functools.cache
def is_common_word(form: str) -> bool:
    """Tell whether CAMeL's full database knows a folded word and never as a name; False where it is not installed."""
    analyzer = _full_analyzer()
    if analyzer is None:
        return False
    readings = analyzer.analyze(form)
    return bool(readings) and all(reading.get("pos") not in ("noun_prop", "foreign") for reading in readings)


def databases() -> tuple[str, ...]:
    """Return the names of the morphology databases in force: Bayan's own, and CAMeL's full one where installed."""
    return ("bayan",) if full_database_path() is None else ("bayan", "calima-msa-r13")


@functools.cache
def _full_analyzer() -> Any:
    path = full_database_path()
    if path is None:
        return None
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    return Analyzer(MorphologyDB(str(path), "a"))


def _analysis(reading: dict[str, Any]) -> Analysis:
    def feature(name: str) -> str:
        value = reading.get(name) or "-"
        return "" if value == "-" else str(value)

    return Analysis(
        entry=str(reading["stemgloss"]),
        pos=str(reading["pos"]),
        gender=feature("gen"),
        number=feature("num"),
        person=feature("per"),
        case=feature("cas"),
        conjunction=feature("prc2"),
        preposition=feature("prc1"),
        definite=feature("prc0") == "al",
        pronoun=feature("enc0"),
        stem=str(reading["stem"]),
    )


@functools.cache
def _stems() -> tuple[Stem, ...]:
    return tuple(lexicon_stems())


@functools.cache
def _segmenter() -> Segmenter:
    return Segmenter(_stems())


@functools.cache
def _analyzer() -> Any:
    settle_data_folder()
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    handle, path = tempfile.mkstemp(suffix=".db", prefix="bayan-morphology-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(compile_database(_stems()))
        return Analyzer(MorphologyDB(path, "a"), backoff="NOAN_PROP")
    finally:
        os.unlink(path)
