# Fanal : deux commandes, « make demo » et « make test » ; git, make et python3 (≥ 3.11, avec venv) suffisent.
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Installing writes byte code, whatever the shell says: each later start is seconds shorter.
unexport PYTHONDONTWRITEBYTECODE
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes

.PHONY: help demo test lint lock migrations clean

help:
	@echo "make demo   démarre Fanal avec des données fictives (PORT=$(PORT))"
	@echo "make test   installe tout et lance tous les tests"
	@echo "make lint   vérifie le style, les types et les gabarits"
	@echo "make lock   recalcule les versions figées (requirements*.txt)"

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Fanal demande Python 3.11 ou plus récent."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Il manque le module venv de Python (paquet python3-venv sous Debian)."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.installed: requirements.txt | $(BIN)/uv
	@echo "Installation de Fanal…"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(VENV)/.installed
	@echo "Installation des outils de test…"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

demo: $(VENV)/.installed
	@DEMO=1 PORT=$(PORT) exec $(BIN)/python demo.py

test: $(VENV)/.installed-dev
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || $(BIN)/playwright install chromium
	@$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint templates

migrations: $(VENV)/.installed-dev
	SECRET_KEY=migrations $(BIN)/python manage.py makemigrations

lock: | $(BIN)/uv
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml --group dev --group lint -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) .demo staticfiles
