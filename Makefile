# make demo    the graph and the explorer of the five seeds, in exports/
# make test    everything that must hold: format, types, layers, tests, the extraction gate
# make lint    the first three of those alone
# make bench   everything that is said about speed, measured again, into .bench/; BENCH="--only
#              extraction" a part of it, BENCH=--small a trial of all in a few minutes
# make stress  long repetitions of what the tests do a handful of times: builds killed, full disks,
#              a server under attack, hostile texts; STRESS="kills disks" some of it
# make fuzz    a fuzzer looks for documents that break a reader; FUZZ="html 600" one of them, seconds
# make floors  raise the floors of the gate to what is measured; LOWER=1 lowers them too
# make update  write reference exports, golden rows and generated pages anew, to be read as a diff
# make pictures  draw the pictures of the READMEs anew

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than cores: many tests wait, for a browser, a server, a process that is to be ended.
WORKERS := $(shell expr $$(nproc) + 1)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# On a machine of one's own the programs that the tests run are installed as administrator.
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: demo test lint bench stress fuzz floors update pictures programs clean

demo: $(VENV)/installed
	@echo "Reading the five seeds ..."
	$(BIN)/kg build seeds --out exports

test: lint programs
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed-dev programs
	$(BIN)/python -m tests.bench $(BENCH)

stress: $(VENV)/installed-dev programs
	$(BIN)/python -m tests.stress $(STRESS)

FUZZ ?= all 1500
fuzz: $(VENV)/installed-dev
	$(BIN)/python -m tests.fuzz $(FUZZ)

floors: $(VENV)/installed-dev
	$(BIN)/python tests/gold/floors.py $(if $(LOWER),--lower)

update: $(VENV)/installed-dev
	$(BIN)/kg build seeds --out exports
	$(BIN)/python ontology/make_page.py
	$(BIN)/python -m tests.golden.queries
	$(BIN)/python -m tests.golden.pages

pictures: $(VENV)/installed-dev programs
	$(BIN)/python -m tests.golden.pictures

programs:
	@command -v chromium >/dev/null && command -v soffice >/dev/null \
	&& (cd /usr/lib/libreoffice/program && ls libsclo.so libswlo.so) >/dev/null 2>&1 \
	&& command -v virtuoso-t >/dev/null && command -v curl >/dev/null \
	&& fc-list 2>/dev/null | grep -qi "noto.*cjk" \
	|| { $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig \
	libreoffice-writer-nogui libreoffice-calc-nogui virtuoso-opensource \
	curl; }

$(VENV)/bin/python:
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { $(SUDO) apt-get update -qq \
	&& $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV), which takes about a minute ..."
	$(PIP) --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
