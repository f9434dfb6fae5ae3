# Each target sets up what it needs. `make run` and `make test` are the two to know.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.PHONY: run test check bench bench-items faults invariants setup setup-dev lock

run: setup
	@$(BIN)/python -m quizapp.local --host $(HOST) --port $(PORT)

test: setup-dev
	@$(BIN)/python -m pytest -n auto --dist loadgroup --ignore tests/walk

check: setup-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/djlint quizapp/templates --lint --quiet
	@folder=$$(mktemp -d); export INSTANCE_PATH=$$folder; \
	    $(BIN)/flask --app wsgi db upgrade && $(BIN)/flask --app wsgi db check; \
	    result=$$?; rm -rf $$folder; exit $$result

# The product under load beside a floor of the same server and database; `make bench FULL=1` takes
# as long as the goals say.
bench: setup-dev
	@$(BIN)/python -m benchmarks.load $(if $(FULL),--full)

# A million acknowledgements under faults, bounded in time; the ledger's figures are at the end.
faults: setup-dev
	@FAULT_SECONDS=10 FAULT_ACKNOWLEDGEMENTS=$${FAULT_ACKNOWLEDGEMENTS:-1000000} \
	    $(BIN)/python -m pytest -n 0 -s tests/faults

# Ten times as many random lives of attempts as `make test` lives.
invariants: setup-dev
	@INVARIANT_EXAMPLES=$${INVARIANT_EXAMPLES:-1700} $(BIN)/python -m pytest -n 2 tests/invariants

# Every figure on items: answer matching, linter, extraction, density, solver, bots, speed.
bench-items: setup-dev
	@$(BIN)/python -m benchmarks.items

setup:
	@$(PYTHON) bootstrap.py

setup-dev:
	@$(PYTHON) bootstrap.py --dev

lock: setup
	@$(BIN)/python -m pip install --quiet uv==0.13.8
	@$(BIN)/uv pip compile --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --generate-hashes --quiet requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --generate-hashes --quiet requirements-dev.in -o requirements-dev.txt
