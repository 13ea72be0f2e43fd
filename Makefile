# Comity: every target builds on `setup`, which makes .venv once and again when a requirements file changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test lint bench evaluate accuracy train requirements clean

help: ## Say what the targets do
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: $(STAMP) ## Build .venv with the comity command in it

$(STAMP): requirements.txt requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "make: no Python 3.11+ with venv found; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## Read the bundled examples and print and write the India-Russia brief
	@mkdir -p out && rm -f out/demo.sqlite out/demo.sqlite-wal out/demo.sqlite-shm
	$(BIN)/comity series import examples/series --ledger out/demo.sqlite
	$(BIN)/comity read examples/documents --ledger out/demo.sqlite
	$(BIN)/comity brief IND-RUS --ledger out/demo.sqlite
	$(BIN)/comity brief IND-RUS --ledger out/demo.sqlite --format html --output out/ind-rus.html
	@echo "The brief with its sources: out/ind-rus.html (open it in any browser)"
	@echo "The same ledger as pages to look into, search, review and add to: make serve"

serve: setup ## Open the examples' ledger in the browser
	@test -f out/demo.sqlite || $(MAKE) --no-print-directory demo
	$(BIN)/comity serve --ledger out/demo.sqlite

test: setup ## Run all tests
	$(BIN)/pytest -n auto --dist loadgroup

lint: setup ## Style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## Speed and memory against spaCy's own pipeline
	$(BIN)/python benchmarks/extract_speed.py

evaluate: setup ## Score against the development gold, where it is at hand
	$(BIN)/comity evaluate $(SHARED)/gold/documents-dev.jsonl

accuracy: setup ## Measure every set at hand and write docs/accuracy.md
	@mkdir -p out
	$(BIN)/python -m benchmarks.accuracy > out/accuracy.md
	mv out/accuracy.md docs/accuracy.md

train: ## Make the learned coder anew from training/corpus (two cores, under an hour)
	@test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-train.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-encoder.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 # which build depends on the machine
	PYTHONPATH=src:. .venv-train/bin/python -m training.train

requirements: setup ## Pin the dependencies anew, with hashes
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --all-extras --group dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-platform linux --python-version 3.11 --group train -o requirements-train.txt

clean: ## Remove what was built
	rm -rf $(VENV) .venv-train out build dist .mypy_cache .ruff_cache .pytest_cache
