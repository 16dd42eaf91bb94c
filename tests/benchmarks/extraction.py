"""How fast extraction is, against what is known to be fast and to be slow, on the same text in the same run.

All times are of the processor, one thread: what else a busy machine does counts less, and only ratios count.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from extract.article import Article
from tests.benchmarks.table import Row
from tests.benchmarks.texts import ROOT, articles, long_text

PIECES_A_WORD = 1.4
"""Word pieces of an Arabic word in BERT's vocabulary, about."""
PIECES = 512
"""Word pieces in one forward pass, BERT's limit."""
PASSES = 3
SIZES = (64_000, 256_000, 1_000_000)
"""UTF-8 bytes of the articles over which time should grow linearly."""
NOISE = 1.3
"""How much more a byte of the longest may take than one of the shortest."""


def speed(count: int) -> Iterator[Row]:
    """Measure extraction, camel-tools' tokenizer and a BERT-base pass over the last two thirds of some articles.

    The first third is read beforehand, as caches are warm for nearly all of a real run.
    """
    from camel_tools.tokenizers.word import simple_word_tokenize

    from extract.pipeline import extract
    from graph.workers import collecting_seldom

    found = articles(count)
    for article in found[: count // 3]:
        extract(article)
    measured = found[count // 3 :]
    extracting = tokenizing = 0.0
    statements = words = 0
    with collecting_seldom():  # as in every run
        for article in measured:  # by turns, so that both meet the same noise
            start = time.process_time()
            statements += len(extract(article))
            middle = time.process_time()
            words += len(simple_word_tokenize(article.text))
            tokenizing += time.process_time() - middle
            extracting += middle - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    each = extracting / len(measured)
    yield Row(
        "extraction", f"{each * 1000:.1f} ms an article, {words / extracting:,.0f} words/s, {statements} statements"
    )
    ratio = tokenizing / extracting
    yield Row("... against simple_word_tokenize", f"{ratio:.3f} of its speed", "1/3", ratio >= 1 / 3)
    slower = _bert_seconds() * words * PIECES_A_WORD / PIECES / extracting
    yield Row("... against one BERT-base pass", f"{slower:.0f} times as fast", "100", slower >= 100)
    yield Row("memory of the extracting process", f"{peak} MB")


def _bert_seconds() -> float:
    """Return the seconds of one forward pass of a BERT-base encoder with random weights, one thread."""
    import torch

    torch.set_num_threads(1)
    layer = torch.nn.TransformerEncoderLayer(768, 12, 3072, activation="gelu", batch_first=True)
    encoder = torch.nn.TransformerEncoder(layer, 12, enable_nested_tensor=False).eval()
    pieces = torch.randn(1, PIECES, 768)
    with torch.inference_mode():
        encoder(pieces)
        start = time.process_time()
        for _ in range(PASSES):
            encoder(pieces)
    return (time.process_time() - start) / PASSES


def length() -> Iterator[Row]:
    """Measure how time grows with the length of one article."""
    from extract.pipeline import extract
    from graph.workers import collecting_seldom

    text = long_text(SIZES[-1])
    extract(Article("warm", text[: len(text) // 4]))
    rates = []
    for size in SIZES:
        part = text.encode()[:size].decode(errors="ignore")
        with collecting_seldom():
            start = time.process_time()
            extract(Article("long", part))
            rates.append((time.process_time() - start) / size)
        growth = rates[-1] / rates[0]
        what = f"one article of {size // 1000} KB"
        yield Row(what, f"{rates[-1] * 1e6:.1f} µs a byte, {growth:.2f} times the first", f"{NOISE}", growth <= NOISE)


def start_up() -> Iterator[Row]:
    """Measure how long a new process takes before it is of use."""
    article = articles(1)[0]
    first = "from extract import Article, extract; import sys; extract(Article('a', sys.stdin.read()))"
    for what, code, reach in (
        ("bayan --help", "import sys; from graph.cli import main; sys.argv[1:] = ['--help']; main()", 1.0),
        ("import extract", "import extract", 1.0),
        ("first article", first, None),
    ):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-c", code]
        subprocess.run(command, cwd=ROOT, input=article.text.encode(), stdout=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        met = None if reach is None else seconds < reach
        yield Row(f"start: {what}", f"{seconds:.2f} s", "1 s" if reach else "", met)
