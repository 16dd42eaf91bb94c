"""Acts refined by attitude nouns, and polarity."""

import pytest
from drafted import drafted

from extract.meaning.stance import stance


def act_and_polarity(marked):
    document = drafted(marked, "الوزير")
    stance(document)
    return document.drafts[0].cue.act, document.drafts[0].polarity


@pytest.mark.parametrize(
    ("marked", "act", "polarity"),
    [
        ("‹أعرب› الوزير عن {قلقه من التصعيد}.", "express_concern", "oppose"),  # expressed his concern
        ("‹أعرب› الوزير عن {بالغ قلقه من التصعيد}.", "express_concern", "oppose"),  # his utmost concern
        ("‹أعرب› الوزير عن {خيبة أمله}.", "regret", "oppose"),  # his disappointment: two words, the second inflected
        ("‹أعرب› الوزير عن {أمله في اتفاق قريب}.", "hope", "support"),  # his hope
        ('‹أعرب› الوزير عن "{عظيم الامتنان}".', "thank", "support"),  # "great gratitude", quoted
        ("‹أكد› الوزير {دعمه للاتفاق}.", "support", "support"),  # affirmed his support
        ("‹أعلن› الوزير {رفضه للخطة}.", "reject", "oppose"),  # announced his rejection
    ],
)
def test_attitudes_name_the_act(marked, act, polarity):
    assert act_and_polarity(marked) == (act, polarity)


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("‹أكد› الوزير أن {دعم الاتفاق واجب}.", "affirm"),  # "that supporting the agreement is a duty": a clause
        ("‹أكد› الوزير {أهمية الاتفاق}.", "affirm"),  # the importance of the agreement: no attitude
        ("‹قال› الوزير: {قلق كبير ينتابنا}.", "say"),  # not a verb that only expresses
    ],
)
def test_other_acts_stay(marked, act):
    assert act_and_polarity(marked) == (act, "neutral")


@pytest.mark.parametrize(
    ("marked", "polarity"),
    [
        ("‹رحب› الوزير {بالاتفاق}.", "support"),  # welcomed
        ("لم ‹يرحب› الوزير {بالاتفاق}.", "oppose"),  # did not welcome
        ("لا ‹يؤيد› الوزير {الاتفاق}.", "oppose"),  # does not support
        ("‹أدان› الوزير {الهجوم}.", "oppose"),  # condemned
        ("لم ‹يستبعد› الوزير {لقاء قريبا}.", "neutral"),  # did not rule out
        ("‹قال› الوزير إن {الحوار مفيد}.", "neutral"),
        ("وفق ما ‹أعلن› الوزير من {تأييد الخطة}.", "support"),  # "what he announced": ما is no negation here
    ],
)
def test_polarity_and_negation(marked, polarity):
    assert act_and_polarity(marked)[1] == polarity
