# Filon's commands. Each sets up what it needs first, and takes no time over it when all is there.
BIN := .venv/bin
MAKEFLAGS += --no-print-directory
# Filon starts many processes; where bytecode is not kept, each compiles all of its packages anew, for two seconds.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help demo test check lint types contracts docs format bench cards lock setup setup-test environment

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup  ## try Filon here, without an account or a key (TOUR=1 plays the main job and stops)
	@$(BIN)/filon demo $(if $(filter-out 0,$(TOUR)),--tour)

test: setup-test  ## run all tests, on the real tesseract, LibreOffice, PostgreSQL and Chromium
	@$(BIN)/python -m pytest -n 2

check: lint types contracts docs  ## lint, types, import contracts and docs

lint: environment
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: environment
	@$(BIN)/mypy
	@$(BIN)/mypy setup

contracts: environment
	@$(BIN)/lint-imports

docs: environment
	@$(BIN)/python -m pytest tests/unit/test_docs.py

format: environment  ## write the code as ruff wants it
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

cards: setup-test  ## how well the labelled cards of a folder are read, as in make cards DIR=../cards
	@$(BIN)/python -m benchmarks.cards $(or $(DIR),tests/samples/cards)

bench: setup-test  ## measure Filon against what it is built on
	@$(BIN)/python -m benchmarks

lock: environment  ## renew requirements.lock after a change of pyproject.toml
	@$(BIN)/uv --quiet pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --group dev -o requirements.lock

setup:  ## install what running needs: system packages and .venv
	@setup/python -m setup.system run
	@setup/python -m setup.environment

setup-test:  ## install what testing needs beside
	@setup/python -m setup.system test
	@setup/python -m setup.environment

environment:
	@setup/python -m setup.system check
	@setup/python -m setup.environment
