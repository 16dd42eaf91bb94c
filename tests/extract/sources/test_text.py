"""Telling a headline from a first sentence."""

import pytest

from extract.sources.text import split_title

# "The ministry's spokesman announced today, Wednesday, that the talks will resume next week in Geneva."
BODY = "أعلن المتحدث باسم الوزارة اليوم الأربعاء أن المحادثات ستستأنف الأسبوع المقبل في جنيف."


@pytest.mark.parametrize(
    ("first", "gap"),
    [
        ("استئناف المحادثات في جنيف", "\n\n"),  # "Talks to resume in Geneva", then a blank line
        ("استئناف المحادثات في جنيف", "\n"),  # much shorter than the next line
        ("هل تستأنف المحادثات في جنيف؟", "\n\n"),  # a question is a headline too
        ("الوزير: «لا عودة إلى الوراء»", "\r\n\r\n"),  # "The minister: no going back"
    ],
)
def test_a_title(first: str, gap: str) -> None:
    assert split_title(f"{first}{gap}{BODY}\n") == (first, BODY)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n{BODY}",  # a sentence, for it ends as one
        f"قال الوزير ما يلي:\n\n{BODY}",  # "The minister said the following:" leads on
        f"استئناف المحادثات في جنيف الأسبوع المقبل بعد توقف دام ستة أشهر كاملة\n{BODY}",  # as long as the next line
        "استئناف المحادثات في جنيف\n\n",  # nothing follows
        f"{'كلمة ' * 60}\n\n{BODY}",  # too long
    ],
)
def test_no_title(text: str) -> None:
    assert split_title(text) == (None, text.strip())
