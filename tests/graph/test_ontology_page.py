"""The documentation page says all that the ontology says, safely and offline."""

import re
from html.parser import HTMLParser
from pathlib import Path

from graph.export.ontology_page import ontology_page, write_ontology_page
from graph.rdf.names import VOCABULARIES
from ontology.concepts import concepts, ontology_path


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")


def test_every_term_and_concept_is_there_and_every_link_leads_somewhere() -> None:
    page, reader = ontology_page(), Reader()
    reader.feed(page)
    assert len(reader.ids) == len(set(reader.ids))
    declared = set(re.findall(r"^:(\w+) a owl:", ontology_path("bayan.ttl").read_text("utf-8"), re.M))
    assert len(declared) > 60 and declared <= set(reader.ids)
    for file in ("acts", "topics", "countries"):
        assert {f"{file}-{key}" for key in concepts(file)} <= set(reader.ids)
    assert all(link.lstrip("#") in reader.ids for link in reader.links if link.startswith("#"))
    assert VOCABULARIES["bayan"] in page and "CAMEO:" in page and "http://eurovoc.europa.eu/3483" in page


def test_it_is_right_to_left_and_asks_no_other_site(tmp_path: Path) -> None:
    write_ontology_page(tmp_path / "ontology.html")
    page, reader = (tmp_path / "ontology.html").read_text("utf-8"), Reader()
    reader.feed(page)
    assert '<html lang="ar" dir="rtl">' in page
    assert not reader.tags & {"script", "img", "iframe"} and "@import" not in page and "url(" not in page
    assert page == ontology_page()
