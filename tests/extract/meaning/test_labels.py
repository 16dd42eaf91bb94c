"""Finding the ontology's labels in tokens."""

from extract.language.tokens import tokenize
from extract.meaning.labels import country_matcher, topic_matcher, without_clitics


def countries_in(text: str) -> list[tuple[str, ...]]:
    hits = country_matcher().find(tokenize(text).forms)
    return [tuple(value.country for value in hit.values if hasattr(value, "country")) for hit in hits]


def topics_in(text: str) -> set[str]:
    return {value.topic for hit in topic_matcher().find(tokenize(text).forms) for value in hit.values}


def test_longest_label_hides_the_shorter() -> None:
    # South Sudan is not Sudan
    assert countries_in("زار جنوب السودان") == [("SS",)]


def test_clitics_and_article_are_allowed_for() -> None:
    # "and for Iraq", "in Lebanon", "and the Russians' (f.)"
    assert countries_in("وللعراق بلبنان والروسية") == [("IQ",), ("LB",), ("RU",)]


def test_a_word_that_begins_like_a_clitic_is_kept_whole() -> None:
    # Lebanon, Berlin, Vienna, Washington
    assert countries_in("لبنان برلين فيينا واشنطن") == [("LB",), ("DE",), ("AT",), ("US",)]


def test_adjectives_are_inflected() -> None:
    # Iraqi: masculine, feminine, plural, dual feminine
    found = countries_in("عراقي والعراقية العراقيين عراقيتين")
    assert [set(codes) for codes in found] == [{"IQ"}] * 4


def test_organisation_hides_the_countries_in_its_name() -> None:
    # the Saudi press agency
    assert countries_in("وكالة الأنباء السعودية") == [()]


def test_joint_label_means_every_country_of_it() -> None:
    # the two-state solution, with and without articles, after a clitic
    assert countries_in("لحل الدولتين") == [("IL", "PS")]
    assert countries_in("حل دولتين") == [("IL", "PS")]


def test_topic_words_with_article_pronoun_and_tanwin() -> None:
    # "its sanctions", "sanctions", "the uranium enrichment"
    assert "sanctions" in topics_in("عقوباتها")
    assert "sanctions" in topics_in("بالعقوبات")
    assert "nuclear_programme" in topics_in("تخصيب يورانيوم")


def test_topic_words_in_other_numbers_and_persons() -> None:
    # "two raids", "fighters of", "they shelled", "we shall shell"
    for word in ("غارتين", "مقاتلي", "قصفوا", "سنقصف"):
        assert "armed_conflict" in topics_in(word), word


def test_topic_labels_may_overlap_but_the_longer_hides_what_it_holds() -> None:
    # "concluding a trade agreement": treaties and trade both
    assert {"treaties", "trade"} <= topics_in("إبرام اتفاق تجاري")
    # "a ceasefire" is no fire
    (hit,) = topic_matcher().find(tokenize("وقف إطلاق النار").forms)
    assert (hit.first, hit.last) == (0, 3)


def test_the_topic_of_everything_else_has_no_word() -> None:
    # "another issue"
    assert "other" not in topics_in("قضية أخرى")


def test_without_clitics_strips_least_first() -> None:
    # "and for Iraq"
    assert without_clitics("وللعراق") == ("وللعراق", "للعراق", "العراق", "لعراق", "عراق")
