# What a developer runs is what CI runs. Every target makes its own environment from requirements.lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BUILT := target/samples/gouji.duckdb
export DO_NOT_TRACK := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help build test lint sql-style style types unit dbt test-verdicts test-properties lock samples rule-docs bench-rules accuracy fuzz bench-check bench-ingest localisation bench-serve bench-export test-browser docs test-users bi test-bi clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: $(READY) ## build the warehouse from the samples
	$(BIN)/gouji build samples

test: style types ## style, types, unit, dbt and pipeline tests; CI also runs sql-style and every test-* but test-bi
	@$(MAKE) --no-print-directory -j2 unit dbt

lint: style sql-style ## style and sql-style

style: $(READY) ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

sql-style: $(READY) ## sqlfluff, a minute
	$(BIN)/sqlfluff lint --processes 2 models macros tests/dbt

types: $(READY) ## mypy --strict
	$(BIN)/mypy

unit: $(READY) ## readers, models, gate, commands
	$(BIN)/pytest --ignore=tests/verdicts --ignore=tests/rules

test-verdicts: $(READY) ## every rule with a fault planted, claims, causes and corrections, over warehouses of their own
	$(BIN)/pytest tests/verdicts tests/rules

test-properties: $(READY) ## the property-based tests, with many more examples
	GOUJI_TEST_DEPTH=4 $(BIN)/pytest tests/ingest/test_mutations.py tests/ingest/test_plans.py tests/ingest/test_round_trip.py tests/ingest/test_halved_rows.py tests/ingest/test_unknown_characters.py tests/ingest/test_ofd_reader.py \
		tests/gouji/check/test_gates.py tests/ingest/test_printed_by_libreoffice.py

# On nothing ingested, as in a fresh checkout: every model, contract and test, and the unit tests that a build leaves out.
dbt: $(READY) ## dbt build, with its unit tests, on an empty warehouse
	@mkdir -p target/empty && rm -f target/empty/gouji.duckdb
	GOUJI_BUILD_FILE=target/empty/gouji.duckdb $(BIN)/dbt --quiet build --no-partial-parse --target-path target/empty

samples: $(READY) ## write samples/ anew with forge
	$(BIN)/python -m forge samples samples

rule-docs: $(BUILT) ## write docs/rules/ anew from the rules
	$(BIN)/python -m expectations.rule_pages

bench-rules: $(READY) ## all rules over 10,000 and 100,000 reports beside a named peer; writes docs/performance-rules.md
	$(BIN)/python -m benchmarks.rules

accuracy: $(READY) ## read thousands of forged reports, compare every cell; writes docs/accuracy.md
	$(BIN)/python -m benchmarks.accuracy

fuzz: $(READY) ## damage 5,000 documents of every format: none may raise, none may yield a number that is not printed
	$(BIN)/python -m benchmarks.fuzz

bench-ingest: $(READY) ## reading speed beside named peers; writes docs/performance.md
	$(BIN)/python -m pip install --quiet -r benchmarks/requirements.txt
	$(BIN)/python -m benchmarks.ingest

bench-check: $(READY) ## one DOCX and fifty, beside importing duckdb and polars; writes docs/performance-check.md
	$(BIN)/python -m benchmarks.check

localisation: $(READY) ## plant a fault in each of 1,000 forged reports and see it explained; writes docs/localisation.md
	$(BIN)/python -m benchmarks.localisation

bench-serve: $(READY) ## the explorer over 100,000 reports; writes docs/performance-serve.md
	$(BIN)/python -m benchmarks.serve

bench-export: $(READY) ## a million and ten million rows to Parquet beside named peers; writes docs/performance-export.md
	$(BIN)/python -m benchmarks.exports

test-browser: $(BUILT) ## the explorer in Chromium: console, hosts, search, sort, language, axe-core, screenshots
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-noto-cjk; } || \
		{ echo "需要 Debian 的 chromium：请以 root 运行 apt-get install chromium / Debian's chromium is needed: run apt-get install chromium as root" >&2; exit 2; }
	GOUJI_BROWSER_WAREHOUSE=$(BUILT) $(BIN)/pytest --dist=load tests/browser

docs: $(BUILT) ## every model and column described, in one file that works offline: target/docs/gouji-docs.html
	GOUJI_BUILD_FILE=$(dir $(BUILT)).build/gouji.duckdb $(BIN)/dbt --quiet docs generate --static --target-path target/docs/dbt
	cp target/docs/dbt/static_index.html target/docs/gouji-docs.html

test-users: docs ## another project on the marts, state:modified, freshness, documentation, CI examples
	GOUJI_USERS_WAREHOUSE=$(BUILT) GOUJI_USERS_DOCS=target/docs/gouji-docs.html $(BIN)/pytest tests/users

bi: $(READY) ## Superset on the published warehouse, with our datasets, metrics and dashboard (installs it on first use)
	$(BIN)/python -m bi.superset.launch

test-bi: $(BUILT) ## a real Superset on the samples: import, every chart, a browser, a file replaced
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-noto-cjk; } || \
		{ echo "需要 Debian 的 chromium：请以 root 运行 apt-get install chromium / Debian's chromium is needed: run apt-get install chromium as root" >&2; exit 2; }
	GOUJI_SUPERSET_HOME=target/superset GOUJI_BI_WAREHOUSE=$(BUILT) $(BIN)/pytest --numprocesses=0 tests/bi/test_superset.py

test-metrics: $(BUILT) ## mf query on the samples, every metric beside agency_years
	GOUJI_BUILD_FILE=$(BUILT) $(BIN)/dbt --quiet parse
	GOUJI_METRICS_WAREHOUSE=$(CURDIR)/$(BUILT) $(BIN)/pytest --numprocesses=0 tests/metrics

# The samples' warehouse that the slow suites share; made anew when anything changed that it is made from.
$(BUILT): $(READY) $(shell find dbt_project.yml samples seeds models macros expectations ingest gouji -type f ! -name '*.pyc')
	$(BIN)/gouji build samples --warehouse $@

lock: $(READY) ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-strip-extras \
		--python-version 3.11 --group dev pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-strip-extras \
		--python-version 3.11 bi/superset/requirements.in --output-file bi/superset/requirements.lock

clean: ## remove the environment and everything built
	rm -rf $(VENV) warehouse target logs .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更高版本 / Python 3.11 or later is needed (make PYTHON=python3.12 ...)" >&2; exit 2; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -c 'from gouji.check.bundle import ready_bundle; ready_bundle()'
	@touch $@
