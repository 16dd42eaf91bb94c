"""Fuzzing led by coverage (atheris), which finds what random change does not: by hand, not in the test suite.

    pip install atheris
    python -m tests.fuzz.with_atheris readers -max_total_time=600
    python -m tests.fuzz.with_atheris extractor -max_total_time=600

What follows the name goes to libFuzzer; it stops at the first broken promise and writes the input that broke it.
"""

import sys
import tempfile
from pathlib import Path


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["extract"]):
        from tests.fuzz.files import TEXT, files
        from tests.fuzz.promises import extract_text, read_bytes

    names = sorted(files())

    def readers(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        read_bytes(names[provider.ConsumeIntInRange(0, len(names) - 1)], provider.ConsumeBytes(1 << 16))

    def extractor(data: bytes) -> None:
        extract_text(data.decode("utf-8", "ignore"))

    targets = {"readers": readers, "extractor": extractor}
    if len(sys.argv) < 2 or sys.argv[1] not in targets:
        raise SystemExit(__doc__)
    # Right files to start from; the reader of each is chosen by the last byte, from which atheris takes its numbers.
    seeds = {"extractor": [TEXT.encode()]}
    seeds["readers"] = [files()[name] + bytes([number]) for number, name in enumerate(names)]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds[sys.argv[1]]):
            Path(corpus, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], corpus], targets[sys.argv[1]])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
