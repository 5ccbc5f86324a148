# Two commands do all the set-up: `make demo` and `make test`. See README.md.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
CACHE ?= $(if $(XDG_CACHE_HOME),$(XDG_CACHE_HOME),$(HOME)/.cache)/beffroi
HOST ?= localhost
PORT ?= 8000
WORKERS ?= auto
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)
UV := $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt

DEV := beffroi.config.settings.dev

help: ## List the commands
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

# The wheel of uv is kept by its hash, so that a second clone needs no network.
$(STAMPS)/python: requirements/bootstrap.txt requirements/dev.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Beffroi needs Python 3.11 or later")'
	test -x $(BIN)/python || $(PYTHON) -m venv --without-pip $(VENV)
	mkdir -p $(STAMPS) $(CACHE)/bootstrap
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes \
	  --no-index --find-links $(CACHE)/bootstrap -r requirements/bootstrap.txt 2>/dev/null || { \
	  $(PYTHON) -m pip --python $(BIN)/python download --quiet --disable-pip-version-check --require-hashes \
	    --no-deps --dest $(CACHE)/bootstrap -r requirements/bootstrap.txt; \
	  $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes \
	    --no-index --find-links $(CACHE)/bootstrap -r requirements/bootstrap.txt; }
	$(UV) --offline 2>/dev/null || $(UV)
	touch $@

$(STAMPS)/package: pyproject.toml requirements/runtime.in requirements/hatch_metadata.py $(STAMPS)/python
	$(BIN)/uv pip install --quiet --python $(BIN)/python --offline --no-deps --no-build-isolation --editable .
	touch $@

$(STAMPS)/assets: package-lock.json .npmrc tools/copy_assets.py tools/document_fonts.py $(STAMPS)/python
	npm ci --ignore-scripts --prefer-offline --loglevel=error
	$(BIN)/python tools/copy_assets.py
	touch $@

setup: $(STAMPS)/package $(STAMPS)/assets ## Install everything, locked by hash

demo: setup ## Serve the real act and the calculators, from nothing
	$(BIN)/beffroi demo --host $(HOST) --port $(PORT)

run lint: export DJANGO_SETTINGS_MODULE = $(DEV)

run: setup ## Serve for development, with the page of components
	$(BIN)/beffroi migrate --verbosity 0
	$(BIN)/beffroi runserver $(HOST):$(PORT)

test: setup ## Run the tests on the embedded database: no service, no browser
	$(PYTEST) -m "not browser and not service"

test-postgres: setup ## The same tests on PostgreSQL, found or installed
	tools/with-postgres $(PYTEST) -m "not browser and not service"

test-browser: setup ## Drive the pages in Chromium and ask clamd, found or installed
	tools/ensure-chromium
	tools/ensure-clamav
	$(BIN)/python -m pytest -n 2 -m "browser or service"

lint: setup ## Style, types, floors, templates, missing migrations, addresses
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	git ls-files -z -- '*.html' | xargs -0 $(BIN)/djade --target-version 5.2 --check
	$(BIN)/beffroi makemigrations --check --dry-run
	tools/check-repository

format: setup ## Put the code and the templates in the house's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -z -- '*.html' | xargs -0 $(BIN)/djade --target-version 5.2

reader-score: setup ## Precision and recall of the reader on its corpus, field by field
	$(BIN)/python tests/reader/score.py

bench: setup ## Print the figures of the benchmarks
	$(BIN)/python bench/reader_time.py
	$(BIN)/python bench/reader_growth.py
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/documents.py
	$(BIN)/python bench/seals.py
	$(BIN)/python bench/register.py
	$(BIN)/python bench/operations.py
	$(BIN)/python bench/exports.py
	$(BIN)/python bench/territories_load.py

mutate: setup ## Mutation testing of beffroi.law
	tools/mutate-law

# One context after the other: its own tests, those of every address and of archives are what reaches its guards.
GUARDED = contracts organisations assemblies drafting files schemes operations workspace core territories documents portal demo
REMOVE_GUARDS = $(BIN)/python -m pytest -n 0 -q -p no:randomly -p no:cacheprovider -p tools.remove_guards \
  -m "not browser and not service" tests/test_every_address.py
guards: setup ## Take each guard off in turn: the ones that no test misses
	status=0; for context in $(GUARDED); do \
	  $(REMOVE_GUARDS) --guards "beffroi/$$context/" tests/archive tests/$$context || status=1; done; \
	$(REMOVE_GUARDS) --guards "for the signed in,not for personas" tests/organisations || status=1; exit $$status

requirements: $(STAMPS)/python ## Lock the dependencies anew
	for name in bootstrap runtime dev; do \
	  $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header \
	    requirements/$$name.in --output-file requirements/$$name.txt; done

clean: ## Remove what was installed and generated
	rm -rf $(VENV) node_modules var static-root src/beffroi/core/ui/static/vendor \
	  src/beffroi/documents/fonts src/beffroi/territories/data

.PHONY: help setup demo run test test-postgres test-browser lint format reader-score bench mutate guards requirements clean
