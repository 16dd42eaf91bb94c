"""Graphs for the tests of the pages: a small one by hand, one full of hostile text, and synthetic ones of any size."""

from __future__ import annotations

import dataclasses
import datetime
import random

from extract.article import Article as SourceArticle
from extract.statement import Cue, Span
from extract.statement import Speaker as SpeakerRecord
from extract.statement import Statement as Record
from graph import model

# "The minister said that climate talks go on, and added: 'The ambassador stated that trade is growing.' She refused
# sanctions." Written for these tests.
TEXT = (
    "قال الوزير سالم إن محادثات المناخ مستمرة مع تونس، وأضاف أن السفيرة ليلى صرحت بأن التجارة مع تونس تنمو.\n"
    "ورفضت ليلى العقوبات على مصر."
)


def span(words: str, text: str = TEXT, after: int = 0) -> Span:
    """Return the first span of words in a text at or after a place."""
    start = text.index(words, after)
    return Span(words, start, start + len(words))


def record(
    identity: str,
    article: str,
    speaker: Span,
    cue: Span,
    content: Span,
    *,
    name: str | None = None,
    form: str = "indirect",
) -> Record:
    return Record(
        id=identity,
        article=article,
        speaker=SpeakerRecord(name or speaker.text, speaker.text, speaker.start, speaker.end, "person"),
        cue=Cue(cue.text, cue.start, cue.end, cue.text, "say"),
        content=(content,),
        form=form,
        topics=(),
        countries=(),
        polarity="neutral",
        confidence=0.8,
    )


def small_graph() -> tuple[model.MergedGraph, list[SourceArticle]]:
    """Two speakers, three statements, one of them inside another, two outlets, one of which also has the first."""
    salem, laila = span("الوزير سالم"), span("السفيرة ليلى")
    said = record("r1", "a-1", salem, span("قال"), span("إن محادثات المناخ مستمرة مع تونس"))
    added = record("r2", "a-1", salem, span("وأضاف"), span("أن السفيرة ليلى صرحت بأن التجارة مع تونس تنمو"))
    stated = record("r3", "a-1", laila, span("صرحت"), span("بأن التجارة مع تونس تنمو"))
    stated = dataclasses.replace(
        stated,
        parent="r2",
        topic_evidence=(span("التجارة"),),
        country_evidence=(span("تونس", after=stated.content[0].start),),
    )
    refused = record("r4", "a-1", span("ليلى", after=TEXT.index("ورفضت")), span("ورفضت"), span("العقوبات على مصر"))
    again = record("r5", "a-2", salem, span("قال"), span("إن محادثات المناخ مستمرة مع تونس"))

    def statement(key: str, speaker: str, one: Record, **more: object) -> model.Statement:
        values: dict[str, object] = {
            "capacity": None, "act": "say", "form": "indirect", "polarity": "neutral", "topics": (), "countries": (),
            "date": "2024-03-06", "addressee": None, "conveyed_by": (), "confidence": 0.8,
            "reports": (model.Report("rep-" + one.id, "art-1", one, ()),),
        }  # fmt: skip
        values.update(more)
        return model.Statement(key=key, speaker=speaker, text=one.content[0].text, **values)  # type: ignore[arg-type]

    both = (model.Report("rep-r1", "art-1", said, ()), model.Report("rep-r5", "art-2", again, ("agency",)))
    graph = model.MergedGraph(
        speakers=(
            model.Speaker(
                "agency", "organization", model.Label("وكالة الأفق", "Horizon Agency", False), (), None, None
            ),
            model.Speaker("laila", "person", model.Label("ليلى", "Laila", True), ("السفيرة ليلى", "ليلى"), "TN", None),
            model.Speaker("salem", "person", model.Label("سالم", "Salem", True), ("الوزير سالم",), "EG", None),
        ),
        memberships=(model.Membership("m-1", "salem", "الوزير", None, "EG", "2024-03-06", "2024-03-06"),),
        outlets=(
            model.Outlet("daily", model.Label("اليومية", "The Daily", False)),
            model.Outlet("evening", model.Label("المسائية", "The Evening", False)),
        ),
        articles=(
            model.Article("art-1", "a-1", "محادثات المناخ مستمرة", "https://example.org/1", "daily", "2024-03-07"),
            model.Article("art-2", "a-2", None, None, "evening", "2024-03-08"),
        ),
        statements=(
            statement(
                "s-1", "salem", said, topics=("climate_environment",), countries=("TN",), capacity="m-1", reports=both
            ),
            statement("s-2", "salem", added, capacity="m-1"),
            statement(
                "s-3",
                "laila",
                stated,
                topics=("trade",),
                countries=("TN",),
                conveyed_by=("s-2",),
                polarity="support",
                act="support",
            ),
            statement(
                "s-4",
                "laila",
                refused,
                topics=("sanctions",),
                countries=("EG",),
                polarity="oppose",
                act="reject",
                date=None,
            ),
        ),
        joins=(),
    )
    return graph, [
        SourceArticle("a-1", TEXT, "محادثات المناخ مستمرة", "https://example.org/1", "اليومية", "2024-03-07")
    ]


HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"onmouseover="alert(3)\u202e\u2028{{7*7}}<!--'
"""Ends scripts and attributes, starts markup, turns writing around, ends JavaScript lines, fills templates."""


def hostile_graph() -> tuple[model.MergedGraph, list[SourceArticle]]:
    """The small graph with hostile text in every field that a source, a user or an extractor can fill."""
    text = f"قال {HOSTILE} إن {HOSTILE}"
    first, second = span(HOSTILE, text), span(HOSTILE, text, 60)
    assert second.start > first.end
    one = dataclasses.replace(
        record(HOSTILE, HOSTILE, first, span("قال", text), second),
        speaker=SpeakerRecord(HOSTILE, HOSTILE, first.start, first.end, "person", HOSTILE),
        cue=Cue("قال", 0, 3, HOSTILE, "say"),
        title=HOSTILE,
        source=HOSTILE,
    )
    label = model.Label(HOSTILE, HOSTILE, False)
    graph = model.MergedGraph(
        speakers=(model.Speaker("h", "person", label, (HOSTILE, "x"), HOSTILE, None),),
        memberships=(model.Membership("m", "h", HOSTILE, None, HOSTILE, None, None),),
        outlets=(model.Outlet("o", label),),
        articles=(model.Article("a", HOSTILE, HOSTILE, f"javascript:{HOSTILE}", "o", HOSTILE),),
        statements=(
            model.Statement(
                "s",
                "h",
                "m",
                HOSTILE,
                "direct",
                "oppose",
                (HOSTILE,),
                (HOSTILE, "EG"),
                HOSTILE,
                None,
                "h",
                (),
                0.5,
                (model.Report("r", "a", one, ("h",)),),
            ),
        ),
        joins=(),
    )
    return graph, [SourceArticle(HOSTILE, text, HOSTILE, f"javascript:{HOSTILE}", HOSTILE, HOSTILE)]


# "The minister affirmed the weight of dialogue ... and called for an end to escalation ... and refused sanctions"
WORDS = [
    *("أكد", "الوزير", "أهمية", "الحوار", "بين", "البلدين", "ودعا", "إلى", "وقف", "التصعيد"),
    *("والعودة", "إلى", "المفاوضات", "وتنفيذ", "الاتفاق", "ورفض", "العقوبات"),
]
TOPICS = (
    "armed_conflict",
    "bilateral_relations",
    "ceasefire",
    "climate_environment",
    "elections",
    "energy",
    "sanctions",
    "security",
    "trade",
    "treaties",
    "peace_process",
    "human_rights",
)
COUNTRIES = (
    "EG",
    "US",
    "RU",
    "SY",
    "IR",
    "IL",
    "PS",
    "YE",
    "IQ",
    "TR",
    "CN",
    "FR",
    "GB",
    "DE",
    "SA",
    "QA",
    "AE",
    "LY",
    "SD",
)


def vocabulary(size: int) -> list[str]:
    """Return so many made-up words, each another."""
    letters = "ابتجحخدرزسشصطعغفقكلمنهوي"
    return ["".join(letters[(n // 24**place) % 24] for place in range(4)) + letters[n % 7] for n in range(size)]


def synthetic_graph(statements: int, speakers: int, seed: int = 1) -> model.MergedGraph:
    """A graph of any size in which few speakers, topics, countries and words carry most statements, as in the news."""
    chance = random.Random(seed)
    rare = vocabulary(min(80_000, 20 * statements))
    people = tuple(
        model.Speaker(
            f"p{n:06d}",
            "person",
            model.Label(f"متحدث رقم {n}", f"Speaker {n}", True),
            (f"المتحدث {n}",),
            COUNTRIES[n % len(COUNTRIES)],
            None,
        )
        for n in range(speakers)
    )
    outlets = tuple(model.Outlet(f"o{n:02d}", model.Label(f"صحيفة {n}", f"Paper {n}", False)) for n in range(25))
    first_day = datetime.date(2020, 1, 1)
    articles, made = [], []
    for n in range(statements):
        if n % 8 == 0:
            day = (first_day + datetime.timedelta(days=chance.randrange(1500))).isoformat()
            articles.append(
                model.Article(
                    f"a{n:07d}",
                    f"a{n}",
                    " ".join(chance.choices(WORDS, k=8)),
                    f"https://example.org/{n}",
                    chance.choice(outlets).key,
                    day,
                )
            )
        article = articles[-1]
        words = " ".join(
            chance.choice(WORDS) if chance.random() < 0.5 else rare[int(len(rare) * chance.random() ** 4)]
            for _ in range(chance.randrange(8, 30))
        )
        speaker = people[n if n < speakers else int(speakers * chance.random() ** 3)]
        content = Span(words, 20, 20 + len(words))
        one = record(f"r{n}", article.id, Span(speaker.label.ar, 4, 19), Span("قال", 0, 3), content)
        made.append(
            model.Statement(
                f"s{n:07d}",
                speaker.key,
                None,
                "say",
                "indirect",
                chance.choice(("support", "oppose", "neutral", "neutral")),
                (TOPICS[int(len(TOPICS) * chance.random() ** 2)],),
                (COUNTRIES[int(len(COUNTRIES) * chance.random() ** 2)],),
                words,
                article.published,
                None,
                (),
                0.7,
                (model.Report(f"rep{n:07d}", article.key, one, ()),),
            )
        )
    return model.MergedGraph(people, (), outlets, tuple(articles), tuple(made), ())
