# metadata.txt, resources/ and i18n/ stand at the top of the repository; the stage under build/plugins/ puts them inside the
# package, which is the layout that QGIS wants.  Every target installs what it needs and nothing twice.
VENV   ?= .venv
BUILD  ?= build
DIST   ?= dist
PYTHON  = $(VENV)/bin/python
export VENV  := $(abspath $(VENV))
export BUILD := $(abspath $(BUILD))
SHELL := /bin/bash

.PHONY: help setup setup-test setup-bench stage demo test test-unit test-qgis test-desktop run process package lint bench i18n screenshots sample clean
.DEFAULT_GOAL := help

help:           ## this list
	@sed -n 's/^\([a-z-]*\): *[a-z -]*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

setup:          ## install what is missing: QGIS, Python packages, fonts
	@.ci/setup.sh $(VENV)
setup-test:     ## ... and what only the tests need
	@.ci/setup.sh $(VENV) test
setup-bench:
	@.ci/setup.sh $(VENV) bench

stage: setup    ## the plugin as QGIS wants it, in build/plugins
	@$(PYTHON) .ci/stage.py stage $(BUILD)

demo: stage     ## the main job on the sample project, headless, with a short summary; results in build/demo
	@$(PYTHON) .ci/demo.py $(BUILD)

test: setup-test ## all tests: without QGIS, with QGIS, in the real desktop
	@$(PYTHON) .ci/tests.py $(BUILD) $(if $(ARGS),-- $(ARGS))
test-unit test-qgis test-desktop: setup-test
	@$(PYTHON) .ci/tests.py $(BUILD) $(@:test-%=%) $(if $(ARGS),-- $(ARGS))

run: stage      ## QGIS desktop with the plugin and the sample project (LOCALE=zh-Hans for Chinese)
	@.ci/run.sh $(ARGS)

process: stage  ## any algorithm headless: make process ARGS="--json run onemap:importparcels -- INPUT=... REVIEW=..."
	@.ci/process.sh $(ARGS)

package: setup  ## the installable zip in dist/
	@$(PYTHON) .ci/stage.py zip $(BUILD) $(DIST)

lint: setup     ## ruff, mypy, import-linter and the house rules
	@.ci/lint.sh

bench: setup-bench stage ## all measurements of bench/
	@.ci/bench.sh $(ARGS)

i18n: setup     ## refresh the translation file from the sources
	@.ci/i18n.sh

screenshots: setup-test ## pictures of the real desktop for the documentation, from a run of the main job
	@.ci/screenshots.sh

sample: setup   ## write the sample project anew
	@$(PYTHON) -B resources/sample/make_sample.py

clean:          ## remove everything that was built (the virtual environment stays)
	rm -rf $(BUILD) $(DIST)
	find . -path ./.venv -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
