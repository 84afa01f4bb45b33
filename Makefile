# The door of the project: `make serve` to look at it, `make test` to check it.
# Needed beforehand: make and Python 3.13; everything else is fetched, pinned and hashed, into .venv and node_modules.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/npm
PYTEST_ARGS ?=

.PHONY: help setup serve build check test bench clean lock browser spreadsheet

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.project node_modules/.installed ## .venv and node_modules, at the pinned versions

serve: setup ## build, serve http://127.0.0.1:8000/ and rebuild on change
	$(PYTHON) build.py serve

build: setup ## a deployable site/
	$(PYTHON) build.py site

check: setup ## format, lint, types and the data itself
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) build.py rules
	$(PYTHON) -m mypy
	PATH="$(CURDIR)/.venv/bin:$$PATH" node_modules/.bin/tsc --noEmit
	$(PYTHON) build.py check

test: setup browser spreadsheet ## everything: checks, and all tests, in Python and in a real browser
	$(PYTHON) build.py site
	$(PYTHON) -m pytest --ignore=tests/browser -n 2 -q $(PYTEST_ARGS)
	$(PYTHON) -m pytest tests/browser -n 2 --dist loadfile -q $(PYTEST_ARGS)
	$(MAKE) --no-print-directory check

bench: setup browser ## measure starts, answers and tables beside other systems, into build/bench.json
	$(PYTHON) build.py site
	$(PYTHON) -m tests.bench
	$(PYTHON) -m tests.browser.bench_tables

browser: .venv/.project
	@$(PYTHON) -m tests.browser.find_browser --install

spreadsheet: .venv/.project
	@$(PYTHON) -m tests.spreadsheet --install

clean: ## remove what was generated; .venv and node_modules stay
	rm -rf build site dist calculator/_rules

# One stamp for each thing installed, so that a second run has nothing to do.
.venv/bin/python: | .python-version
	@python=$$(.ci/find-python) && echo "make .venv with $$python" && "$$python" -m venv .venv

.venv/.requirements: requirements.txt | .venv/bin/python
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# Apart from the line above, because pip takes no hash for the checkout itself.
.venv/.project: pyproject.toml .venv/.requirements
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Without install scripts: none of these packages needs one.
node_modules/.installed: package.json package-lock.json .npmrc .venv/.requirements
	$(NPM) ci --ignore-scripts --loglevel=error
	@touch $@

# Renews requirements.txt inside the ranges of pyproject.toml, and what the other systems in the benches need, for every platform and
# without any address.
lock: LOCKED := --quiet --universal --python-version 3.13 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: .venv/bin/python
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	build/lock/bin/uv pip compile $(LOCKED) --group dev --output-file requirements.txt
	build/lock/bin/uv pip compile $(LOCKED) tests/bench/rivals/requirements.in --output-file tests/bench/rivals/requirements.txt
