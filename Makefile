.PHONY: help book test bench fangsong lock clean set-up-book set-up-test format lint types layers pytest
.DEFAULT_GOAL := help
export ROOT PYTHON

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  ROOT=no        unpack system packages into .sys instead of installing them"
	@echo "  PYTHON=…       use another Python than python3"

book: set-up-book ## Set up what is missing and build book/ into build/
	@setup/run publisher build book --output build

test: set-up-test ## Set up what the tests need beyond that and run every check
	@$(MAKE) --no-print-directory --keep-going format lint types layers pytest

bench: set-up-test ## Measure time and memory against what a user would pick instead
	@setup/run python benchmarks/run.py
	@setup/run python benchmarks/parts.py
	@setup/run python benchmarks/fit.py
	@setup/run python benchmarks/press.py
	@setup/run python benchmarks/epub.py

fangsong: ## Fetch the 仿宋 of the training theme, for you alone (Debian, Ubuntu)
	@setup/fangsong.sh

lock: ## Remake requirements/ from pyproject.toml with the newest versions
	@setup/lock.sh

clean: ## Remove what was built and every cache; .venv and .sys stay
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

set-up-book:
	@setup/system.sh book
	@setup/python.sh book

set-up-test:
	@setup/system.sh test
	@setup/python.sh test
	@setup/tests.sh

format:
	@setup/run ruff format --check .

lint:
	@setup/run ruff check .

types:
	@setup/run mypy

layers:
	@setup/run lint-imports --no-logo

pytest:
	@setup/run pytest --verbosity=0
