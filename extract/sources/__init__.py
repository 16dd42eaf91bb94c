"""Reading articles: text files, folders of them, JSON Lines, standard input.

    from extract.sources import Fault, read
    for item in read(["news/", "more.jsonl.gz"]):
        if isinstance(item, Fault): print(item, file=sys.stderr)
        else: item.article

A reader never raises on bad input: it yields a `Fault` that names file, line and remedy, and goes on.
"""

from extract.sources.contract import Fault, Found, Options
from extract.sources.dates import iso_date
from extract.sources.meter import Meter
from extract.sources.reader import STANDARD_INPUT, read

__all__ = ["STANDARD_INPUT", "Fault", "Found", "Meter", "Options", "iso_date", "read"]
