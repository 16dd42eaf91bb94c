"""The command `bayan`: a module for each command, gathered here.

Everything heavy is imported inside the command that needs it, so that help comes at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from graph import console
from graph.cli import build, export, extract, graph, push, query, remove, serve, validate, why
from graph.errors import BayanError
from ontology import OntologyError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="Who said what, on which topic, about which country: Arabic news to a knowledge graph.\n\n"
    "Exit codes: 0 done (what could not be used is on standard error, counted); 1 nothing could be done; "
    "2 the command line is wrong; 130 interrupted.",
)


app.command("build")(build.build)
app.command("extract")(extract.extract)
app.command("graph")(graph.graph)
app.command("query")(query.query)
app.command("queries")(query.queries)
app.command("why")(why.why)
app.command("remove")(remove.remove)
app.command("validate")(validate.validate)
app.command("export")(export.export)
app.command("serve")(serve.serve)
app.command("push")(push.push)


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False,
) -> None:
    """Handle what stands before a command."""
    if version:
        from importlib.metadata import version as installed

        from extract.language.morphology import databases

        typer.echo(f"bayan {installed('bayan')} (morphology databases: {', '.join(databases())})")
        raise typer.Exit


def main() -> None:
    """Run the command line; every foreseeable failure is one line on standard error and an exit code."""
    try:
        app()
    except (BayanError, OntologyError) as error:
        console.show_error(str(error))
        sys.exit(getattr(error, "exit_code", 1))
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        console.show_error(f"{where}{error.strerror or error}; check the path, its permissions and the free space")
        sys.exit(1)
