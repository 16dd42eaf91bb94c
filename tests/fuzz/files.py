"""A small right file of every kind that Bayan reads, for fuzzing to start from; all texts are written for it."""

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile

# "The foreign minister said his country is ready for dialogue, and added that this serves all. He wrote: ..."
TEXT = (
    "قال وزير الخارجية المصري سامح شكري إن بلاده مستعدة للحوار، وأضاف أن ذلك من مصلحة الجميع.\n"
    "وكتب على منصة إكس: «نرحب باستئناف المحادثات في جنيف يوم الاثنين 6 نوفمبر 2023»، بحسب وكالة رويترز."
)
TITLE = "استئناف المحادثات في جنيف"  # "Talks resume in Geneva"
RECORD = {"id": "a-1", "title": TITLE, "text": TEXT, "url": "https://example.org/1", "source": "العينة",
          "date": "2023-11-07"}  # fmt: skip


def files() -> dict[str, bytes]:
    """Return the files by name; kinds whose library is not installed are left out."""
    line = json.dumps(RECORD, ensure_ascii=False).encode()
    schema = json.dumps({"@type": "NewsArticle", "headline": TITLE, "datePublished": "2023-11-07"})
    page = (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{TITLE}</title><script '
        f'type="application/ld+json">{schema}</script></head><body><article><h1>{TITLE}</h1>'
        + "".join(f"<p>{part}</p>" for part in TEXT.split("\n") * 3)
        + "</article></body></html>"
    ).encode()
    rss = (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>العينة</title><item><title>{TITLE}'
        f"</title><link>https://example.org/1</link><pubDate>Tue, 07 Nov 2023 08:00:00 GMT</pubDate><description>"
        f"<![CDATA[<p>{TEXT}</p>]]></description></item></channel></rss>"
    ).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    warc = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nWARC-Date: 2023-11-07T08:00:00Z"
        b"\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (len(answer), answer)
    )
    table = io.StringIO()
    writer = csv.DictWriter(table, list(RECORD))
    writer.writeheader()
    writer.writerow(RECORD)
    packed, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../a.txt", TEXT)
        archive.writestr("b.jsonl", line)
    with tarfile.open(fileobj=tarred, mode="w:gz") as tar:
        info = tarfile.TarInfo("c/a.txt")
        info.size = len(TEXT.encode())
        tar.addfile(info, io.BytesIO(TEXT.encode()))
    made = {
        "a.txt": TEXT.encode(), "b.txt": TEXT.encode("windows-1256"), "c.txt": TEXT.encode("utf-16"),
        "a.jsonl": line + b"\n" + line, "a.json": b"[" + line + b"]", "a.csv": table.getvalue().encode(),
        "a.html": page, "a.rss": rss, "a.warc": warc, "a.zip": packed.getvalue(), "a.tar.gz": tarred.getvalue(),
        "a.txt.gz": gzip.compress(TEXT.encode()), "a.txt.bz2": bz2.compress(TEXT.encode()),
        "a.txt.xz": lzma.compress(TEXT.encode()),
    }  # fmt: skip
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        return made
    rows = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist([RECORD]), rows)
    return made | {"a.parquet": rows.getvalue()}
