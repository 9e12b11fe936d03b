# Every target sets up what it needs; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test whole bench soak check screenshots format clean
.DEFAULT_GOAL := help

help: ## What there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/ready ## A live blog that unfolds by itself on a page of this machine
	@$(BIN)/dateline demo $(if $(PORT),--port $(PORT)) $(if $(SPEED),--speed $(SPEED))

test: .venv/ready-to-test ## Everything: style, types, floors, all tests with browsers and databases
	@scripts/debian chromium chromium-headless-shell postgresql nginx-light caddy haproxy nftables curl openssl
	@$(MAKE) --no-print-directory lint
	@# Browsers and storms share the machine here; what failed gets one more turn, alone, and must pass then.
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder || $(BIN)/pytest --last-failed --last-failed-no-failures none

whole: .venv/ready-to-test ## The longest tests as often as is promised: fifty kills, a night of 2,000 updates, every attack twice, sixty ordeals
	@scripts/debian chromium
	TURNS=whole $(BIN)/pytest tests/abuse/test_xss.py tests/browser/test_long.py tests/browser/desk/test_drafts_killed.py tests/browser/desk/test_ordeal.py tests/blog

check: .venv/ready-to-test lint ## Style, types and floors only

.PHONY: lint
lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	DATELINE_DATA=.venv/types $(BIN)/mypy
	$(BIN)/lint-imports
	@scripts/check-scripts

bench: .venv/ready-to-test ## Dateline beside its peers on this machine, and its copy desk's score; FAST=1: the first only, in three minutes
	@scripts/debian gcc libc6-dev zlib1g-dev chromium
	$(BIN)/python -m bench $(if $(FAST),--fast) $(FIGURES)
	$(if $(FIGURES)$(FAST),,$(BIN)/python -m bench.copydesk --slow)

soak: .venv/ready-to-test ## Held under abuse for long: MINUTES=30, PARTS="churn stalled storm sockets faults drops writing"
	@scripts/debian nftables chromium
	$(BIN)/python -m bench.soak --minutes $(or $(MINUTES),30) $(PARTS)

screenshots: .venv/ready-to-test ## Pictures of every page of the desk, into docs/images/desk/
	@scripts/debian chromium
	PYTHONPATH=. $(BIN)/python scripts/screenshots

format: .venv/ready-to-test ## Put the code into its shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## Remove everything that was made here
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist

.venv/ready: pyproject.toml
	@scripts/environment $(PYTHON) .
	@touch $@

.venv/ready-to-test: pyproject.toml
	@scripts/environment $(PYTHON) '.[test]'
	@touch .venv/ready $@
