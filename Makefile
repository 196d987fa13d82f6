# 明账。`make` alone prints what there is.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check evals bench alarms fuzz embedding samples readme clean

VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed

help:
	@echo "make setup    建好 .venv，装好 mingzhang 命令"
	@echo "make demo     用自带样例跑一遍：读入、三个问答、一份提取、一处勾稽不符，再打开网页（NO_SERVE=1 只打印）"
	@echo "make test     全部测试（自动建环境）"
	@echo "make check    ruff、mypy、导入约定"
	@echo "make evals    跑评测，与基线比较"
	@echo "make bench    跑性能对比"
	@echo "make alarms   核对 2,000 份无错的生成文件，一处报警也算失败（COUNT=2000 SEED=7000）"
	@echo "make fuzz     用改坏的文件试读各种格式（MINUTES=10）；装了 atheris 则按覆盖率改"
	@echo "make samples  重新生成自带样例"
	@echo "make readme   更新 README 中的文件清单"
	@echo "make embedding 重新训练自带中文向量模型（需要 ../shared/datasets）"

setup: $(STAMP)

$(STAMP): pyproject.toml setup.sh
	@sh setup.sh $(VENV)
	@touch $@

demo: $(STAMP)
	@$(VENV)/bin/mingzhang demo $(if $(NO_SERVE),--no-serve)

test: $(STAMP)
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(STAMP)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

evals: $(STAMP)
	@$(VENV)/bin/mingzhang eval

bench: $(STAMP)
	@$(PY) -m benchmarks

alarms: $(STAMP)
	@$(PY) -m benchmarks.alarms $(or $(COUNT),2000) $(or $(SEED),7000)

fuzz: $(STAMP)
	@$(PY) -m benchmarks.fuzz $(or $(MINUTES),10)

samples: $(STAMP)
	@$(PY) -m evals.synthesis --out evals/samples

embedding: $(STAMP)
	@$(PY) -m evals.train_embedding

readme: $(STAMP)
	@$(PY) tests/test_docs.py

clean:
	rm -rf $(VENV)
