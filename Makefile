# make run | make test: nothing else to remember. Both set up everything they need.
PYTHON ?= python3
PORT ?= 8501
HOST ?= 127.0.0.1
BIN := .venv/bin

.PHONY: run test check fix bench load memory replicas attack audit clean
run: .venv/run
	$(BIN)/python -m iga_core export static/rilis
	$(BIN)/python -m deploy.serve --host $(HOST) --port $(PORT)

test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m iga_core check
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/run
	$(BIN)/python -m iga_core check

fix: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev
	$(BIN)/python -m tests.bench

load: .venv/dev
	$(BIN)/python -m tests.load

memory: .venv/dev
	$(BIN)/python -m tests.load.memory

replicas: .venv/dev
	$(BIN)/python -m tests.load.replicas

attack: .venv/dev
	$(BIN)/python -m tests.attack

audit: .venv/dev
	$(BIN)/python -m tests.audit

.venv/run: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv
