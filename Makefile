# Everything a fresh machine needs is Python 3.11 or newer and make.
#   make demo   the whole job on made-up data, with no account and no network
#   make test   all tests
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$name; break; }; done)
PACKAGES := collectors scoring reports pipeline
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test lint format bench soak lock clean

help:
	@sed -n '2,3s/^# *//p' Makefile

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Lantoa needs Python 3.11 or newer with its venv module; install it and run make again." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.runtime
	$(PIP_INSTALL) --require-hashes -r requirements-test.txt
	@touch $@

demo: $(VENV)/.runtime
	@$(BIN)/lantoa demo

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(VENV)/.test
	$(BIN)/python -m pytest bench --timeout 1800

soak: $(VENV)/.test
	$(BIN)/python -m pytest tests/soak -m soak -n auto --dist loadgroup --timeout 7200

# Needs the tool uv; pip installs what it writes.
lock:
	printf 'hatchling\neditables\n' | uv pip compile --universal --generate-hashes --no-header \
		--python-version 3.11 pyproject.toml - --output-file requirements.txt
	printf 'hatchling\neditables\n' | uv pip compile --universal --generate-hashes --no-header \
		--python-version 3.11 --extra test --extra postgres --extra bench pyproject.toml - \
		--constraints requirements.txt --output-file requirements-test.txt

clean:
	rm -rf $(VENV) demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis
