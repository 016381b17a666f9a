"""Joining without asking, judged on real pairs that the rules were never tuned on.

The pairs were drawn at random (`benchmarks/draw_doubles.py`, seed 20261125) among those that the
finder proposes between producers, and each was labelled by reading both rows before its score was
looked at. When they make somebody change a rule, they are held out no longer: draw others.
"""

import csv
import re
from pathlib import Path

import pytest

from places.doubles.scoring import SURE, print_of, score

HELD_OUT = Path(__file__).parent / "fixtures" / "held_out_doubles.csv"
DEGREES_A_METRE = 1 / 111_195
# Whether both say the same matters, not what they say: no number nor address is kept.
ALIKE = {"": ("", ""), "=": ("alike", "alike"), "≠": ("one", "other")}


@pytest.fixture(scope="module")
def held_out():
    """Each pair's score, and whether they are one place."""
    with HELD_OUT.open(encoding="utf-8") as file:
        return [(score(*prints_of(row)).value, row["same"] == "1") for row in csv.DictReader(file)]


def prints_of(row):
    for rank, side in enumerate(("", "other_")):
        known = {
            field: ALIKE[row[column]][rank]
            for field, column in {"pivot": "siret", "phone": "phone", "emails": "email"}.items()
        }
        metres = row["metres"]
        yield print_of(
            name=row[f"{side}name"],
            commune=row[f"{side}commune"] or row["commune"],
            postal_code=row[f"{side}postal_code"],
            address=row[f"{side}address"],
            point=(46 + rank * int(metres) * DEGREES_A_METRE, 2) if metres else None,
            websites=ALIKE[row["site"]][rank],
            sources=[str(rank)],
            **known,
        )


def test_the_pairs_held_out_are_many_and_most_are_sure(held_out):
    assert len(held_out) >= 300
    assert sum(value >= SURE for value, _same in held_out) >= 150


def test_joining_without_asking_is_right_98_times_in_100_on_pairs_never_seen(held_out):
    joined = [same for value, same in held_out if value >= SURE]
    assert sum(joined) / len(joined) >= 0.98


def test_what_was_refused_there_is_mostly_what_is_not_sure(held_out):
    """A score that told nothing would do as well by joining all."""
    sure = [same for value, same in held_out if value >= SURE]
    unsure = [same for value, same in held_out if value < SURE]
    assert sum(sure) / len(sure) > sum(unsure) / len(unsure)


def test_the_pairs_held_out_name_nobody_that_can_be_called():
    text = HELD_OUT.read_text(encoding="utf-8")
    assert "@" not in text
    assert not re.search(r"0[1-9](?:[ .]?\d\d){4}\b", text)
