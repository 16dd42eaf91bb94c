"""The extraction stage: one article in, its statements out.

`COMPONENTS` is the list of steps, each a callable over one `Document`; the order matters, the content does not: any
step may be replaced by another that honours `extract.document.Component`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extract.article import Article
from extract.attribution.component import attribution
from extract.attribution.continued import continued_quotations
from extract.document import Component, Document, Draft
from extract.meaning import MEANING
from extract.statement import Statement

COMPONENTS: Sequence[Component] = (attribution, continued_quotations, *MEANING)


def extract(article: Article) -> list[Statement]:
    """Return the attributed statements of an article in the order of their cues.

    Every span's text equals the slice of `article.text` it names; offsets are Unicode code points. Any text is
    accepted, an empty one gives an empty list. The result depends on nothing but the article.
    """
    document = Document(article)
    for component in COMPONENTS:
        component(document)
    document.close()
    drafts = sorted(document.drafts, key=lambda draft: draft.cue.start)
    ids = {id(draft): _statement_id(article, draft) for draft in drafts}
    return [_statement(article, draft, ids) for draft in drafts]


def _statement_id(article: Article, draft: Draft) -> str:
    """Return an id that the same article and the same spans always give."""
    spans = [(draft.cue.start, draft.cue.end), *((span.start, span.end) for span in draft.content)]
    return "s-" + hashlib.sha256(repr((article.id, spans)).encode()).hexdigest()[:20]


def _statement(article: Article, draft: Draft, ids: dict[int, str]) -> Statement:
    assert draft.speaker is not None, "the attribution component gives every draft a speaker"
    return Statement(
        id=ids[id(draft)],
        article=article.id,
        speaker=draft.speaker,
        cue=draft.cue,
        content=tuple(draft.content),
        form=draft.form,
        topics=draft.topics or ("other",),
        countries=draft.countries,
        polarity=draft.polarity,
        confidence=draft.confidence,
        topic_evidence=draft.topic_evidence,
        country_evidence=draft.country_evidence,
        addressee=draft.addressee,
        via=draft.via,
        occasion=draft.occasion,
        date=draft.date,
        date_evidence=draft.date_evidence,
        parent=ids[id(draft.parent)] if draft.parent is not None else None,
        url=article.url or None,
        title=article.title or None,
        source=article.source or None,
        published=article.published or None,
    )
