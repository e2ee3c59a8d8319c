# `make play` reads a book, `make test` runs the tests; each sets up what it needs the first time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FETCH := @echo "Fetching what it needs ..."; $(BIN)/python -m pip install --quiet \
	--disable-pip-version-check --constraint constraints.txt --editable
OR_TELL := || { echo "It could not be fetched, see above. Is there a network?"; exit 1; }
# What is not installed is compiled by nobody else where Python may not write: a slow first page.
COMPILE := @$(BIN)/python -m compileall -q engine

.PHONY: play test lint picture bench reference clean

play: $(VENV)/.play
	@$(BIN)/engine play

test: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

picture: $(VENV)/.test
	$(BIN)/python docs/picture.py

reference: $(VENV)/.test
	$(BIN)/python docs/reference.py

bench: $(VENV)/.test
	$(BIN)/python bench/report.py $(SIZES)

clean:
	rm -rf $(VENV) bench/.peers build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Marginalia needs Python 3.11 or newer; PYTHON=python3.12 make ... names another."; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.play: $(VENV)/.venv pyproject.toml constraints.txt
	$(FETCH) . $(OR_TELL)
	$(COMPILE)
	@touch $@

$(VENV)/.test: $(VENV)/.venv pyproject.toml constraints.txt
	$(FETCH) '.[dev]' $(OR_TELL)
	$(COMPILE)
	@touch $@ $(VENV)/.play
