# make report       the study as one HTML page: reports/downfall.html
# make test         what the tests hold, in minutes
# make check-long   what takes longer: whole reports, the page in a browser, the lessons run, a hundred thousand words
# make lab          the notebooks in JupyterLab
# make bench        how long reading and measuring take beside TextBlob, VADER and NLTK; comparing 200 articles, or 30 coders
# Each sets the environment up first, once; PYTHON=python3.13 chooses another interpreter (3.11 or newer).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: report test check-long lab bench lock clean

report: $(READY)
	@$(BIN)/framing report

test: $(READY)
	@$(BIN)/python -m pytest -n auto

check-long: $(READY)
	@$(BIN)/python -m pytest -n auto -m long

lab: $(READY)
	@$(BIN)/jupyter lab notebooks

TEXTS ?= corpus/classroom/texts

bench: $(READY)
	@$(BIN)/python benchmarks/measuring.py
	@$(BIN)/python benchmarks/voices.py $(TEXTS)
	@$(BIN)/python benchmarks/steps.py $(TEXTS)
	@$(BIN)/python benchmarks/permutations.py
	@$(BIN)/python benchmarks/coders.py
	@$(BIN)/python benchmarks/reporting.py

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "This study needs Python 3.11 or newer; say which with: make report PYTHON=python3.13"; exit 1; }
	@echo "Setting up $(VENV) (once, a minute or two) …"
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --clear --python "$$(command -v $(PYTHON))" $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python -r requirements.txt && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --editable . ; \
	else \
	  $(PYTHON) -m venv --clear $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable . ; \
	fi
	@touch $@

# For maintainers: a new lock from pyproject.toml (needs uv).
lock:
	uv pip compile pyproject.toml --extra test --extra exports --extra classroom --extra import --extra scale --extra fuzz \
	  --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --quiet --upgrade --output-file requirements.txt

clean:
	rm -rf $(VENV) reports
