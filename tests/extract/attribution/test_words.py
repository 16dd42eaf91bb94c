"""Words that no model weighs are alike to features, and to the scores."""

from extract.article import Article
from extract.attribution.component import accepted
from extract.attribution.context import Context
from extract.document import Document
from extract.learning.linear import RARE, weighed_words

# "The minister Xqzt Halabi said that the situation is grave, and the spokesman denied it."
TEXT = "قال الوزير خقزت حلبي إن الوضع خطير، ونفى المتحدث ذلك."


def test_rare_words_change_nothing() -> None:
    whole, alike = Context(Document(Article("a", TEXT))), Context(Document(Article("a", TEXT)), weighed_words())
    assert whole.words == whole.forms
    assert alike.words[2] == RARE and alike.words[0] == "قال" and "،" in alike.words
    assert accepted(whole)[1:] == accepted(alike)[1:]
