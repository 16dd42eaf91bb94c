"""Quotations that are opened again at each paragraph and closed only at the last: one statement's words.

The printers' convention: a paragraph of quoted speech whose mark is not closed goes on in the next one, which opens
with a mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Document, Draft


def continued_quotations(document: Document) -> None:
    """Add to every draft that ends in an unclosed quotation the paragraphs in which that quotation goes on.

    A paragraph whose quotation has a cue of its own outside it is no continuation. Statements inside an added
    paragraph are nested in the draft.
    """
    opening_at = {quotation.start: number for number, quotation in reversed(list(enumerate(document.quotations)))}
    for draft in document.drafts:
        for first, last in list(_continuations(document, draft, opening_at)):
            draft.content_tokens.append((first, last))
            draft.content.append(document.span(first, last))
            for other in document.drafts:
                if other.parent is None and other is not draft and first <= other.cue_tokens[0] < last:
                    other.parent = draft


def _continuations(document: Document, draft: Draft, opening_at: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the tokens of the quotations in which a draft's last one goes on, paragraph by paragraph."""
    last = draft.content_tokens[-1][1]
    number = document.quote_of[last - 1]
    while number >= 0 and not document.quotations[number].closed:
        quotation = document.quotations[number]
        if any(document.tokens.is_word[last : document.token_at(quotation.end)]):
            return  # the words end before the quotation does
        start = quotation.end
        while start < len(document.text) and document.text[start].isspace():
            start += 1
        if "\n" not in document.text[quotation.end : start] or start not in opening_at:
            return
        number = opening_at[start]
        following = document.quotations[number]
        first, last = document.token_range(following.inner_start, following.inner_end)
        if first >= last or any(_claims(other, first, last) for other in document.drafts):
            return
        yield first, last


def _claims(draft: Draft, first: int, last: int) -> bool:
    """Tell whether a draft whose cue stands outside some tokens has words among them."""
    if first <= draft.cue_tokens[0] < last:
        return False
    return any(begin < last and first < end for begin, end in draft.content_tokens)
