"""A small merged graph made by hand: every kind of node and edge, and hostile text."""

from __future__ import annotations

from extract.statement import Addressee, Cue, Occasion, Span, Via
from extract.statement import Speaker as SpeakerRecord
from extract.statement import Statement as Record
from graph.model import Article, Label, Membership, MergedGraph, Outlet, Report, Speaker, Statement

# "said" in quotes, a newline, a right-to-left override, markup, a backslash, an astral letter, a lone surrogate
HOSTILE = 'قال "كذا"\nثم\u202eعكس\u202c </script><script>alert(1)</script> \\ \U0001d54f \ud800'
KEPT = HOSTILE.replace("\ud800", "\ufffd")
LONG = "طويل " * 4000  # "long"


def record(key: str, article: str, speaker: str, content: str, **more: object) -> Record:
    """Return a record whose offsets are plausible."""
    fields: dict[str, object] = {
        "id": f"{article}:{key}",
        "article": article,
        "speaker": SpeakerRecord(speaker, speaker, 10, 10 + len(speaker), "person"),
        "cue": Cue("وقال", 5, 9, "قال", "say"),  # "and he said"
        "content": (Span(content, 40, 40 + len(content)),),
        "form": "direct",
        "topics": ("sanctions",),
        "countries": ("US",),
        "polarity": "neutral",
        "confidence": 0.9,
        **more,
    }
    return Record(**fields)  # type: ignore[arg-type]


def statement(key: str, speaker: str, reports: tuple[Report, ...], **more: object) -> Statement:
    """Return a statement on sanctions about the United States, unless told otherwise."""
    fields: dict[str, object] = {
        "key": key,
        "speaker": speaker,
        "capacity": None,
        "act": "say",
        "form": "direct",
        "polarity": "neutral",
        "topics": ("sanctions",),
        "countries": ("US",),
        "text": reports[0].record.content[0].text,
        "date": "2024-11-06",
        "addressee": None,
        "conveyed_by": (),
        "confidence": 0.9,
        "reports": reports,
        **more,
    }
    return Statement(**fields)  # type: ignore[arg-type]


def sample_graph() -> MergedGraph:
    """Return the graph. Its people speak in sentences written for it."""
    speakers = (
        Speaker("a-ministry", "organization", Label("وزارة الخارجية", "Foreign Ministry", False), (), "RU", None),
        Speaker("agency", "organization", Label("تاس", "TASS", False), ("وكالة تاس",), "RU", None),
        Speaker("envoy", "person", Label("مبعوث المناخ", "mbewth", True), ("المبعوث", "مبعوث المناخ"), "UN", None),
        Speaker("hostile", "unnamed", Label(HOSTILE, "x", True), (LONG,), None, "no IRI at all"),
        Speaker("office", "office", Label("المتحدث الرسمي", "official spokesman", False), (), "RU", None),
        Speaker("spokesman", "person", Label("سالم الناطق", "Salem al-Natiq", True), ("الناطق",), "RU",
                "https://w3id.org/bayan/organisation/un"),
    )  # fmt: skip
    memberships = (
        Membership("m1", "spokesman", "المتحدث الرسمي", "office", "RU", "2024-11-01", "2024-11-06"),
        Membership("m2", "envoy", "مبعوث", "a-ministry", None, None, "not a day"),
    )
    outlets = (Outlet("o1", Label("الجريدة", "aljryda", True)), Outlet("o2", Label("القناة", "alqnat", True)))
    articles = (
        Article("a1", "one", "عنوان أول", "https://news.example/خبر/1", "o1", "2024-11-06"),  # "a first title"
        Article("a2", "two", "A title", "https://news.example/with space", "o2", "2024-11"),
        Article("a3", "three", HOSTILE, "javascript:alert(1)", None, None),
    )
    widely = (
        Report("r1", "a1", record("1", "one", "سالم الناطق", "لن نقبل العقوبات", via=(Via("تاس", "تاس", 60, 63),),
                                  topic_evidence=(Span("العقوبات", 48, 56),), date_evidence=Span("اليوم", 1, 6),
                                  occasion=Occasion("press_conference", "مؤتمر صحفي", 70, 80)), ("agency",)),
        Report("r2", "a2", record("1", "two", "الناطق", "لن نقبل أي عقوبات"), ()),
    )  # fmt: skip
    inner = record("2", "one", "المبعوث", "المناخ أهم", parent="one:1", topics=("climate_environment",))
    backing = record("3", "two", "سالم الناطق", "نؤيد رفع العقوبات", addressee=Addressee("الوزارة", "الوزارة", 3, 10))
    strange = record("4", "three", HOSTILE, HOSTILE, confidence=0.25)
    statements = (
        statement("s1", "spokesman", widely, capacity="m1", polarity="oppose", conveyed_by=()),
        statement("s2", "envoy", (Report("r3", "a1", inner, ()),), topics=("climate_environment", "energy"),
                  countries=("US", "CN"), conveyed_by=("s1",), date="2024-11-05", form="indirect"),
        statement("s3", "spokesman", (Report("r4", "a2", backing, ()),), polarity="support", addressee="a-ministry",
                  date="2024-12-01"),
        statement("s4", "hostile", (Report("r5", "a3", strange, ()),), topics=(), countries=(), date="2024-02-30",
                  confidence=0.25),
    )  # fmt: skip
    return MergedGraph(speakers, memberships, outlets, articles, statements, ())
