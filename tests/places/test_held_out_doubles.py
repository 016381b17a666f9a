"""Joining without asking, judged on real pairs that the rules were never tuned on.

The pairs were drawn at random (`benchmarks/draw_doubles.py`, seed 20261125) among those that the
finder proposes between producers, and each was labelled by reading both rows before its score was
looked at. The project keeps where they stand, not what they say: the test reads them where the
files are beside the project. When they make somebody change a rule, they are held out no longer:
draw others.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from places.doubles.scoring import SURE, print_of, score
from places.files import read_rows
from places.mapping import mapped, propose
from places.standard import read_row
from tests.places.test_imports import DATA

HELD_OUT = Path(__file__).parent / "fixtures" / "held_out_doubles.csv"
FOLDER = DATA / "places"
SIDES = ("", "other_")
DEGREES_A_METRE = 1 / 111_195
# Whether both say the same matters, not what they say: no number nor address is kept.
ALIKE = {"": ("", ""), "=": ("alike", "alike"), "≠": ("one", "other")}

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the real files are not here")


def records_at(places):
    """(file, line) → what is read there; rows that nobody asks about are gone over."""
    lines = defaultdict(set)
    for name, line in places:
        lines[name].add(line)
    for name, wanted in lines.items():
        file = read_rows(FOLDER / name)
        for row in mapped(propose(file).mapping, file).rows:
            if row.line in wanted:
                yield (name, row.line), read_row(row.cells, row.line)[0]


@pytest.fixture(scope="module")
def held_out():
    """Each pair's score, and whether they are one place."""
    with HELD_OUT.open(encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    sides = [(pair[f"{side}file"], int(pair[f"{side}line"])) for side in SIDES for pair in pairs]
    records = dict(records_at(sides))
    return [(score(*prints_of(pair, records)).value, pair["same"] == "1") for pair in pairs]


def prints_of(pair, records):
    for rank, side in enumerate(SIDES):
        record = records[pair[f"{side}file"], int(pair[f"{side}line"])]
        known = {
            field: ALIKE[pair[column]][rank]
            for field, column in {"pivot": "siret", "phone": "phone", "emails": "email"}.items()
        }
        metres = pair["metres"]
        yield print_of(
            name=record.name,
            commune=pair[f"{side}commune"] or pair["commune"],
            postal_code=record.postal_code,
            address=record.address,
            point=(46 + rank * int(metres) * DEGREES_A_METRE, 2) if metres else None,
            websites=ALIKE[pair["site"]][rank],
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
