"""Articles annotated in their own text: how marks become spans, and what a fault is told as."""

from __future__ import annotations

import pytest

from extract.learning.annotation import annotated, written_articles

# "Cairo - the minister said that work goes on, adding: 'we have no time'."
SOURCE = """title: الوزير: العمل مستمر
date: 2020-02-03

القاهرة - {1 قال} <1 الوزير سالم حامد> إن [1 العمل مستمر]، {2 مضيفا}: "[2 لا وقت لدينا]".

== entities
e1 | person | سالم حامد | الوزير | EG | الوزير سالم حامد
== statements
1 | e1 | domestic_politics | EG | -
2 | e1 | domestic_politics, other | - | -
"""


def test_marks_become_spans_of_the_text_without_them() -> None:
    article = annotated(SOURCE, "sample")
    text = article["text"]
    assert text == 'القاهرة - قال الوزير سالم حامد إن العمل مستمر، مضيفا: "لا وقت لدينا".'
    first, second = article["statements"]
    assert text[slice(*first["cue_span"])] == "قال"
    assert [text[a:b] for a, b in first["content_spans"]] == ["العمل مستمر"]
    assert (first["mention"], first["countries"], first["parent"]) == ("الوزير سالم حامد", ["EG"], None)
    assert second["mention"] == "الوزير سالم حامد"
    assert second["topics"] == ["domestic_politics", "other"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("[1 العمل مستمر]", "[1 العمل مستمر", "closes nothing|never closed"),
        ("{2 مضيفا}", "مضيفا", "statement 2 wants one cue"),
        ("2 | e1", "2 | e9", "statement 2 wants `2"),
        ("| EG | الوزير سالم حامد", "| EG | الوزيرة سلمى", "nowhere 'الوزيرة سلمى'"),
        ("== entities\n", "", "wants a head"),
    ],
)
def test_a_fault_names_the_article(right: str, wrong: str, told: str) -> None:
    with pytest.raises(ValueError, match=f"sample: .*({told})"):
        annotated(SOURCE.replace(right, wrong, 1), "sample")


def test_the_articles_written_for_bayan_are_sound() -> None:
    articles = written_articles()
    assert len(articles) >= 100
    for article in articles:
        for statement in article["statements"]:
            assert statement["content"] and all(part.strip() == part for part in statement["content"]), article["id"]
            assert statement["cue"] == statement["cue"].strip(), article["id"]
