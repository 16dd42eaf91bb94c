"""Documents whose drafts are marked in the sentence itself, so that a test shows what it is about."""

from __future__ import annotations

from extract.article import Article
from extract.attribution.cues import cue_candidates
from extract.document import Document, Draft
from extract.statement import Cue, Span, Speaker


def drafted(marked: str, *speakers: str, published: str | None = "2024-11-06") -> Document:
    """Return a document with one draft per `‹cue›`; the n-th `{content}` to open is the n-th cue's.

    The n-th speaker (the last one again for the cues left over) is looked for in the text, nearest before or after its
    cue. Lemma and act are those of the lexicon. 2024-11-06 was a Wednesday.
    """
    text, cues, contents = _unmark(marked)
    document = Document(Article("a", text, published=published))
    found = {candidate.first: candidate.entry for candidate in cue_candidates(document)}
    for number, (start, end) in enumerate(cues):
        first, last = document.token_range(start, end)
        entry = found[first]
        content = contents[number]
        draft = Draft(
            cue=Cue(text[start:end], start, end, entry.lemma, entry.act),
            cue_tokens=(first, last),
            content=[Span(text[content[0] : content[1]], *content)],
            content_tokens=[document.token_range(*content)],
            speaker=_speaker(text, speakers[min(number, len(speakers) - 1)], start) if speakers else None,
        )
        holders = [other for other in document.drafts if other.content[0].start <= start < other.content[0].end]
        draft.parent = holders[-1] if holders else None
        document.drafts.append(draft)
    return document


def _speaker(text: str, mention: str, cue: int) -> Speaker:
    places = [place for place in range(len(text)) if text.startswith(mention, place)]
    start = min(places, key=lambda place: abs(place - cue))
    return Speaker(mention, mention, start, start + len(mention), "person")


def _unmark(marked: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    text = ""
    cues: list[tuple[int, int]] = []
    contents: list[tuple[int, int]] = []
    opened: list[int] = []
    cue = 0
    for character in marked:
        if character == "‹":
            cue = len(text)
        elif character == "›":
            cues.append((cue, len(text)))
        elif character == "{":
            opened.append(len(contents))
            contents.append((len(text), 0))
        elif character == "}":
            number = opened.pop()
            contents[number] = (contents[number][0], len(text))
        else:
            text += character
    return text, cues, contents
