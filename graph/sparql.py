"""Finding keywords in a query without being fooled by strings, comments, IRIs and names."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
      (?P<string> \"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                | \"(?:[^\"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>\"{}|^`\\\x00-\x20]*> )
    | (?P<comment> \#[^\n\r]* )
    | (?P<variable> [?$]\w+ )
    | (?P<name> [\w.-]*:(?:[\w.:%-]|\\.)* )
    | (?P<word> \w+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def asks_another_server(query: str) -> bool:
    """Say whether a query has, or may have, a `SERVICE` clause, for which Oxigraph would ask the other server.

    Errs on the side of yes: whatever is no string, IRI, comment, variable or local name and holds the word counts.
    """
    for match in _TOKEN.finditer(query):
        kind, text = match.lastgroup, match[0].lower()
        if "service" not in text or kind in ("string", "iri", "comment", "variable"):
            continue
        if kind == "name":
            # `SERVICE:x` can be the keyword before a name without prefix; `a.SERVICE` a full stop before the keyword.
            prefix, local = text.split(":", 1)
            if "service" not in prefix and ".service" not in local:
                continue
        return True
    return False


def names_its_dataset(query: str) -> bool:
    """Say whether a query has a `FROM` clause, so that no other default graph may be put in its place."""
    if "from" not in query.lower():
        return False
    return any(match.lastgroup == "word" and match[0].lower() == "from" for match in _TOKEN.finditer(query))
