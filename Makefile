# `make compare` and `make test` make the virtual environment they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
# Without compiling what is never imported: a quarter of the time.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
REFORM ?= uct_maximum_160
OUT ?= out/$(REFORM)

# Some machines forbid Python to keep what it has compiled: every process of a service then takes thrice as long to start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help compare test lint types bench-api bench-pages audit law unit kills schemathesis oracle properties expected checks explanations bench kingdom demo coverage cliffs wheel format clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/report.installed: $(VENV)/bin/python setup.cfg pyproject.toml constraints.txt
	$(PIP) --constraint constraints.txt --editable '.[report]'
	@touch $@

$(VENV)/dev.installed: $(VENV)/bin/python setup.cfg pyproject.toml constraints.txt
	$(PIP) --constraint constraints.txt --editable '.[dev]'
	# Without what it asks for: it wants the old web server and CORS of core's own service.
	$(PIP) --no-deps openfisca-country-template==8.2.0
	@touch $@ $(VENV)/report.installed

compare: $(VENV)/report.installed ## Compare the law in force with REFORM on the embedded population, into OUT
	$(BIN)/jordan-sp compare $(REFORM) --out $(OUT)

test: lint types unit ## Lint, types, and all tests: the law's and the engine's

lint: $(VENV)/dev.installed ## Form of Python, YAML and imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/yamllint --strict api parameters reforms tests openfisca_jordan_sp
	$(BIN)/lint-imports

types: $(VENV)/dev.installed ## Type check
	$(BIN)/mypy

audit: $(VENV)/dev.installed ## Hold the pinned versions against known advisories; says so where none can be looked up
	$(BIN)/python -m tests.audit_dependencies

unit: $(VENV)/dev.installed ## All tests with pytest
	# In the order of `tests/long_modules.py`, instead of that of how many tests a module has.
	$(BIN)/pytest --numprocesses auto --dist loadscope --no-loadscope-reorder

law: $(VENV)/dev.installed ## The tests of the law alone, with OpenFisca's own runner
	$(BIN)/openfisca test --country-package openfisca_jordan_sp $(filter-out tests/reforms/%,$(wildcard tests/*/*.yaml))

oracle: $(VENV)/dev.installed ## Work every programme out a second time for 100,000 random families
	ORACLE_FAMILIES=100000 $(BIN)/pytest --numprocesses auto tests/oracle

properties: $(VENV)/dev.installed ## Hold the properties for many more random families in every month
	PROPERTY_EXAMPLES=40 PROPERTY_HOMES=1000 POPULATIONS=200 $(BIN)/pytest --numprocesses auto \
	tests/properties tests/engine/test_engine_agrees_with_plain.py

kills: $(VENV)/dev.installed ## Kill the service, its workers, jobs and databases at many moments: nothing is lost or done twice
	KILLS=20 $(BIN)/pytest -p no:xdist tests/api/test_jobs_killed.py tests/api/test_serve_killed.py

schemathesis: $(VENV)/dev.installed ## Ask the service thousands of made-up things, by both of its documents
	SCHEMATHESIS_EXAMPLES=200 $(BIN)/pytest --numprocesses auto --dist loadscope \
	tests/api/openfisca/test_schemathesis_openfisca.py tests/api/test_schemathesis_v1.py

expected: $(VENV)/dev.installed ## Write the headline results of every reform of the catalogue again
	$(BIN)/python -m tests.reforms.expected

checks: $(VENV)/dev.installed ## Hold the checks of bills, each with all others switched on
	JORDAN_SP_ALL_CHECKS=1 $(BIN)/pytest --numprocesses auto tests/drafting

explanations: $(VENV)/dev.installed ## Prove explanations for many more random families, results and months
	EXPLANATION_FAMILIES=1000 EXPLANATION_UNITS=400 EXPLANATION_RESULTS=1500 EXPLANATION_CHANGES=300 \
	EXPLANATION_SEEDS=11,12 EXPLANATION_MONTHS=2011-06,2014-09,2018-02,2020-04,2022-01,2026-01 \
	$(BIN)/pytest --numprocesses auto tests/explain

bench-api: $(VENV)/dev.installed ## The service beside `openfisca serve` on the same law, into docs/benchmarks_api.md (MINUTES=10 for memory)
	$(BIN)/python -m tests.benchmarks.api_load docs/benchmarks_api.md

bench-pages: $(VENV)/dev.installed ## The pages in a browser: first views and their weight, a changed provision, into docs/benchmarks_pages.md
	$(BIN)/python -m tests.benchmarks.pages_views docs/benchmarks_pages.md

bench: build/kingdom/manifest.json ## Benchmarks on the whole Kingdom, into docs/benchmarks.md (half an hour on a quiet machine)
	rm -rf build/benchmarks
	KINGDOM=build/kingdom $(BIN)/pytest tests/benchmarks --benchmark-enable --benchmark-only
	$(BIN)/python -m tests.benchmarks.ratios build/benchmarks docs/benchmarks.md

build/kingdom/manifest.json: $(VENV)/dev.installed
	$(BIN)/jordan-sp population synthesise --households 2475767 --seed 1 --workers 2 --out build/kingdom

kingdom: build/kingdom/manifest.json ## Make the whole Kingdom and check it, its targets and the demo that is drawn from it (minutes, 1.1 GB)
	$(BIN)/jordan-sp population check build/kingdom --out build/quality
	KINGDOM=build/kingdom $(BIN)/pytest -p no:xdist tests/populations/test_whole_kingdom.py

demo: build/kingdom/manifest.json ## Make the embedded population again: an extract of the Kingdom (same seed, same bytes)
	rm -rf build/demo
	$(BIN)/jordan-sp population extract build/kingdom --households 20000 --seed 1 --out build/demo
	rm -rf openfisca_jordan_sp/populations/demo
	mv build/demo openfisca_jordan_sp/populations/demo

coverage: $(VENV)/dev.installed ## Write docs/coverage.md again
	$(BIN)/jordan-sp law coverage --markdown > docs/coverage.md.new
	mv docs/coverage.md.new docs/coverage.md

cliffs: $(VENV)/dev.installed ## Write docs/cliffs.md again
	$(BIN)/jordan-sp law cliffs --markdown > docs/cliffs.md.new
	mv docs/cliffs.md.new docs/cliffs.md

wheel: $(VENV)/dev.installed ## Build the wheel into dist/
	$(BIN)/python -m build --wheel --outdir dist .

format: $(VENV)/dev.installed ## Format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Remove what was built
	rm -rf build dist out $(VENV) *.egg-info
