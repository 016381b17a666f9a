"""Lots that a second process works on while the caller uses the former ones."""

import os
import subprocess
import sys
import threading
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from places.imports import ahead, import_places
from places.imports.ahead import LostHelperError
from places.mapping import Mapping
from places.mapping.rules import Column
from places.models import Place, SourceRecord
from tests.factories import CommuneFactory
from tests.places.producers import csv_of, place_row


@pytest.fixture
def _helped(monkeypatch):
    """Other threads of the tests stay where they are: the helper never needs them."""
    monkeypatch.setattr(ahead, "_useful_helpers", lambda: 1)


def doubled_with_pid(lot):
    return [2 * number for number in lot], os.getpid()


@pytest.mark.usefixtures("_helped")
def test_results_keep_their_order_and_come_from_a_helper():
    lots = ([n, n + 1] for n in range(7))
    results = list(ahead.ahead(doubled_with_pid, lots))
    assert [found for found, _pid in results] == [[2 * n, 2 * n + 2] for n in range(7)]
    pids = {pid for _found, pid in results}
    assert len(pids) == 1
    assert os.getpid() not in pids
    assert not active_children()


@pytest.mark.usefixtures("_helped")
@pytest.mark.parametrize("count", [0, 1])
def test_a_file_of_one_lot_starts_no_process(monkeypatch, count):
    monkeypatch.setattr(ahead, "get_context", None)
    assert len(list(ahead.ahead(doubled_with_pid, [[1]] * count))) == count


@pytest.mark.parametrize("takes_part", [False, True])
@pytest.mark.parametrize("helpers", [1, 3])
def test_several_helpers_and_the_caller_keep_the_order(monkeypatch, helpers, takes_part):
    monkeypatch.setattr(ahead, "_useful_helpers", lambda: helpers)
    here = os.getpid()

    def work(lot):
        (number,) = lot
        time.sleep(0.02 if os.getpid() == here else 0.03 * (number % 3))
        return number, os.getpid()

    lots = [[number] for number in range(30)]
    results = list(ahead.ahead(work, lots, takes_part=takes_part))
    assert [number for number, _pid in results] == list(range(30))
    pids = {pid for _lot, pid in results}
    assert len(pids) == helpers + takes_part
    assert (here in pids) == takes_part
    assert not active_children()


def test_few_lots_wait_in_memory(monkeypatch):
    monkeypatch.setattr(ahead, "_useful_helpers", lambda: 1)
    here, taken = os.getpid(), []

    def lots():
        for n in range(50):
            taken.append(n)
            yield [n]

    def work(lot):
        time.sleep(0 if os.getpid() == here else 0.5)
        return list(lot)

    for _ in zip(range(2), ahead.ahead(work, lots(), takes_part=True), strict=False):
        pass
    assert len(taken) <= ahead.MOST_COMING + 4


@pytest.mark.usefixtures("_helped")
def test_a_helper_gets_its_next_lot_while_the_caller_reads_its_own():
    here = os.getpid()

    def work(lot):
        for _ in lot:
            time.sleep(0.005)
        return os.getpid() == here

    mine = [0] * 400
    are_here = list(ahead.ahead(work, [[0], mine, [0], [0], [0], [0]], takes_part=True))
    assert are_here == [False, True, False, False, False, False]


@pytest.mark.usefixtures("_helped")
def test_a_large_lot_and_its_large_result_go_through():
    size = 3_000_000
    results = ahead.ahead(lambda lot: lot * 2, ["x" * size] * 5)
    assert [len(result) for result in results] == [2 * size] * 5


@pytest.mark.usefixtures("_helped")
@pytest.mark.parametrize("at", [0, 3])
def test_what_goes_wrong_there_is_raised_here(at):
    def work(lot):
        if lot == at:
            raise ValueError("ce lot")
        return lot

    done = []
    with pytest.raises(ValueError, match="ce lot"):
        done.extend(result for result in ahead.ahead(work, range(6)))
    assert not active_children()


@pytest.mark.usefixtures("_helped")
def test_a_file_that_breaks_off_ends_the_helper():
    def lots():
        yield from range(3)
        raise OSError("le fichier s’arrête")

    with pytest.raises(OSError, match="s’arrête"):
        list(ahead.ahead(lambda lot: lot, lots()))
    assert not active_children()


@pytest.mark.usefixtures("_helped")
def test_who_stops_early_leaves_no_process_behind():
    results = ahead.ahead(doubled_with_pid, ([n] for n in range(100)))
    for _ in range(3):
        next(results)
    assert active_children()
    results.close()
    assert not active_children()


@pytest.mark.usefixtures("_helped")
def test_a_helper_that_dies_is_said():
    here = os.getpid()

    def work(lot):
        if os.getpid() != here:
            os._exit(9)
        return lot

    with pytest.raises(LostHelperError):
        list(ahead.ahead(work, range(4)))
    assert not active_children()


def test_no_help_beside_another_thread_nor_on_one_core(monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, "platform", "linux")
    for cores, helpers in ((1, 0), (2, 1), (64, ahead.MOST_HELPERS)):
        cpus = set(range(cores))
        monkeypatch.setattr(os, "sched_getaffinity", lambda _pid, c=cpus: c, raising=False)
        assert ahead._useful_helpers() == helpers
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not ahead._useful_helpers()
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not ahead._useful_helpers()


ORPHAN = """
import os, time
from places.imports import ahead
results = ahead.ahead(lambda lot: os.getpid(), range(9))
print(next(results), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no helper elsewhere")
def test_the_helper_of_a_killed_import_ends_too(settings):
    here = {"DJANGO_SETTINGS_MODULE": "mediation.settings", "SECRET_KEY": settings.SECRET_KEY}
    code = f"import django; django.setup()\n{ORPHAN}".replace(
        "results =", "ahead._useful_helpers = lambda: 2\nresults ="
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | here) as caller:
        helper = int(caller.stdout.readline())
        assert is_alive(helper)
        caller.kill()
    until = time.monotonic() + 20
    while is_alive(helper) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(helper)


def is_alive(pid):
    try:
        said = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return said.rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["horaires", "Ouvert"])
def test_an_import_gives_the_same_with_and_without_help(tmp_path, monkeypatch, header):
    CommuneFactory()
    rules = {column: Column(column) for column in place_row()}
    mapping = Mapping(rules | {"horaires": Column(header)})
    path = tmp_path / "lieux.csv"
    rows = [
        place_row(id=str(n % 1150), nom=f"Lieu {n}") | {header: "lundi 9h-12h"} for n in range(1200)
    ]
    rows[777]["nom"] = ""
    rows[1100]["telephone"] = "06 12 34 56 78"
    path.write_bytes(csv_of(*rows))
    told = []
    for helpers in (2, 0):
        monkeypatch.setattr(ahead, "_useful_helpers", lambda helpers=helpers: helpers)
        report = import_places(path, "Les Lanternes", mapping=mapping)
        assert Place.objects.filter(opening_hours="Mo 09:00-12:00").count() == 1149
        columns = ("source_id", "name", "opening_hours", "slug", "raw", "provenance")
        told.append(
            (str(report), list(report.issues), list(Place.objects.order_by("pk").values(*columns)))
        )
        SourceRecord.objects.all().delete()
        Place.objects.all().delete()
    assert told[0] == told[1]
    assert told[0][0] == "créés 1149 · modifiés 0 · inchangés 0 · rejetés 51"
