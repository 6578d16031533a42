# Two commands are enough: `make site` and `make test`. Each brings what it misses.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# Our tools first, on every recipe's PATH.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# MkDocs and Material advertise what comes after them on each run; CONTRIBUTING.md says our way out.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# So do pip and npm.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export npm_config_update_notifier := false
# A shell's own environment must not leak into ours.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

STAMPS := .venv/.stamps
PIP := .venv/bin/python -m pip install --quiet --constraint constraints.txt
THEME := site_plugins/essaim/theme
BUNDLE := $(THEME)/assets/dist/essaim.js
BUNDLE_SOURCES := $(THEME)/build.mjs $(shell find $(THEME)/assets -type f -not -path '*/dist/*' 2>/dev/null)

.PHONY: FORCE help site serve check test bench lint clean distclean constraints

help: ## List the commands
	@echo "Essaim: make site and make test each work alone on a fresh clone."
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
		awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

site: $(STAMPS)/runtime $(BUNDLE) ## Build the site into site/
	mkdocs build --strict
	@echo
	@echo "The site is in site/ (start with site/index.html)."
	@echo "To look at it: make serve, then http://127.0.0.1:8000/"

serve: $(STAMPS)/runtime $(BUNDLE) ## Show the site at http://127.0.0.1:8000/ and rebuild on change
	mkdocs serve --dev-addr 127.0.0.1:8000

check: $(STAMPS)/runtime ## Check the initiatives
	essaim check

# Playwright carries a Node.js that asks for libatomic, which a bare Debian lacks: it takes ours.
test: $(STAMPS)/dev $(BUNDLE) ## Run every test, in a browser too
	@scripts/chromium.sh
	@scripts/addok.sh
	@scripts/dictionnaire.sh
	node --test --test-reporter=dot $(wildcard tests/js/*.test.js tests/js/*/*.test.js)
	PLAYWRIGHT_NODEJS_PATH=$$(command -v node) python -m pytest -n 2 --dist loadfile

bench: $(STAMPS)/dev $(BUNDLE) ## Measure builds and pages, 10,000 initiatives too
	python -m tests.bench

lint: $(STAMPS)/dev ## Check style and types
	ruff check .
	ruff format --check .
	mypy

clean: ## Remove what is built: site, bundle, caches
	rm -rf site build dist $(THEME)/assets/dist .cache .hypothesis
	rm -rf .pytest_cache .mypy_cache .ruff_cache
	find site_plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove what is installed too: .venv, node_modules
	rm -rf .venv .venv-addok node_modules site_plugins/essaim.egg-info

constraints: $(STAMPS)/folder ## Pin again every Python package, to today's versions
	@.venv/bin/python scripts/freeze.py

# Stamps: empty files that say when something was last installed, so that make skips it.

# Asked each time, because only the script knows whether .venv still runs; it writes the file when
# it makes a new one, and make goes by the file's date.
$(STAMPS)/folder: FORCE
	@scripts/venv.sh
FORCE:

$(STAMPS)/runtime: $(STAMPS)/folder pyproject.toml constraints.txt
	@echo "Installing Essaim and what it needs."
	@$(PIP) --editable .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/runtime
	@echo "Installing what the tests need."
	@$(PIP) --editable ".[dev]"
	@touch $@

$(STAMPS)/node: $(STAMPS)/runtime scripts/node.sh package.json
	@scripts/node.sh
	@touch $@

node_modules/.stamp: package.json package-lock.json | $(STAMPS)/node
	@echo "Installing the front-end libraries."
	@npm ci --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(BUNDLE): $(BUNDLE_SOURCES) node_modules/.stamp
	@echo "Bundling scripts and styles."
	@npm run --silent build
	@touch $@
