# The first command makes .venv with Python 3.11 or newer; nothing else is needed and nothing outside it is touched.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TESTED := $(VENV)/.tested
export PIP_DISABLE_PIP_VERSION_CHECK := 1
ASKED := -p role=ordered -p event=orphans-to-belarus

.PHONY: help demo build check test lint fmt cases bench venv pins clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo: $(READY) ## build and check the case, and answer one question with its sources
	@echo '$$ kg build' && $(BIN)/kg build
	@echo && echo '$$ kg check' && $(BIN)/kg check
	@echo && echo '$$ kg query roles $(ASKED)' && $(BIN)/kg query roles $(ASKED)
	@echo && echo 'What to type next:'
	@echo '  source $(VENV)/bin/activate              # so that the shell knows kg'
	@echo '  kg explain "Alexander Lukashenko"      # what is said about him, by whom, in which words'
	@echo '  kg query --list                        # the other questions'
	@echo '  kg network --ego lukashenko -o who.svg # a picture of what connects him, for a browser'
	@echo '  kg init ../my-case                     # a case of your own, with one worked example'

build: $(READY) ## build the graph of the case
	@$(BIN)/kg build

check: $(READY) ## say what is wrong in the case's files
	@$(BIN)/kg check

test: lint ## lint, then run the whole test suite
	$(BIN)/pytest -n auto --dist worksteal

lint: $(TESTED) ## check format, style and types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

fmt: $(TESTED) ## put code and data files in their form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/kg fmt

cases: ## list the shapes' test cases anew, after adding or removing some on purpose
	@cd tests/shapes && find case ontology -name '*.ttl' | LC_ALL=C sort > cases.txt

bench: $(TESTED) ## measure the commands against their targets
	@$(BIN)/python tests/bench.py

venv: $(TESTED) ## make .venv from requirements.txt, and what the tests need from requirements-test.txt

$(READY): requirements.txt pyproject.toml
	@for python in "$${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	[ -n "$${found:-}" ] || { echo 'Python 3.11 or newer is needed; PYTHON=/path/to/python make … names one' >&2; exit 1; }; \
	[ -x $(BIN)/python ] || "$$found" -m venv $(VENV)
	@echo 'installing the pinned packages into $(VENV)' >&2
	@$(BIN)/python -m pip install --quiet -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q kg  # so that the first command is as quick as the next
	@touch $@

# What reads the exports in tests is ten times as large as kg: who tries kg does not wait for it.
$(TESTED): $(READY) requirements-test.txt
	@echo 'installing what the tests need, too' >&2
	@$(BIN)/python -m pip install --quiet -r requirements-test.txt
	@touch $@

# Every package that pyproject.toml asks for, tests included, at the newest version it allows: the one way to move a pin.
# The second environment has what kg alone needs, of those very versions; hatchling installs the checkout itself.
pins: ## write requirements.txt and requirements-test.txt anew from pyproject.toml
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	python3 -m venv "$$folder/all" && python3 -m venv "$$folder/own" && \
	"$$folder/all/bin/pip" install --quiet '.[test]' && \
	"$$folder/all/bin/pip" freeze --exclude child-transfer-kg > "$$folder/pins" && \
	! grep -nvE '^[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+$$' "$$folder/pins" && \
	"$$folder/own/bin/pip" install --quiet --constraint "$$folder/pins" . hatchling && \
	"$$folder/own/bin/pip" freeze --exclude child-transfer-kg > "$$folder/own.pins" && \
	note='# Written by `make pins` from pyproject.toml; do not edit.' && \
	{ echo "$$note"; cat "$$folder/own.pins"; } > requirements.txt && \
	{ echo "$$note"; grep -vxFf "$$folder/own.pins" "$$folder/pins"; } > requirements-test.txt

clean: ## remove what was built and cached; .venv stays
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
