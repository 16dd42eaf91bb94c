"""Clitics and inflection over the project's own lexicon."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.language.database import Segmenter, compile_database
from extract.language.folding import folded_form
from extract.language.inflection import lexicon_stems
from extract.language.morphology import Analysis, analyses

ROOT = Path(__file__).parents[3]


def read(word: str, entry: str, pos: str) -> Analysis:
    """Return the one reading of a word as this part of speech of this entry."""
    found = [one for one in analyses(folded_form(word)) if (one.entry, one.pos) == (entry, pos)]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("word", "entry", "pos", "gender", "number"),
    [
        ("أعلن", "aelana", "pv", "m", "s"),  # he announced: regular
        ("أعلنت", "aelana", "pv", "f", "s"),
        ("أعلنوا", "aelana", "pv", "m", "p"),
        ("أعلنا", "aelana", "pv", "m", "d"),
        ("أعلنتا", "aelana", "pv", "f", "d"),
        ("يعلن", "aelana", "iv", "m", "s"),
        ("تعلن", "aelana", "iv", "f", "s"),
        ("يعلنون", "aelana", "iv", "m", "p"),
        ("يعلنوا", "aelana", "iv", "m", "p"),  # after a particle
        ("يعلنان", "aelana", "iv", "m", "d"),
        ("قال", "qala", "pv", "m", "s"),  # he said: hollow
        ("قالت", "qala", "pv", "f", "s"),
        ("يقول", "qala", "iv", "m", "s"),
        ("يقل", "qala", "iv", "m", "s"),  # (did not) say
        ("دعا", "da_a", "pv", "m", "s"),  # he called for: defective
        ("دعت", "da_a", "pv", "f", "s"),
        ("دعوا", "da_a", "pv", "m", "p"),
        ("يدعو", "da_a", "iv", "m", "s"),
        ("رد", "radda", "pv", "m", "s"),  # he replied: doubled
        ("يرد", "radda", "iv", "m", "s"),
        ("قائلا", "qala", "ap", "m", "s"),  # saying
        ("مؤكدا", "akkada", "ap", "m", "s"),  # affirming
        ("مؤكدة", "akkada", "ap", "f", "s"),
        ("مؤكدين", "akkada", "ap", "m", "p"),
        ("إعلان", "aelana", "vn", "m", "s"),  # announcement
    ],
)
def test_inflection(word: str, entry: str, pos: str, gender: str, number: str) -> None:
    found = [one for one in analyses(folded_form(word)) if (one.entry, one.pos) == (entry, pos)]
    assert (gender, number) in {(one.gender, one.number) for one in found}


@pytest.mark.parametrize(
    ("word", "entry", "pos", "conjunction", "preposition", "definite", "pronoun"),
    [
        ("وأضافت", "adafa", "pv", "w", "", False, ""),  # and she added
        ("فقال", "qala", "pv", "f", "", False, ""),  # so he said
        ("وسيعلن", "aelana", "iv", "w", "s", False, ""),  # and he will announce
        ("اتهمته", "ittahama", "pv", "", "", False, "3ms"),  # she accused him
        ("دعاهم", "da_a", "pv", "", "", False, "3mp"),  # he called on them
        ("وتأكيده", "akkada", "vn", "w", "", False, "3ms"),  # and his affirming
        ("بالإعلان", "aelana", "vn", "", "b", True, ""),  # by the announcement
        ("للمتحدث", "spokesperson", "noun", "", "l", True, ""),  # to the spokesman
        ("لوزير", "minister", "noun", "", "l", False, ""),  # to a minister
        ("وزيرها", "minister", "noun", "", "", False, "3fs"),  # its minister
        ("والوزيرة", "minister", "noun", "w", "", True, ""),  # and the minister (f.)
    ],
)
def test_clitics(
    word: str, entry: str, pos: str, conjunction: str, preposition: str, definite: bool, pronoun: str
) -> None:
    found = read(word, entry, pos)
    expected = (conjunction, preposition, definite, pronoun)
    assert (found.conjunction, found.preposition, found.definite, found.pronoun) == expected


@pytest.mark.parametrize(
    ("word", "gender", "number"),
    [
        ("المصري", "m", "s"),
        ("المصرية", "f", "s"),
        ("والمصريين", "m", "p"),
        ("مصريون", "m", "p"),
        ("المصريتين", "f", "d"),
    ],
)
def test_nationality_adjectives(word: str, gender: str, number: str) -> None:
    found = read(word, "EG", "adj")  # Egyptian
    assert (found.gender, found.number) == (gender, number)


@pytest.mark.parametrize("word", ["محمد", "بيسكوف", "شجرة", "طاولة", "x", "3"])
def test_a_word_outside_the_lexicon_has_no_reading(word: str) -> None:
    assert analyses(folded_form(word)) == ()


def test_the_readings_of_a_form_are_worked_out_once() -> None:
    analyses("وقال")
    before = analyses.cache_info().hits
    assert analyses("وقال") is analyses("وقال")
    assert analyses.cache_info().hits == before + 2


def test_every_stem_is_folded_and_analysed_as_itself() -> None:
    stems = lexicon_stems()
    assert len(stems) == len(set(stems)) > 2000
    assert all(stem.form and stem.form == folded_form(stem.form) for stem in stems)
    for stem in (stem for stem in stems[::97] if stem.form.isalnum()):
        word = stem.form + ("ها" if stem.bound == "only" else "")
        assert any(one.entry == stem.lemma and one.pos == stem.pos for one in analyses(word)), stem


def test_the_lexicon_compiles_into_a_database_that_camel_tools_reads(tmp_path: Path) -> None:
    from extract.language.camel import settle_data_folder

    settle_data_folder()
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    path = tmp_path / "lexicon.db"
    path.write_text(compile_database(lexicon_stems()), encoding="utf-8")
    analyzer = Analyzer(MorphologyDB(str(path), "a"), backoff="NOAN_PROP")
    (said,) = analyzer.analyze("فقال")  # so he said
    assert (said["stemgloss"], said["pos"], said["prc2"]) == ("qala", "pv", "f")
    name = analyzer.analyze("بيسكوف")  # Peskov: a name by back-off
    assert name and all(one["pos"] == "noun_prop" and one["source"] == "backoff" for one in name)


SETTLE = """
import os, socket

def refuse(*arguments, **options):
    raise AssertionError("the network was asked for")

socket.socket.connect = refuse
socket.getaddrinfo = refuse
from extract.language.camel import settle_data_folder
from extract.language.morphology import analyses
print(settle_data_folder())
print(os.environ.get("CAMELTOOLS_DATA"))
print(len(analyses("قال")))
"""


def settled(home: Path, data: Path | None) -> tuple[str, str, int]:
    environment = {key: value for key, value in os.environ.items() if key != "CAMELTOOLS_DATA"}
    environment |= {"HOME": str(home), "APPDATA": str(home), "PYTHONUTF8": "1"}
    if data is not None:
        environment["CAMELTOOLS_DATA"] = str(data)
    done = subprocess.run(
        [sys.executable, "-c", SETTLE], capture_output=True, encoding="utf-8", env=environment, cwd=ROOT, timeout=60
    )
    assert done.returncode == 0, done.stderr
    folder, variable, readings = done.stdout.split("\n")[:3]
    return folder, variable, int(readings)


def test_without_camel_data_and_network_ours_is_used(tmp_path: Path) -> None:
    ours = str(ROOT / "extract" / "language" / "camel_data")
    assert settled(tmp_path, None) == (ours, ours, 1)
    assert settled(tmp_path, tmp_path / "missing") == (ours, ours, 1)


def test_the_users_own_data_folder_is_respected(tmp_path: Path) -> None:
    data = tmp_path / "mine"
    data.mkdir()
    catalogue = ROOT / "extract" / "language" / "camel_data" / "catalogue.json"
    (data / "catalogue.json").write_bytes(catalogue.read_bytes())
    assert settled(tmp_path, data) == (str(data), str(data), 1)


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("قال", True),  # said
        ("وقالها", True),  # and said it
        ("للوزير", True),  # to the minister
        ("الوزيرهم", False),  # an article and a pronoun, which no word has both
        ("سوزير", False),  # a verb's future letter before a noun
        ("قالب", False),  # mould: a stem and letters that are no pronoun
        ("خريف", False),  # autumn
    ],
)
def test_a_word_is_tried_against_the_lexicon_before_it_is_analysed(word: str, read: bool) -> None:
    assert Segmenter(lexicon_stems()).reads(word) is read
    assert bool(analyses(word)) is read
