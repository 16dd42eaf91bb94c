"""A dry look at the house: imports run one way, start-up stays light, the documents say what is so."""

import ast
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGES = ("ontology", "extract", "graph")  # each may import those before it
README = (ROOT / "README.md").read_text("utf-8")
SOURCE_SUFFIXES = {".py", ".md", ".toml", ".ttl", ".rq", ".json", ".csv", ".html", ".js", ".css", ".txt", ""}


def modules(package: str) -> list[Path]:
    found = sorted((ROOT / package).rglob("*.py"))
    assert found, f"{package} has no modules"
    return found


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_one_way(package: str) -> None:
    forbidden = set(PACKAGES[PACKAGES.index(package) + 1 :])
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in imported(path)
        if name.split(".")[0] in forbidden
    }
    assert not wrong


HEAVY = {"torch", "transformers", "camel_tools", "rdflib", "pyvis", "pyshacl", "networkx", "numpy", "scipy", "pandas",
         "sklearn", "babel", "datasketch"}  # fmt: skip


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["queries"], ["query", "speakers", "--out", "/nowhere"]]
)
def test_the_command_starts_without_heavy_libraries(arguments: list[str]) -> None:
    code = (
        "import contextlib, io, json, sys\n"
        "from graph.cli import main\n"
        f"sys.argv = ['bayan', *{arguments!r}]\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main()\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    loaded = set(json.loads(run_python(code)))
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_help_comes_at_once() -> None:
    """Measured against what Typer alone takes to show a help, so that a slow machine changes nothing."""

    def fastest(code: str) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            run_python(code)
            times.append(time.perf_counter() - start)
        return min(times)

    bare = fastest(
        "import sys, typer; app = typer.Typer(); app.command()(lambda: None); sys.argv = ['x', '--help']; app()"
    )
    ours = fastest("import sys; from graph.cli import main; sys.argv = ['bayan', '--help']; main()")
    assert ours < 2.5 * bare


def tracked_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True, cwd=ROOT)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    machine = re.compile(r"/(?:work|home|root|Users)/|/opt/pypi|/tmp/[a-z]+/")
    wrong = {
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in tracked_files()
        if path.suffix in SOURCE_SUFFIXES and path != Path(__file__)
        if (found := machine.search(path.read_text("utf-8", errors="replace")))
    }
    assert not wrong


def test_what_a_run_writes_is_not_kept() -> None:
    assert [path for path in tracked_files() if path.is_relative_to(ROOT / "out")] == [ROOT / "out" / ".gitkeep"]


def test_the_readme_documents_every_command() -> None:
    from graph.cli import app

    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    documented = set(re.findall(r"^\| `bayan ([a-z-]+)", README, re.MULTILINE))
    assert documented == names


def test_the_readme_documents_every_field_of_the_record() -> None:
    from extract.statement import RECORD_KEYS

    section = README.split("## The statement record")[1].split("\n## ")[0]
    documented = {
        name
        for row in re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
        for name in re.findall(r"`([a-z_]+)`", row)
    }
    assert documented == set(RECORD_KEYS)


def test_the_readme_names_only_saved_queries_and_options_that_are_there() -> None:
    from graph.query import saved_queries

    for name, rest in re.findall(r"bayan query ([a-z_]+)\b(.*)", README):
        assert name in saved_queries()
        for option in re.findall(r"--(country|speaker|topic|since|until)\b|--set (\w+)=", rest):
            assert set(filter(None, option)) <= set(saved_queries()[name].parameters)


def test_links_in_the_documents_lead_somewhere() -> None:
    for document in [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("extract/samples/*.md")]:
        text = document.read_text("utf-8")
        headings = {
            re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in text.splitlines()
            if line.startswith("#")
        }
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in headings, target
            elif "://" not in target:
                assert (document.parent / target).exists(), target


def test_constraints_pin_every_dependency_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = dict(
        line.split("==")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    for requirement in (Requirement(text) for group in groups for text in group):
        if requirement.name == project["name"]:
            continue
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin, f"{requirement.name} is not pinned"
        assert requirement.specifier.contains(pin), f"{requirement} does not allow {pin}"


def test_the_changelog_has_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(
        rf"^## (Unreleased|\[?{re.escape(version)})", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )


def test_ci_is_a_script_that_stops_at_the_first_error() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text("utf-8")


def test_test_modules_have_names_of_their_own() -> None:
    """Pytest imports them by bare name; two of one name would hide each other."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
