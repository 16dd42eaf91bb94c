"""What stands around a cue and at a place, as named binary features for the learned models."""

from __future__ import annotations

from extract.attribution.context import Context
from extract.attribution.cues import CueCandidate
from extract.attribution.places import Start
from extract.language.morphology import analyses
from extract.learning.linear import bucket


def cue_features(context: Context, cue: CueCandidate, openings: list[Start]) -> list[str]:
    """Return the features that tell a cue from the same word in another use."""
    document, forms, classes = context.document, context.forms, context.classes
    first = cue.first
    before = classes[first - 1] if first and document.sentences[first - 1] == document.sentences[first] else "<s>"
    before_form = forms[first - 1] if before != "<s>" else "<s>"
    before2 = classes[first - 2] if first > 1 and document.sentences[first - 2] == document.sentences[first] else "<s>"
    after = classes[cue.tail_end] if cue.tail_end < len(forms) else "</s>"
    after_form = forms[cue.tail_end] if cue.tail_end < len(forms) else "</s>"
    after2 = classes[cue.tail_end + 1] if cue.tail_end + 1 < len(forms) else "</s>"
    pos = cue.pos + ("_phrase" if cue.phrase and cue.pos != "phrase" else "")
    if cue.definite:
        pos += "_al"
    quoted = document.quote_of[first]
    features = [
        f"pos={pos}",
        f"certainty={cue.entry.certainty}",
        f"pos+certainty={pos}+{cue.entry.certainty}",
        f"entry={cue.entry.key}",
        f"entry+pos={cue.entry.key}+{pos}",
        f"act={cue.entry.act}",
        f"act+pos={cue.entry.act}+{pos}",
        f"conj+pos={cue.conjunction}+{pos}",
        f"prep+pos={cue.preposition}+{pos}",
        f"case+pos={cue.case}+{pos}",
        f"person={cue.person}",
        f"pronoun+pos={bool(cue.pronoun)}+{pos}",
        f"number={cue.number}",
        f"before={before}+{pos}",
        f"before={before}+{cue.entry.certainty}",
        f"before2={before2}+{before}",
        f"after={after}+{pos}",
        f"after={after}+{cue.entry.certainty}",
        f"after2={after}+{after2}",
        f"before_form={before_form}",
        f"after_form={after_form}",
        f"ambiguous={forms[first] in cue.entry.ambiguous}+{pos}",
        f"quoted={quoted >= 0}",
        f"quoted+pos={quoted >= 0}+{pos}",
        f"others={len(cue.others)}",
    ]
    if quoted >= 0:
        quote_first, _ = context.quote_tokens(quoted)
        features.append(f"quote_place={bucket(first - quote_first)}")
    features += _subject_features(context, cue, pos, quoted >= 0)
    features += _opening_features(context, cue, openings, pos)
    return features


def _subject_features(context: Context, cue: CueCandidate, pos: str, quoted: bool) -> list[str]:
    """Return the features of the phrase after a cue, where its subject (or a verbless attribution's source) stands."""
    subject = context.subject(cue)
    initial = cue.first - context.sentence_start(cue.first) < 2
    if subject is None:
        return [f"subject=none+{pos}+{quoted}", f"subject=none+{pos}+{initial}"]
    likely = context.is_plausible(subject)
    head = context.classes[subject.first]
    adjacent = subject.first == cue.tail_end
    key = next((a.entry for a in analyses(context.forms[subject.first]) if a.pos == "noun"), "")
    return [
        f"subject={likely}+{pos}+{quoted}",
        f"subject={likely}+{adjacent}+{pos}+{cue.entry.certainty}",
        f"subject_head={head}+{adjacent}+{pos}",
        f"subject_head+initial={head}+{initial}+{cue.pos}",
        f"subject_key={key}+{adjacent}+{cue.pos}",
        f"subject_key+initial={key}+{initial}+{cue.pos}",
    ]


def _opening_features(context: Context, cue: CueCandidate, openings: list[Start], pos: str) -> list[str]:
    features = []
    seen = set()
    next_cue = next(
        (
            c.first
            for c in context.cues
            if c.first > cue.first and c.pos in ("pv", "phrase") and c.entry.certainty != "weak"
        ),
        10**6,
    )
    for opening in openings:
        kind = opening.kind.split("_")[0]
        if kind in seen:
            continue
        seen.add(kind)
        distance = bucket(opening.token - cue.tail_end)
        crosses = opening.token > next_cue
        features += [
            f"open={kind}+{distance}",
            f"open={kind}+{pos}+{crosses}",
            f"open={kind}+{cue.entry.certainty}+{crosses}",
        ]
        if not crosses:
            features.append(f"open={kind}+{cue.entry.key}")
            between = context.classes[cue.tail_end : opening.token][:6]
            features.append(f"between={kind}+{'>'.join(between[:3])}")
    clausal = seen & {"clause", "pronoun", "quote", "colon"}
    features.append(f"clausal={bool(clausal)}+{pos}+{cue.entry.certainty}")
    if not seen:
        features.append(f"open=none+{pos}")
    first = cue.first
    document = context.document
    if first:
        j = first - 1
        if context.forms[j] in "،,":
            j -= 1
        if j >= 0 and context.is_mark(j) and document.paragraphs[j] == document.paragraphs[first]:
            features += ["quote_before", f"quote_before+{pos}"]
    features.append(f"sentence_place={bucket(first - context.sentence_start(first))}+{pos}")
    features.append(f"para_start={first == 0 or document.paragraphs[first - 1] != document.paragraphs[first]}+{pos}")
    return features


def side_features(context: Context, cue: CueCandidate, openings: list[Start]) -> list[str]:
    """Return the features that tell whether the words stand before their cue."""
    features = cue_features(context, cue, openings)
    first = cue.first
    start = context.sentence_start(first)
    features.append(f"tokens_before={bucket(first - start)}")
    end = context.sentence_end(first)
    features.append(f"tokens_after={bucket(end - cue.last)}")
    features.append(f"tokens_after+pos={bucket(end - cue.last)}+{cue.pos}+{first - start < 2}")
    comma = next((t for t in range(cue.last, end) if not context.document.tokens.is_word[t]), end)
    mark = context.forms[comma] if comma < end else "</s>"
    features.append(f"stops={cue.pos}+{mark}+{first - start < 2}")
    before = context.forms[first - 1] if first > start else "<s>"
    features.append(f"preceded={cue.pos}+{before}+{mark}")
    features.append(f"preceded_only={cue.pos}+{before}")
    nearest = openings[0].kind if openings else ""
    features.append(f"nearest={cue.pos}+{nearest}+{mark}+{before in '،,'}")
    return features


def start_features(context: Context, cue: CueCandidate, openings: list[Start], place: int) -> list[str]:
    """Return the features that tell whether the content begins at `openings[place]`, given not before."""
    opening = openings[place]
    forms, classes = context.forms, context.classes
    kind, j = opening.kind, opening.token
    ahead = {other.kind.split("_")[0] for other in openings[place + 1 : place + 16]}
    clause_ahead = "clause" in ahead or "pronoun" in ahead
    behind = {other.kind.split("_")[0] for other in openings[:place]}
    gap = j - cue.tail_end
    between = classes[cue.tail_end : j]
    crossed = any(
        t in context.cue_at and context.cue_at[t].entry.certainty != "weak" and context.cue_at[t].pos in ("pv", "ap")
        for t in range(cue.tail_end, j)
    )
    previous = classes[j - 1] if j else "<s>"
    named = any(c in ("title", "unknown", "organisation", "country", "honorific", "unnamed", "group") for c in between)
    features = [
        f"kind={kind}",
        f"kind+pos={kind}+{cue.pos}",
        f"kind+gap={kind}+{bucket(gap)}",
        f"kind+entry={kind}+{cue.entry.key}",
        f"kind+act={kind}+{cue.entry.act}",
        f"kind+class={kind}+{classes[j]}",
        f"kind+previous={kind}+{previous}",
        f"kind+previous_form={kind}+{forms[j - 1]}",
        f"kind+form={kind}+{forms[j]}",
        f"kind+ahead={kind}+clause={clause_ahead}+quote={'quote' in ahead}+colon={'colon' in ahead}",
        f"kind+prep_ahead={kind}+{'prep' in ahead}+{'clitic' in ahead}",
        f"kind+behind={kind}+{'clause' in behind or 'pronoun' in behind}+{'quote' in behind}",
        f"kind+behind_prep={kind}+{'prep' in behind}+{'clitic' in behind}",
        f"kind+crossed={kind}+{crossed}",
        f"kind+named={kind}+{named}+{cue.pos}",
        f"kind+commas={kind}+{between.count('،')}",
        f"kind+pronoun={kind}+{bool(cue.pronoun)}",
        f"kind+phrase={kind}+{cue.phrase}+{gap == 0}",
        f"kind+takes={kind}+{'clause' in cue.takes}+{'object' in cue.takes}+{'quote' in cue.takes}",
        f"kind+verbal={kind}+{cue.pos}+{gap == 0}",
        f"kind+between={kind}+{'>'.join(between[-2:])}",
        f"kind+frame={kind}+{bool(cue.entry.frames)}",
    ]
    if gap <= 4:
        features.append(f"kind+path={kind}+{'>'.join(between)}")
    subject = context.subject(cue)
    if subject is None:
        features.append(f"subject=none+{kind}+{gap == 0}")
    else:
        relation = (
            "at"
            if j == subject.last
            else "first"
            if j == subject.first
            else "in"
            if subject.first < j < subject.last
            else "past"
        )
        if relation == "past" and not any(context.document.tokens.is_word[t] for t in range(subject.last, j)):
            relation = "at"
        likely = context.is_plausible(subject)
        features += [
            f"subject={relation}+{kind}+{likely}",
            f"subject+pos={relation}+{kind}+{cue.pos}+{likely}",
            f"subject+entry={relation}+{kind}+{cue.entry.key}",
            f"subject+head={relation}+{kind}+{classes[subject.first]}",
            f"subject+adjacent={relation}+{kind}+{subject.first == cue.last}+{likely}",
        ]
    quote = context.document.quote_of[j]
    if "quote" in kind and quote >= 0:
        a, b = context.quote_tokens(quote)
        features.append(f"short_quote={b - a <= 3}+{kind}+{gap == 0}+{previous}")
        features.append(f"short_quote+behind={b - a <= 3}+{kind}+{bool(behind)}")
        features.append(f"quote_length={bucket(b - a)}")
        features.append(f"quote_length+gap={bucket(b - a)}+{bucket(gap)}")
    return features


def end_features(context: Context, cue: CueCandidate, opening: Start, k: int) -> list[str]:
    """Return the features that tell whether a content begun at an opening stops before token `k`, given not earlier."""
    document, forms, classes = context.document, context.forms, context.classes
    start = opening.token
    kind = opening.kind
    quoted = "quote" in kind
    last = k >= len(forms)
    here = "</d>" if last else classes[k]
    form = "</d>" if last else forms[k]
    new_paragraph = last or document.paragraphs[k] != document.paragraphs[start]
    new_sentence = last or document.sentences[k] != document.sentences[k - 1]
    depth = _quote_state(context, opening, k)
    after = k + 1
    next_class = classes[after] if after < len(forms) else "</d>"
    next_form = forms[after] if after < len(forms) else "</d>"
    cue_here = context.cue_at.get(k)
    cue_next = context.cue_at.get(after)
    length = bucket(k - start)
    features = [
        f"here={here}+{depth}",
        f"here+kind={here}+{kind}+{depth}",
        f"form={form}+{depth}",
        f"previous={classes[k - 1]}+{here}+{depth}",
        f"length={length}",
        f"length+here={length}+{here}+{depth}",
        f"paragraph={new_paragraph}+{depth}",
        f"sentence={new_sentence}+{depth}+{kind}",
        f"state={depth}+{kind}",
        f"pos={cue.pos}+{here}",
    ]
    if quoted and not new_paragraph:
        opened = context.quote_opening_at.get(start, -1)
        if opened >= 0:
            a, b = context.quote_tokens(opened)
            features.append(f"opened_length={bucket(b - a)}+{depth}+{here}")
            features.append(f"opened_short={b - a <= 3}+{depth}+{kind}")
    if new_paragraph:
        return [features[0], f"paragraph_end+{depth}", "paragraph_end"]
    punctuation = not document.tokens.is_word[k]
    if punctuation:
        features += [
            f"mark+next={here}+{next_class}+{depth}",
            f"mark+next_form={here}+{next_form}+{depth}",
            f"mark+next_cue={here}+{_cue_name(cue_next)}+{depth}",
            f"mark+next_waw={here}+{next_form[0] == 'و'}+{depth}",
            f"mark+kind={here}+{kind}+{quoted}+{depth}",
        ]
        after2 = k + 2
        if after2 < len(forms):
            features.append(f"mark+next2={here}+{next_class}+{classes[after2]}+{depth}")
            features.append(f"mark+cue2={here}+{_cue_name(context.cue_at.get(after2))}+{depth}")
            features.append(f"mark+forms={here}+{next_form}+{forms[after2]}")
    else:
        features += [
            f"cue={_cue_name(cue_here)}+{depth}",
            f"cue+previous={_cue_name(cue_here)}+{classes[k - 1]}+{depth}",
            f"waw={form[0] == 'و'}+{here}+{depth}",
            f"pair={form}+{next_form}",
            f"pair_class={here}+{next_class}+{depth}",
        ]
        if cue_here is not None:
            features.append(f"cue_entry={cue_here.entry.key}+{cue_here.pos}+{depth}")
    if new_sentence and not last:
        features.append(f"new_sentence+{_cue_name(cue_here)}+{kind}+{depth}")
        features.append(f"new_sentence+{here}+{kind}+{depth}")
    return features


def _quote_state(context: Context, opening: Start, k: int) -> str:
    """Name where token `k` stands: in the quotation that opened, at its close, past it, in a later one, or none."""
    document = context.document
    opened = context.quote_opening_at.get(opening.token, -1) if "quote" in opening.kind else -1
    at = document.tokens.starts[k] if k < len(context.forms) else len(document.text)
    if opened >= 0:
        quotation = document.quotations[opened]
        if at < quotation.inner_end:
            return "in"
        if at < quotation.end or (not quotation.closed and at == quotation.end):
            return "close"
        if k and document.tokens.starts[k - 1] < quotation.end:
            return "just_past"
        return "later" if document.quote_of[k - 1] >= 0 else "past"
    outer = document.quote_of[opening.token]
    if outer >= 0:
        if at >= document.quotations[outer].inner_end:
            return "outer_close"
        inner = document.quote_of[k] if k < len(context.forms) else -1
        return "outer" if inner == outer else "outer_inner"
    if k < len(context.forms) and document.quote_of[k] >= 0:
        return "inner"
    if k < len(context.forms) and context.is_mark(k):
        return "inner_close" if k and document.quote_of[k - 1] >= 0 else "inner_open"
    return "none"


def _cue_name(cue: CueCandidate | None) -> str:
    if cue is None:
        return "-"
    return f"{cue.pos}+{cue.entry.certainty}+{cue.conjunction or '-'}"
