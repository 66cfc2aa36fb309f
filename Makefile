# Two commands: `make demo` and `make test`.  Needs Python >= 3.11 with venv, and make.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: demo test check lint types bench clean

demo: $(STAMP)
	@mkdir -p demo
	@$(BIN)/selon report examples -o demo/dossier.html
	@$(BIN)/selon report examples
	@echo
	@echo "The same dossier as a page: file://$(CURDIR)/demo/dossier.html"

test: $(STAMP) lint types
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools

types: $(STAMP)
	$(BIN)/mypy

# Installed again only when the requirements change, so that a second run needs no network.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "selon needs Python 3.11 or newer as $(PYTHON): apt-get install python3, or make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[html,office,dev]'
	@touch $@

# Reading: documents and words a second, stage by stage; CORPUS=PATH and N=COUNT choose the articles.
# Linking: SIZES=10000,100000,1000000 takes an hour and some GB.
bench: $(STAMP)
	$(BIN)/python tools/bench.py $(CORPUS) $(if $(N),-n $(N))
	$(BIN)/python tools/bench_link.py $(if $(SIZES),--sizes $(SIZES))

clean:
	rm -rf .venv demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
