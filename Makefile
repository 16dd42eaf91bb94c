# `make` sets Bayan up in .venv and builds the graph of the sample articles; `make test` runs every check.
# Nothing is installed twice: the stamp in .venv is renewed only when pyproject.toml or constraints.txt change.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SAMPLE := out/sample

.PHONY: demo install test test-cluster test-long lint clean

demo: $(STAMP)
	$(BIN)/bayan build extract/samples --published 2024-03-07 --source "جريدة العينة" --out $(SAMPLE)
	@echo
	@echo "The graph of the sample articles is ready: open $(SAMPLE)/index.html in a browser, or ask it:"
	@echo "  $(BIN)/bayan query who_said_what --out $(SAMPLE)"

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Bayan needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest

test-long: $(STAMP)
	$(BIN)/pytest --long tests/fuzz tests/graph/test_same_bytes.py

test-cluster: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[spark]'
	$(BIN)/pytest tests/graph/engines tests/graph/test_same_bytes.py

clean:
	rm -rf $(SAMPLE) .mypy_cache .ruff_cache .pytest_cache
