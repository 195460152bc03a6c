# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
#
# From a bare clone to a running site. Needs git, make, and Python 3.11 to 3.13 with venv.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

AGENDA ?= agendas/twente
DATABASES ?= sqlite postgresql
ONLY ?= pages measure report persons cohorts exchange bundling twins search relevance portal spells sync surveys survey_answers disclosure
VENV ?= .venv
TOOLS := .tools
BIN := $(VENV)/bin
UV := $(TOOLS)/bin/uv

# The first of these that is a Python we support and can make virtual environments.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	  "$$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	    2>/dev/null && echo "$$name" && break; done)

# Set in many images, where it makes each process compile all that it imports: a second to each.
unexport PYTHONDONTWRITEBYTECODE

export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
# Where the machine keeps its own list of certificates, as behind an organisation's proxy, it counts.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= 1
endif

.PHONY: help up demo stop install test test-newest test-cluster check format bench soak screenshots lock clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: $(VENV)/.installed ## install what is needed, load the agenda, serve the site
	@$(BIN)/hcat up --agenda $(AGENDA)

demo: $(VENV)/.installed ## the same, with demonstration data
	@$(BIN)/hcat up --agenda $(AGENDA) --demo

stop: ## end what `make up` started
	@if [ -x $(BIN)/hcat ]; then $(BIN)/hcat stop; else echo "Nothing is installed, so nothing runs."; fi

install: $(VENV)/.installed ## install what the site needs, and no more

test: $(VENV)/.tested ## the whole suite, on SQLite and on PostgreSQL
	@$(BIN)/python tests/run.py $(DATABASES)

test-newest: ## the suite on Python 3.13, where that is at hand
	@if python3.13 -c 'import venv, ensurepip' 2>/dev/null; then \
	  $(MAKE) test PYTHON=python3.13 VENV=.venv-3.13 DATABASES=sqlite; \
	else echo "Python 3.13 is not at hand: skipped."; fi

test-cluster: $(VENV)/.clustered ## a forecast on two nodes of Ray on this machine, a worker killed half-way
	@$(BIN)/pytest -q -p no:cacheprovider tests/labour_market/test_cluster.py

check: $(VENV)/.tested ## format, lint, types, import contracts, templates, translations
	@$(BIN)/python tests/check.py

format: $(VENV)/.tested ## write the code as `make check` wants it
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

bench: $(VENV)/.benched ## ratios beside rivals: pages, measuring, reports, tables, overlap, persons, cohorts, twins, search …; one with ONLY=cohorts
	@for one in $(ONLY); do $(BIN)/python bench/$$one.py; done

soak: $(VENV)/.tested ## the long fault tests: processes killed at random, many times
	@HCAT_TEST_SOAK=1 HCAT_TEST_HYPOTHESIS=soak $(BIN)/pytest -q -m soak -p no:cacheprovider

screenshots: $(VENV)/.tested ## take the pictures of the manual anew, with Chromium
	@HCAT_TEST_SCREENSHOTS=1 $(BIN)/pytest -q -p no:cacheprovider tests/journeys/test_manual.py

lock: $(UV) ## choose the versions of all packages anew
	@for set in base forecast test bench ray; do extra=; \
	  [ $$set = forecast ] && extra="--extra forecast -c requirements/base.txt"; \
	  [ $$set = test ] && extra="--extra test --extra check -c requirements/forecast.txt"; \
	  [ $$set = bench ] && extra="--extra bench -c requirements/test.txt"; \
	  [ $$set = ray ] && extra="--extra ray -c requirements/test.txt"; \
	  $(UV) pip compile -q pyproject.toml requirements/build.in $$extra --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade \
	    -o requirements/$$set.txt; done
	@echo uv | $(UV) pip compile -q - --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade -o requirements/uv.txt

clean: stop ## remove what was installed; the data in var/ stay
	rm -rf .venv .venv-* $(TOOLS) build

# --- How it is installed -----------------------------------------------------------------------
# Stamps tell what stands, so that a second `make up` begins at once.

$(UV): requirements/uv.txt
	@if [ -z "$(PYTHON)" ]; then \
	  echo "No Python 3.11, 3.12 or 3.13 that can make a virtual environment was found." >&2; \
	  echo "On Debian: apt install python3 python3-venv. Or name one: make up PYTHON=/path/to/python3" >&2; \
	  exit 1; fi
	@echo "Fetching the installer"
	@$(PYTHON) -m venv --clear $(TOOLS)
	@$(TOOLS)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(BIN)/python: | $(UV)
	@$(UV) venv -q --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV)

# Where the tests' packages stand already, they are kept.
$(VENV)/.installed: requirements/base.txt requirements/test.txt pyproject.toml | $(BIN)/python
	@echo "Installing packages"
	@set=base; [ ! -f $(VENV)/.tested ] || set=test; \
	  $(UV) pip sync -q --python $(BIN)/python --require-hashes requirements/$$set.txt
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	@touch $@

$(VENV)/.tested: requirements/test.txt | $(VENV)/.installed
	@echo "Installing packages for the tests"
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes requirements/test.txt
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	@touch $@ $(VENV)/.installed

# Added to what stands, and again after that was brought up to date, which takes it away.
$(VENV)/.benched: requirements/bench.txt $(VENV)/.tested
	@echo "Installing the engines to compare with"
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/.clustered: requirements/ray.txt $(VENV)/.tested
	@echo "Installing Ray"
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r requirements/ray.txt
	@touch $@
