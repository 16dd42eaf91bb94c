"""The phrase after a cue: told to be a speaker without its end where that does not matter."""

from extract.article import Article
from extract.attribution.context import Context, Mention
from extract.attribution.subjects import end_chance, has_plausible_subject, subject, subject_start
from extract.document import Document

# "The minister Sami Halabi met a delegation. The lawyer in the city said that ... Halabi confirmed it yesterday."
TEXT = "التقى الوزير سامي حلبي وفدا. وقال المحامي في المدينة إن الأمر معروف. وأكد حلبي ذلك أمس."


def test_the_subject_begins_behind_the_cue() -> None:
    context = Context(Document(Article("a", TEXT)))
    found = {context.forms[cue.first]: subject_start(context, cue) for cue in context.cues}
    assert context.forms[found["وقال"] or 0] == "المحامي"
    assert context.forms[found["واكد"] or 0] == "حلبي"


def test_plausible_without_its_end_is_what_it_is_with_it() -> None:
    quick, full = (Context(Document(Article("a", TEXT))) for _ in range(2))
    for one, other in zip(quick.cues, full.cues, strict=True):
        start, phrase = subject_start(quick, one), subject(full, other)
        assert (start is None) == (phrase is None)
        if start is not None and phrase is not None:
            assert has_plausible_subject(quick, one, start) == full.is_plausible(phrase)


def test_the_chance_of_an_end_does_not_hang_on_whether_it_was_asked_for_before() -> None:
    quick, full = (Context(Document(Article("a", TEXT))) for _ in range(2))
    phrases = [subject(full, cue) for cue in full.cues]
    for cue in quick.cues:
        subject_start(quick, cue)
    assert quick.end_chances == {}
    for phrase in filter(None, phrases):
        assert end_chance(quick, phrase) == end_chance(full, phrase) < 1.0
    assert end_chance(quick, Mention(0, 1)) == 1.0
