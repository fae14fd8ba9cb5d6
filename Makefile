# The verbs of the work. `make run` and `make test` need nothing beyond Python 3.11 with venv, and make.

PYTHON ?= python3
SEED ?= 1
VENV := .venv
BIN := $(VENV)/bin
VSCODE := lsp/vscode
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run test soak lint docs snapshots screenshots bench bench-fgd wheel vscode vscode-test neovim-test clean

help:  ## List the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/run.stamp

$(VENV)/dev.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable '.[test,dev]'
	@touch $@ $(VENV)/test.stamp $(VENV)/run.stamp

$(VENV)/docs.stamp: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) --editable '.[docs]'
	@touch $@ $(VENV)/run.stamp

run: $(VENV)/run.stamp  ## Install easui and open the editor on an example
	$(BIN)/easui examples/llm-chat.json

test: $(VENV)/test.stamp  ## Install what tests need and run all of them
	$(BIN)/python -m pytest

soak: $(VENV)/test.stamp  ## Let 5,000 keys and clicks loose on the editor; SEED=7 begins with other ones
	EASUI_RANDOM_ACTS=5000 EASUI_RANDOM_SEEDS=5 EASUI_RANDOM_FIRST=$(SEED) $(BIN)/python -m pytest tests/tui/test_random_keys.py

lint: $(VENV)/dev.stamp  ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/docs.stamp  ## Build the reference site into site/
	$(BIN)/python docs/build.py

snapshots: $(VENV)/test.stamp  ## Write the snapshots of the screens anew (look at them before you commit)
	$(BIN)/python -m pytest tests/tui --snapshot-update

screenshots: $(VENV)/run.stamp  ## Take the pictures of the README from the running app
	$(BIN)/python screenshots/make.py

bench: $(VENV)/run.stamp  ## Measure start, linting and the editor, with a peer where there is one
	$(BIN)/python benchmarks/run.py

bench-fgd: $(VENV)/run.stamp  ## Repeat the experiment of the FGD paper, where its trace is there
	$(BIN)/python benchmarks/fgd.py

wheel: $(VENV)/test.stamp  ## Build the wheel and the source distribution into dist/
	$(BIN)/python -m build --no-isolation

$(VSCODE)/node_modules/.package-lock.json: $(VSCODE)/package.json $(VSCODE)/package-lock.json
	cd $(VSCODE) && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

vscode: $(VSCODE)/node_modules/.package-lock.json  ## Check the extension for VS Code and build it: lsp/vscode/dist/easui.vsix
	cd $(VSCODE) && npm run package

vscode-test: vscode $(VENV)/run.stamp  ## Install a real VS Code (some minutes, once), try the extension in it, take its pictures
	$(VSCODE)/test/install.sh $(VSCODE)/.vscode-test
	cd $(VSCODE) && node test/try.mjs .vscode-test dist/easui.vsix ../../$(VENV) ../../screenshots
	cd $(VSCODE) && node test/type-a-config.mjs .vscode-test dist/easui.vsix ../../$(VENV) ../../screenshots

neovim-test: $(VENV)/test.stamp  ## Try the set-up for Neovim by keys, in a real one
	command -v nvim || (apt-get update -qq && apt-get install -y -qq neovim)
	$(BIN)/python -m pytest tests/lsp/test_neovim.py -rs

clean:  ## Remove what the other verbs made
	rm -rf $(VENV) dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf $(VSCODE)/dist $(VSCODE)/node_modules $(VSCODE)/.vscode-test
