"""Reading sources: what becomes an article, what becomes one clear line, and that nothing raises."""

import bz2
import gzip
import io
import json
import lzma
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.sources import Fault, Found, Options, read

# "The minister said his country is ready for dialogue within international law, and added that this serves all."
TEXT = "قال الوزير إن بلاده مستعدة للحوار في إطار القانون الدولي، وأضاف أن ذلك من مصلحة الجميع."
# "The spokesman announced that the talks will be held on Monday in Geneva."
OTHER = "أعلن المتحدث أن المحادثات ستعقد يوم الاثنين في جنيف."


def split(items) -> tuple[list[Found], list[Fault]]:
    items = list(items)
    return [item for item in items if isinstance(item, Found)], [item for item in items if isinstance(item, Fault)]


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_text_file_is_one_article_named_after_it(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TEXT + "\n", encoding="utf-8")
    found, faults = split(read([tmp_path / "talks.txt"], Options(published="2024-11-06", source="العينة")))
    assert not faults
    (article,) = [item.article for item in found]
    assert (article.id, article.text, article.title) == ("talks", TEXT, None)
    assert (article.published, article.source) == ("2024-11-06", "العينة")


def test_json_lines_keep_the_text_as_it_came_and_ignore_other_fields(tmp_path: Path) -> None:
    text = f"  {TEXT}\r\n\n{OTHER} "
    path = write(
        tmp_path / "a.jsonl",
        {"id": 7, "title": "عنوان", "text": text, "url": "https://example.org/7", "source": "العينة",
         "date": "6 نوفمبر 2024", "statements": [], "entities": {}},
    )  # fmt: skip
    found, faults = split(read([path], Options(published="2001-01-01", source="other")))
    assert not faults
    assert found[0].article.to_dict() == {
        "id": "7", "title": "عنوان", "text": text, "url": "https://example.org/7", "source": "العينة",
        "date": "2024-11-06",
    }  # fmt: skip
    assert found[0].place == f"{path}:1"


def test_an_article_without_id_is_named_after_its_text(tmp_path: Path) -> None:
    found, _ = split(read([write(tmp_path / "a.jsonl", {"text": TEXT}), write(tmp_path / "b.jsonl", {"text": TEXT})]))
    assert found[0].article.id == found[1].article.id
    assert found[0].article.id.startswith("t-")
    assert not found[0].named


def test_a_folder_is_read_in_sorted_order_with_paths_as_ids(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "notes.md").write_text("not news", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b" / "round").symlink_to(tmp_path)
    found, faults = split(read([tmp_path]))
    assert not faults
    assert [item.article.id for item in found] == ["a", "b/1", "b/2"]


def test_an_out_folder_inside_a_source_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".bayan.json").write_text("{}", encoding="utf-8")
    (tmp_path / "out" / "statements.jsonl").write_text('{"article": "a"}\n', encoding="utf-8")
    found, faults = split(read([tmp_path]))
    assert [item.article.id for item in found] == ["a"]
    assert not faults


def test_files_of_one_name_over_different_texts_stay_two_articles(tmp_path: Path) -> None:
    for folder, text in (("monday", TEXT), ("tuesday", OTHER)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(text, encoding="utf-8")
    found, faults = split(read([tmp_path / "monday", tmp_path / "tuesday"]))
    assert not faults
    first, second = (item.article for item in found)
    assert first.id == "1"
    assert second.id.startswith("1-")
    assert second.text == OTHER


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress), (".bz2", bz2.compress), (".zst", None)]
)
def test_compressed_files_are_unpacked(tmp_path: Path, suffix: str, pack) -> None:
    if pack is None:
        pack = pytest.importorskip("zstandard").compress
    (tmp_path / f"a.txt{suffix}").write_bytes(pack(TEXT.encode()))
    line = json.dumps({"id": "b", "text": OTHER}).encode()
    (tmp_path / f"b.jsonl{suffix}").write_bytes(pack(line))
    found, faults = split(read([tmp_path]))
    assert not faults
    assert {item.article.id: item.article.text for item in found} == {"a": TEXT, "b": OTHER}


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.txt.xz", "a.txt.bz2", "a.txt.zst"])
def test_a_damaged_compressed_file_is_a_fault(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    pack = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress}.get(path.suffix)
    data = pack(json.dumps({"text": TEXT * 200}).encode())[:-20] if pack else b"\x28\xb5\x2f\xfd" + b"\xff" * 30
    path.write_bytes(data)
    found, faults = split(read([path]))
    assert not found
    assert "cannot be read" in faults[0].message


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso8859-6"]
)
def test_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    found, faults = split(read([tmp_path / "a.txt"]))
    assert found[0].article.text == TEXT
    # The two old encodings are guessed, so the user is told; that costs no article.
    assert [fault.lost for fault in faults] == ([False] if encoding in ("windows-1256", "iso8859-6") else [])


def test_a_named_encoding_is_obeyed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("windows-1256"))
    found, faults = split(read([tmp_path / "a.txt"], Options(encoding="windows-1256")))
    assert found[0].article.text == TEXT
    assert not faults


def test_standard_input_is_json_lines_or_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, identity in ((json.dumps({"id": "x", "text": TEXT}), "x"), (json.dumps([{"id": "y", "text": TEXT}]), "y"),
                           (f"\n{TEXT}\n", None)):  # fmt: skip
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data.encode()))))
        found, faults = split(read(["-"]))
        assert not faults
        assert found[0].article.text == TEXT
        assert identity is None or found[0].article.id == identity


BAD_FILES = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t\n", "the file is empty"),
    "blank.jsonl": (b"\n\n", "the file is empty"),
    "noise.txt": (b"\xc7\xe1\x81\xff\xfe\x00", "not UTF-8"),
    "english.txt": (b"The minister said that talks would resume in Geneva on Monday.", "not Arabic"),
    "persian.txt": ("وزیر خارجه ایران گفت که این کشور آماده گفتگو با همه کشورها است و از صلح حمایت می‌کند.".encode(),
                    "not Arabic"),  # "Iran's foreign minister said that the country is ready ..." in Persian
    "urdu.txt": ("وزیر خارجہ نے کہا ہے کہ پاکستان تمام ممالک کے ساتھ مذاکرات کے لیے تیار ہے۔".encode(), "not Arabic"),
    "mojibake.txt": (TEXT.encode().decode("latin-1").encode(), "wrong table"),
    "broken.json": (b'{"text": ', "not JSON"),
    "deep.json": (b"[" * 100_000, "not JSON"),
    "number.json": (b"3", "not an article but a number"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_line_and_a_good_one_beside_it_is_read(tmp_path: Path, name: str) -> None:
    data, message = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz-good.txt").write_text(TEXT, encoding="utf-8")
    found, faults = split(read([tmp_path]))
    assert [item.article.id for item in found] == ["zz-good"]
    (fault,) = faults
    assert message in fault.message
    assert fault.file == str(tmp_path / name)
    assert "\n" not in str(fault)
    assert fault.remedy


BAD_LINES = [
    ('{"id": 1, text}', "not JSON"),
    ("[1]", "not an article but a list"),
    ('{"id": "q"}', 'no "text"'),
    ('{"text": 5}', 'no "text" but a number'),
    ('{"text": ""}', "the article is empty"),
    (json.dumps({"text": "Talks resume"}), "not Arabic"),
    (json.dumps({"text": TEXT + "\ud800"}), "half a character"),
    (json.dumps({"id": "a\nb", "text": TEXT}), "control character"),
    (json.dumps({"id": "good", "text": OTHER}), "was already given at"),
    ('{"text": ' + "9" * 5000 + "}", "not JSON"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=[message for _, message in BAD_LINES])
def test_a_bad_line_names_itself_and_the_next_is_read(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    good, last = json.dumps({"id": "good", "text": TEXT}), json.dumps({"id": "last", "text": TEXT})
    path.write_text(f"{good}\n{line}\n{last}\n", encoding="utf-8")
    found, faults = split(read([path]))
    assert [item.article.id for item in found] == ["good", "last"]
    (fault,) = faults
    assert message in fault.message
    assert str(fault).startswith(f"{path}:2: ")


def test_a_line_that_is_not_utf8_names_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "\xff"}\n' + json.dumps({"id": "last", "text": TEXT}).encode())
    found, faults = split(read([path]))
    assert [item.article.id for item in found] == ["last"]
    assert faults[0].line == 1
    assert "not UTF-8" in faults[0].message


def test_a_bad_date_costs_the_date_and_not_the_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "a", "text": TEXT, "date": "soon", "title": ["no"]})
    found, faults = split(read([path]))
    assert found[0].article.published is None
    assert found[0].article.title is None
    assert [fault.lost for fault in faults] == [False, False]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found, faults = split(read([tmp_path / "nothing.txt", tmp_path / "empty", "a" * 5000]))
    assert not found
    messages = ("no such file", "a folder without articles", "cannot be looked at")
    assert all(message in fault.message for message, fault in zip(messages, faults, strict=True))


def test_a_file_name_cannot_forge_a_line(tmp_path: Path) -> None:
    (tmp_path / "a\nbayan: all is well\u202e.txt").write_bytes(b"")
    _, faults = split(read([tmp_path]))
    assert "\n" not in str(faults[0])
    assert "\u202e" not in str(faults[0])


def test_latin_quotations_do_not_make_an_article_foreign(tmp_path: Path) -> None:
    text = TEXT + ' وكتب على منصة إكس: "We welcome the resumption of dialogue and remain committed to peace."'
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found, faults = split(read([tmp_path / "a.txt"]))
    assert found
    assert not faults


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.jsonl", "a.json", "a.jsonl.gz", "a.txt.xz"]))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_bytes(data)
    for item in read([path]):
        assert isinstance(item, Found) or "\n" not in str(item)


@settings(max_examples=150, deadline=None)
@given(
    record=st.dictionaries(
        st.sampled_from(["id", "text", "title", "url", "source", "date"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()) | st.just(TEXT),
    )
)  # fmt: skip
def test_no_json_raises_and_every_article_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "a.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    for item in read([path]):
        if isinstance(item, Found):
            json.dumps(item.article.to_dict(), ensure_ascii=False).encode("utf-8")
