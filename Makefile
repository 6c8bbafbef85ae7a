# Targets for people and for continuous integration. `make help` lists them.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

GO ?= go
# A checker of Go code, run from its own module so that the program does not depend on it.
STATICCHECK ?= $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-16s %s\n", $$1, $$2}'

.PHONY: build
build: ## build ./link4health
	$(GO) build -o link4health .

.PHONY: demo
demo: ## run everything in one process and watch a request travel
	$(GO) run . demo

.PHONY: deps
deps: ## install what the tests need: Debian and npm packages
	./scripts/test-deps.sh

.PHONY: test
test: deps ## run every test, after installing what they need
	$(GO) vet ./...
	$(GO) test ./...
	$(MAKE) -C contracts test

.PHONY: test-cluster
test-cluster: ## run a three-server Galera cluster on loopback and kill its servers
	./scripts/test-deps.sh cluster
	$(GO) test -tags cluster -count=1 -v -timeout 10m ./test/cluster

.PHONY: test-monitoring
test-monitoring: deps ## scrape the running demo with a real Prometheus; part of test
	$(GO) test -count=1 ./monitoring/...

# Decides what happens when in make chaos; another each time if it is not given.
SEED ?=

.PHONY: chaos
chaos: deps build ## send 1,000 requests while everything is killed, cut and reorganised, and count; ten minutes, SEED=n repeats
	$(GO) run ./test/chaos $(if $(SEED),-seed $(SEED))

.PHONY: dashboards
dashboards: ## draw the dashboards with the data of the running demo, into docs/images; 5 minutes
	./scripts/test-deps.sh browser
	$(GO) test ./monitoring -run Dashboards -update
	$(GO) test -count=1 ./monitoring -run TestMonitoring_WorksOnTheRunningDemo -screenshots ../docs/images

.PHONY: bench-metrics
bench-metrics: ## measure what monitoring costs: requests a second with and without metrics; 2 minutes
	./scripts/test-deps.sh bench
	$(GO) run ./bench/metrics

.PHONY: bench-import
bench-import: deps ## compare importing with what the databases bring along, in one run; minutes
	$(GO) run ./bench/import

.PHONY: bench-score
bench-score: deps ## ask for scores from 100 thousand to 10 million readings; minutes and 4 GB of disk
	$(GO) run ./bench/score_query

.PHONY: bench-adapter
bench-adapter: ## compare the adapter with EA v3 and handlers written by hand, under load on one MariaDB, in one run; ten minutes
	./scripts/test-deps.sh bench
	$(GO) run ./bench/adapter $(ARGS)

.PHONY: bench-soak
bench-soak: deps ## hold load while the database, certificates, tokens and the process change; 3 minutes
	$(GO) run ./bench/soak

.PHONY: bench-runner
bench-runner: deps ## measure how fast the runner answers on anvil, beside a real node's recorded times; minutes
	$(GO) run ./bench/runner

.PHONY: compose-smoke
compose-smoke: ## bring everything up in Docker, twice, and throw it away
	./chainlink-node/smoke.sh

.PHONY: contracts
contracts: deps ## check the contracts in depth: lint, fuzz, a million calls, coverage, gas, freshness; minutes
	$(MAKE) -C contracts lint test-ci invariants-ci coverage gas-check check-fresh

.PHONY: mutants
mutants: deps ## break the contracts in twenty ways and see the tests notice each; minutes
	$(MAKE) -C contracts mutants

.PHONY: fmt
fmt: deps ## format Go and Solidity
	gofmt -w $$(git ls-files '*.go')
	$(MAKE) -C contracts fmt

.PHONY: lint
lint: deps ## check style and common mistakes
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "run make fmt: $$(gofmt -l $$(git ls-files '*.go'))"; exit 1; }
	$(GO) vet ./...
	$(STATICCHECK) ./...
	$(MAKE) -C contracts lint

.PHONY: generate
generate: deps ## write the generated pages of docs/ and the contracts' Go bindings
	$(MAKE) -C contracts generate
	$(GO) test ./cmd -run TestReference -update
