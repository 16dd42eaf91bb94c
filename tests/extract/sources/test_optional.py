"""Pages, feeds, tables, web archives, archives: each in its real format, made here."""

import bz2
import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from extract.sources import Fault, Found, Options, read

# "The foreign minister said his country is ready for dialogue ..., and added that this serves all."
FIRST = "قال وزير الخارجية إن بلاده مستعدة للحوار في إطار القانون الدولي، وأضاف أن ذلك من مصلحة جميع دول المنطقة."
# "The spokesman announced that the talks will be held on Monday in Geneva with six delegations."
SECOND = "أعلن المتحدث باسم الوزارة أن المحادثات ستعقد يوم الاثنين في جنيف بمشاركة ستة وفود وبحضور الأمم المتحدة."
TITLE = "استئناف المحادثات في جنيف"  # "Talks resume in Geneva"


def split(items: Iterable[Found | Fault]) -> tuple[list[Found], list[Fault]]:
    items = list(items)
    return [item for item in items if isinstance(item, Found)], [item for item in items if isinstance(item, Fault)]


def page(head: str = "", encoding: str = "utf-8") -> bytes:
    text = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{encoding}"><title>{TITLE}</title>
    {head}</head><body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav>
    <article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>
    <script>document.write("قال السكربت")</script><footer>جميع الحقوق محفوظة</footer></body></html>"""
    return text.encode(encoding)


SCHEMA = f"""<script type="application/ld+json">{
    json.dumps({"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "موقع"},
        {"@type": ["NewsArticle"], "headline": TITLE, "datePublished": "2024-11-06T08:00:00+02:00",
         "url": "https://example.org/news/1", "publisher": {"@type": "Organization", "name": "جريدة العينة"}}]})
}</script>"""  # fmt: skip


def test_a_page_gives_its_body_and_what_it_says_of_itself(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_bytes(page(SCHEMA))
    found, faults = split(read([tmp_path / "a.html"]))
    assert not faults
    article = found[0].article
    assert FIRST in article.text
    assert SECOND in article.text
    assert not any(word in article.text for word in ("رياضة", "السكربت", "الحقوق"))
    assert (article.id, article.url) == ("https://example.org/news/1",) * 2
    assert (article.title, article.source, article.published) == (TITLE, "جريدة العينة", "2024-11-06")


def test_a_page_in_an_old_encoding(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.htm").write_bytes(page(encoding="windows-1256"))
    found, _ = split(read([tmp_path / "a.htm"]))
    assert FIRST in found[0].article.text
    assert found[0].article.id == "a"


@pytest.mark.parametrize("script", ["{", "[1, null]", '{"@type": 5}', '{"@graph": [3]}', "[" * 50_000])
def test_metadata_that_is_none_costs_nothing(tmp_path: Path, script: str) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_bytes(page(f'<script type="application/ld+json">{script}</script>'))
    found, faults = split(read([tmp_path / "a.html"]))
    assert FIRST in found[0].article.text
    assert not faults


def test_a_page_without_an_article_says_so(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    found, faults = split(read([tmp_path / "a.html"]))
    assert not found
    assert "no article in the page" in faults[0].message


RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>جريدة العينة</title>
<item><title>{TITLE}</title><link>https://example.org/1</link><guid>g-1</guid>
<pubDate>Wed, 06 Nov 2024 08:00:00 GMT</pubDate>
<description><![CDATA[<p>{FIRST}</p><script>قال السكربت</script><p>{SECOND} &amp; غيرها</p>]]></description></item>
<item><title>English</title><link>https://example.org/2</link><description>Nothing in Arabic here</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>جريدة العينة</title>
<entry><id>g-1</id><title>{TITLE}</title><link href="https://example.org/1"/><updated>2024-11-06T08:00:00Z</updated>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND} &amp;amp; غيرها&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(("feed", "lost"), [(RSS, 1), (ATOM, 0)])
def test_a_feed_gives_an_article_per_entry(tmp_path: Path, feed: str, lost: int) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    found, faults = split(read([tmp_path / "feed.xml"]))
    assert found[0].article.to_dict() == {
        "id": "g-1", "title": TITLE, "text": f"{FIRST}\n{SECOND} & غيرها", "url": "https://example.org/1",
        "source": "جريدة العينة", "date": "2024-11-06",
    }  # fmt: skip
    assert [fault.line for fault in faults] == [2] * lost


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>"""


@pytest.mark.parametrize(
    ("data", "message"),
    [(BOMB.encode(), "declares XML entities"), (BOMB.encode("utf-16"), "declares XML entities"), (b"<a/>", "no RSS")],
)
def test_a_feed_that_is_none_or_a_bomb_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "feed.xml").write_bytes(data)
    found, faults = split(read([tmp_path / "feed.xml"]))
    assert not found
    assert message in faults[0].message


ROWS = [
    {"ID": "1", "Title": TITLE, "Content": f"{FIRST}\n{SECOND}", "Link": "https://example.org/1", "date": "06/11/2024"},
    {"ID": "2", "Title": "", "Content": SECOND, "Link": "", "date": ""},
]


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".tsv", "\t"), (".csv.gz", ",")])
def test_a_table_gives_an_article_per_row(tmp_path: Path, suffix: str, delimiter: str) -> None:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(ROWS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows([*ROWS, {"ID": "3"}])
    data = written.getvalue().encode("utf-8-sig")
    (tmp_path / f"a{suffix}").write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
    found, faults = split(read([tmp_path / f"a{suffix}"]))
    first, second = (item.article for item in found)
    assert (first.id, first.title, first.text) == ("1", TITLE, ROWS[0]["Content"])
    assert (first.url, first.published) == ("https://example.org/1", "2024-11-06")
    assert (second.id, second.title, second.url, second.published) == ("2", None, None, None)
    assert [(fault.line, fault.message) for fault in faults] == [(5, 'no "text"')]


@pytest.mark.parametrize("data", [b"", b"\xff,\xfe\n1,2\n", b"one,two\n1,2\n", b'text\n"' + b"x" * 200_000])
def test_a_table_that_is_none_is_a_fault(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    found, faults = split(read([tmp_path / "a.csv"]))
    assert not found
    assert faults


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    import datetime

    table = pyarrow.table({
        "id": [1, 2], "text": [FIRST, None], "source": ["جريدة العينة", None],
        "date": [datetime.datetime(2024, 11, 6, 8), None],
    })  # fmt: skip
    parquet.write_table(table, tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 nothing")
    found, faults = split(read([tmp_path]))
    assert [(item.article.id, item.article.text, item.article.published) for item in found] == [
        ("1", FIRST, "2024-11-06")
    ]
    assert [(Path(fault.file).name, fault.line) for fault in faults] == [("a.parquet", 2), ("b.parquet", None)]


def warc_record(url: str, status: str, content_type: str, body: bytes) -> bytes:
    payload = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-11-06T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def test_a_web_archive_gives_an_article_per_page(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")
    records = [
        warc_record("https://example.org/1", "200 OK", "text/html; charset=utf-8", page()),
        warc_record("https://example.org/2", "404 Not Found", "text/html", page()),
        warc_record("https://example.org/3.png", "200 OK", "image/png", b"\x89PNG"),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(records[0].replace(b"org/1", b"org/9")))
    (tmp_path / "c.warc").write_bytes(records[2])
    found, faults = split(read([tmp_path]))
    assert [item.article.url for item in found] == ["https://example.org/1", "https://example.org/9"]
    assert all(FIRST in item.article.text for item in found)
    assert ["without pages" in fault.message for fault in faults] == [True]


def members() -> dict[str, bytes]:
    return {
        "b/two.txt": SECOND.encode(),
        "a.jsonl.gz": gzip.compress(json.dumps({"id": "one", "text": FIRST}).encode()),
        "../../escape.txt": (FIRST + " حقا.").encode(),
        "readme.md": b"not news",
        "__MACOSX/._two.txt": b"\0\0",
        "empty.txt": b"",
    }


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.xz", "a.tar.bz2"])
def test_an_archive_is_read_in_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / "in" / name
    path.parent.mkdir()
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in members().items():
                archive.writestr(member, data)
    else:
        mode = {"gz": "w:gz", "tgz": "w:gz", "xz": "w:xz", "bz2": "w:bz2"}.get(name.rsplit(".")[-1], "w")
        with tarfile.open(path, mode) as archive:
            for member, data in members().items():
                info = tarfile.TarInfo(member)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
            link = tarfile.TarInfo("link.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
    found, faults = split(read([path.parent]))
    assert {item.article.id for item in found} == {"one", "b/two", "escape"}
    assert [fault.file for fault in faults] == [f"{path}/empty.txt"]
    assert sorted(tmp_path.rglob("*")) == [path.parent, path]  # nothing was unpacked


def tar_of(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def zip_in_zip(depth: int) -> bytes:
    data, name = FIRST.encode(), "a.txt"
    for _ in range(depth):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, data)
        data, name = packed.getvalue(), "a.zip"
    return data


def test_archives_lie_in_each_other_three_deep_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_in_zip(3))
    found, faults = split(read([tmp_path]))
    assert ([item.article.id for item in found], faults) == (["a"], [])


@pytest.mark.parametrize("inner", ["a.zip", "a.parquet", "a.tar.gz", "a.warc.gz"])
@pytest.mark.parametrize("outer", ["zip", "tar.gz", "tgz", "tar"])
def test_what_must_be_moved_about_in_is_read_in_any_archive(tmp_path: Path, outer: str, inner: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("fastwarc")
    table = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": [FIRST]}), table)
    data = {
        "a.zip": zip_in_zip(1), "a.parquet": table.getvalue(),
        "a.tar.gz": gzip.compress(tar_of("a.txt", FIRST.encode())),
        "a.warc.gz": gzip.compress(warc_record("https://example.org/1", "200 OK", "text/html; charset=utf-8", page())),
    }[inner]  # fmt: skip
    packed = tar_of(inner, data)
    if outer == "zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(inner, data)
        packed = stream.getvalue()
    elif outer != "tar":
        packed = gzip.compress(packed)
    (tmp_path / f"b.{outer}").write_bytes(packed)
    found, faults = split(read([tmp_path]))
    assert not faults
    assert FIRST in found[0].article.text


def test_files_of_an_archive_that_overlap_are_refused(tmp_path: Path) -> None:
    """The central directory names one piece of data many times: that is how small archives unpack to petabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", FIRST * 50)
    data = packed.getvalue()
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry, tail = data[start:end], bytearray(data[end:])
    count = 400
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data[:start] + entry * count + bytes(tail))
    found, faults = split(read([tmp_path]))
    assert not found or len(found) == 1  # newer Pythons refuse it by themselves
    assert len(faults) >= 1


def test_a_page_or_feed_that_breaks_its_library_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trafilatura = pytest.importorskip("trafilatura")
    feedparser = pytest.importorskip("feedparser")

    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    monkeypatch.setattr(feedparser, "parse", broken)
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.rss").write_text(RSS, encoding="utf-8")
    found, faults = split(read([tmp_path]))
    assert not found
    assert ["cannot be read (RecursionError)" in fault.message for fault in faults] == [True, True]


def test_a_zip_bomb_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * 30_000_000)
        archive.writestr("good.txt", FIRST)
    found, faults = split(read([tmp_path]))
    assert [item.article.id for item in found] == ["good"]
    assert "unpacks to far more" in faults[0].message


def packed_zeros(pack: Callable[[bytes], bytes], prefix: bytes = b"", megabytes: int = 90) -> bytes:
    """Return a member that unpacks to so many zeros."""
    return pack(prefix + b"\0" * (megabytes * 1_000_000))


BOMBS = {
    "a.txt.gz": packed_zeros(lambda data: gzip.compress(data, 1)),
    "a.csv.gz": packed_zeros(lambda data: gzip.compress(data, 1), b"text\n"),
    "a.jsonl.bz2": packed_zeros(lambda data: bz2.compress(data, 1)),
    "a.tgz": packed_zeros(lambda data: gzip.compress(tar_of("a.txt", data), 1)),
    "a.zip": zip_in_zip(5),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name])
    found, faults = split(read([tmp_path]))
    assert not found
    assert any(sign in faults[0].message for sign in ("as bombs do", "more than 64 MB", "other archives"))


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.parquet", "a.warc", "a.xml", "a.csv"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"\x1f\x8b nothing", bytes(range(256)) * 20])
def test_damaged_files_are_faults(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    found, faults = split(read([tmp_path]))
    assert not found
    assert faults


def test_patterns(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b1.txt"):
        (tmp_path / name).write_text(FIRST, encoding="utf-8")
    found, faults = split(read([str(tmp_path / "a*.txt"), str(tmp_path / "c*.txt")]))
    assert [item.article.id for item in found] == ["a1", "a2"]
    assert [fault.message for fault in faults] == ["no such file or folder"]


def test_a_feed_can_be_followed_to_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("feedparser")
    asked = []

    def fetched(url: str, options: Options) -> Iterable[Found | Fault]:
        asked.append(url)
        return ()

    monkeypatch.setattr("extract.sources.fetch.read_url", fetched)
    (tmp_path / "feed.rss").write_text(RSS, encoding="utf-8")
    list(read([tmp_path / "feed.rss"], Options(follow=True)))
    assert asked == ["https://example.org/1", "https://example.org/2"]


def test_a_row_that_cannot_be_had_is_a_fault(tmp_path: Path) -> None:
    """Found by fuzzing: Parquet does not check that a text is UTF-8, nor that a day can be one."""
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    raw = pyarrow.array([FIRST.encode(), b"\xff\xfe", SECOND.encode()], pyarrow.binary())
    text = pyarrow.StringArray.from_buffers(3, raw.buffers()[1], raw.buffers()[2])
    days = pyarrow.array([0, 0, 2**62], pyarrow.int64()).view(pyarrow.timestamp("ms"))
    parquet.write_table(pyarrow.table({"text": text, "date": days}), tmp_path / "a.parquet")
    found, faults = split(read([tmp_path]))
    assert [item.article.text for item in found] == [FIRST]
    assert [fault.line for fault in faults] == [2, 3]


def test_the_parts_of_a_parquet_file_are_its_rows(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    from extract.sources.tables import parquet_parts, read_parquet_part

    texts = [f"{FIRST} {number}" if number % 7 else None for number in range(1000)]
    table = pyarrow.table({"id": [str(number) for number in range(1000)], "text": texts, "noise": [b"x" * 50] * 1000})
    path = tmp_path / "a.parquet"
    parquet.write_table(table, path, row_group_size=600)
    parts = parquet_parts(str(path), 150)
    assert [(part.group, part.start, part.stop, part.before) for part in parts] == [
        (0, 0, 150, 0), (0, 150, 300, 0), (0, 300, 450, 0), (0, 450, 600, 0),
        (1, 0, 133, 600), (1, 133, 266, 600), (1, 266, 400, 600),
    ]  # fmt: skip
    items = [item for part in parts for item in read_parquet_part(part)]
    assert [item.line for item in items] == list(range(1, 1001))
    assert items == list(read([path]))
