"""Renew the examples at the top of the README from the graph of the sample articles; run by hand after `make`.

    python tests/evaluation/readme_examples.py out/sample

Between `<!-- NAME -->` and the next closing fence stands what the graph says now: one statement and its speaker in
Turtle, and one question with its answer.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
# The spokesman's words "as soon as Russia's part is carried out", of the sample article on the grain deal.
WORDS = "فور تنفيذ"
QUESTION = """SELECT ?who ?day ?words {
    ?statement bayan:aboutCountry country:RU ; schema:dateCreated ?day ; schema:text ?words ;
               bayan:speaker/skos:prefLabel ?who  FILTER(LANG(?who) = "en" && ?day > "2023-07-01"^^xsd:date)
} ORDER BY ?day LIMIT 5"""


def turtle_example(turtle: str) -> str:
    """Return the statement that holds `WORDS` and its speaker, as the graph file writes them."""
    blocks = turtle.split("\n\n")
    statement = next(block for block in blocks if block.startswith("statement:") and f'schema:text "{WORDS}' in block)
    speaker = re.search(r"bayan:speaker (\S+)", statement)
    assert speaker
    whose = next(block for block in blocks if block.startswith(f"{speaker[1]} a "))
    said = re.sub(r"(bayan:said).*", rf"\1 {statement.split()[0]} .", whose)  # one of those it said
    return f"{said}\n\n{statement}"


def answer(out: Path) -> str:
    """Return the command that asks `QUESTION` and what it prints."""
    command = [Path(sys.executable).with_name("bayan"), "query", QUESTION, "--out", out]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    lines = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    return f"$ bayan query '{QUESTION}' --out out/sample\n\n{lines}"


def main() -> None:
    """Put the examples in their places."""
    out = Path(sys.argv[1])
    text = README.read_text("utf-8")
    for name, language, body in (
        ("turtle", "turtle", turtle_example((out / "graph.ttl").read_text("utf-8"))),
        ("query", "", answer(out)),
    ):
        fenced = f"<!-- {name} -->\n```{language}\n{body}\n```"
        text, count = re.subn(rf"<!-- {name} -->\n```.*?\n```", lambda _: fenced, text, flags=re.DOTALL)  # noqa: B023
        assert count == 1, f"README has no place for {name}"
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
