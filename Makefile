# make run: the dashboard on http://localhost:8501. make test: everything that is checked.

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
COMPILE := $(UV) pip compile --quiet --universal --no-header --no-emit-index-url --no-annotate \
	--python-version 3.11

# Markers: what the workbench runs on is installed, and what its tests need besides.
INSTALLED := .venv/installed
INSTALLED_FOR_TESTS := .venv/installed-for-tests

.PHONY: run test lint docs requirements clean

# Exit code 1 tells of documents that failed; the others are worth looking at.
run: $(INSTALLED)
	@$(BIN)/python -m analytics ingest data/disclosures || [ $$? -eq 1 ]
	@$(BIN)/python -m streamlit run app.py

test: lint
	@sh tests/system_packages.sh
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile

lint: $(INSTALLED_FOR_TESTS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(INSTALLED)
	$(BIN)/python -m analytics.dictionary > docs/data_dictionary.md
	$(BIN)/python -m analytics.findings.catalogue > docs/findings.md

requirements: $(UV)
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-cluster.in --output-file requirements-cluster.txt
	$(COMPILE) requirements-dev.in --output-file requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each installs exactly its list, so the shorter one takes away what tests need besides.
$(INSTALLED): requirements.txt | $(UV)
	@echo "Installing what the workbench runs on ..."
	@$(UV) pip sync --quiet --python $(BIN)/python requirements.txt
	@rm -f $(INSTALLED_FOR_TESTS)
	@touch $@

$(INSTALLED_FOR_TESTS): requirements-dev.txt | $(UV)
	@echo "Installing what the workbench and its tests run on ..."
	@$(UV) pip sync --quiet --python $(BIN)/python requirements-dev.txt
	@touch $(INSTALLED) $@

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "$(PYTHON) is not there or older than 3.11: name a newer one, such as: make run PYTHON=python3.12" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment: install its venv module (Debian, Ubuntu: apt-get install python3-venv)" >&2; \
		exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
