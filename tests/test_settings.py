"""Fanal refuses to start with settings that would harm people, and says why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
KEY = "k" * 60


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own, with this environment only."""
    return subprocess.run(
        [sys.executable, "-c", "import mediation.settings as s; print(s.SESSION_COOKIE_NAME)"],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_refuses_to_start_without_a_secret_key():
    refusal = start()
    assert refusal.returncode != 0
    assert "SECRET_KEY n’est pas définie" in refusal.stderr


def test_it_starts_without_anything_else():
    assert start(SECRET_KEY=KEY).stdout.strip() == "session"


@pytest.mark.parametrize("months", ["0", "25", "36"])
def test_it_refuses_to_keep_people_longer_than_the_law_allows(months):
    refusal = start(SECRET_KEY=KEY, RETENTION_MONTHS=months)
    assert refusal.returncode != 0
    assert "de 1 à 24 mois" in refusal.stderr


def test_a_secure_address_makes_secure_cookies():
    answer = start(SECRET_KEY=KEY, BASE_URL="https://exemple.fr")
    assert answer.stdout.strip() == "__Host-session"
