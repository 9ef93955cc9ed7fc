# make demo: the main job on the shipped articles    make test: the tests
# Both make .venv where it is missing. Others: make check, lexicon, lint, types, docs, bench, clean.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name))))
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile --constraint constraints.txt
PACKAGES := ingest graph dateline

.PHONY: demo test check lexicon lexicon-current lint types docs docs-current bench clean

demo: $(VENV)/.demo
	$(BIN)/dateline demo

test: $(VENV)/.test
	$(BIN)/python -m pytest

check: lint types lexicon-current docs-current test

lexicon: $(VENV)/.test
	$(BIN)/python -m dateline.compile

lexicon-current: $(VENV)/.test
	$(BIN)/python -m dateline.compile --check

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

docs: $(VENV)/.test
	$(BIN)/python docs/build.py
	$(BIN)/python notebooks/execute.py

docs-current: $(VENV)/.test
	$(BIN)/python docs/build.py --check

bench: $(VENV)/.test
	@for script in benchmarks/*.py; do echo "$$script"; $(BIN)/python "$$script"; done

clean:
	rm -rf $(VENV) dateline-demo dist build out .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No python3 found: install Python 3.11 or later, or say make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than Python 3.11: say make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# What the demo needs is less than what the tests need, so each has its own mark.
$(VENV)/.demo: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.demo
