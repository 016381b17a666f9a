"""The same place arrived twice: which pairs are found, how they score, what is proposed."""

import csv
import random
from io import StringIO
from itertools import combinations
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from places.doubles.blocking import pairs_of
from places.doubles.finding import find_doubles, look_for_doubles, merge_sure_doubles
from places.doubles.merging import decide
from places.doubles.names import kinds_of, similarity, words_of
from places.doubles.scoring import SURE, WORTH_A_LOOK, print_of, score
from places.doubles.streets import street_of, street_similarity
from places.models import Double, Place
from tests.factories import CommuneFactory, OrganisationFactory, PlaceFactory

LABELS = Path(__file__).parent / "fixtures" / "doubles.csv"
METRES_A_DEGREE = 111_000


def labelled():
    """Every pair of sheets of one scenario, and whether they are one place."""
    scenarios = {}
    with LABELS.open() as file:
        for row in csv.DictReader(file):
            scenarios.setdefault(row["scenario"], []).append(row)
    for rows in scenarios.values():
        for one, other in combinations(rows, 2):
            yield printed(one), printed(other), one["place"] == other["place"]


def printed(row):
    point = None
    if row["metres"]:
        east, north = map(int, row["metres"].split())
        point = 46 + north / METRES_A_DEGREE, 2 + east / METRES_A_DEGREE / 0.695
    return print_of(
        name=row["name"],
        commune=row["commune"],
        postal_code=row["postal_code"],
        address=row["address"],
        point=point,
        pivot=row["pivot"],
        phone=row["phone"],
        emails=row["email"],
        sources=[row["source"]],
    )


def judged(threshold):
    """Precision and recall at a threshold, over the labelled pairs."""
    pairs = [(score(one, other).value, same) for one, other, same in labelled()]
    chosen = [same for value, same in pairs if value >= threshold]
    return sum(chosen) / len(chosen), sum(chosen) / sum(same for _value, same in pairs)


def test_the_labelled_pairs_are_many_and_of_both_kinds():
    answers = [same for _one, _other, same in labelled()]
    assert len(answers) >= 300
    assert sum(answers) >= 100


def test_joining_without_asking_is_right_98_times_in_100():
    precision, recall = judged(SURE)
    assert precision >= 0.98
    assert recall >= 0.75


def test_nearly_every_double_is_worth_a_look():
    precision, recall = judged(WORTH_A_LOOK)
    assert recall >= 0.95
    assert precision >= 0.9


def test_every_labelled_double_is_compared():
    for one, other, same in labelled():
        if same:
            assert list(pairs_of([one, other])), (one.name, other.name)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_any_two_names_compare_the_same_both_ways(one, other, commune):
    first, second = words_of(one, commune), words_of(other, commune)
    assert 0 <= similarity(first, second) <= 1
    assert similarity(first, second) == pytest.approx(similarity(second, first))
    assert similarity(first, first) == 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_addresses_compare_without_a_fault(one, other):
    alike = street_similarity(street_of(one), street_of(other))
    assert alike is None or 0 <= alike <= 1


@pytest.mark.parametrize(
    ("name", "commune", "words"),
    [
        ("Mairie de Saint-Vaury", "Saint-Vaury", {"mairie"}),
        ("Maison de services au public", "", {"franceservices"}),
        ("MSAP – La Poste", "", {"franceservices", "poste"}),
        ("Centre Communal d’Action Sociale (CCAS)", "", {"ccas"}),
        ("BIBLIOTHÈQUE Simone-Veil", "Lyon", {"mediatheque", "simone", "veil"}),
        ("Paris", "Paris 15e Arrondissement", {"paris"}),
    ],
)
def test_a_name_is_brought_to_the_words_that_count(name, commune, words):
    found = words_of(name, commune)
    assert found == frozenset(words) or not found


def test_kinds_are_told_from_names():
    assert kinds_of(words_of("Hôtel de ville et médiathèque", "")) == {"mairie", "mediatheque"}


def test_a_score_is_the_same_whichever_comes_first():
    for one, other, _same in labelled():
        assert score(one, other) == score(other, one)


def test_a_crowded_block_is_compared_in_near_linear_time():
    dice = random.Random(4)
    crowd = [
        print_of(pk=n, name=f"Médiathèque {dice.random()}", postal_code="75001", commune="Paris")
        for n in range(2000)
    ]
    assert sum(1 for _pair in pairs_of(crowd)) < 2000 * 60


@pytest.fixture
def twins(db):
    """A place that two producers list, each with its record of it."""
    CommuneFactory()
    same = {"phone": "+33555521234", "address": "8 avenue Fayolle", "organisation": None}
    one = PlaceFactory(source="Hub", name="Médiathèque de Guéret", **same)
    other = PlaceFactory(source="Région", name="Bibliothèque municipale", **same)
    return one, other


@pytest.mark.django_db
def test_doubles_are_proposed_with_their_reasons(twins):
    PlaceFactory(source="Hub", name="La Poste", address="2 rue du Pont", phone="3631")
    assert find_doubles() == 1
    double = Double.objects.get()
    assert (double.first, double.second) == twins
    assert double.score >= SURE
    assert "même téléphone" in double.reasons


@pytest.mark.django_db
def test_looking_twice_proposes_once_and_a_decision_stays(twins):
    find_doubles()
    assert find_doubles() == 1
    decide(*twins, Double.Decision.DIFFERENT)
    assert find_doubles() == 0
    assert merge_sure_doubles() == 0


@pytest.mark.django_db
def test_what_no_longer_looks_alike_is_no_longer_proposed(twins):
    find_doubles()
    Place.objects.filter(pk=twins[1].pk).update(
        name="Fablab", address="1 rue Neuve", phone="", latitude=46.3
    )
    assert find_doubles() == 0
    assert not Double.objects.exists()


@pytest.mark.django_db
def test_the_sure_ones_are_joined_when_the_installation_lets_it(twins, settings):
    look_for_doubles.enqueue()
    assert Place.objects.standing().count() == 2
    settings.MERGE_SURE_DOUBLES = True
    look_for_doubles.enqueue()
    assert Place.objects.standing().count() == 1


@pytest.mark.django_db
def test_one_source_lists_a_place_once(twins):
    Place.objects.update(source="Hub")
    find_doubles()
    assert merge_sure_doubles() == 0


@pytest.mark.django_db
def test_two_organisations_are_never_joined_by_the_machine(twins):
    for place in twins:
        place.organisation = OrganisationFactory()
        place.save()
    find_doubles()
    assert merge_sure_doubles() == 0


@pytest.mark.django_db
def test_the_command_finds_then_joins_when_it_is_asked(twins):
    out = StringIO()
    call_command("find_doubles", stdout=out)
    assert out.getvalue() == "doublons à décider 1 · fiches réunies 0\n"
    call_command("find_doubles", "--merge", stdout=out)
    assert out.getvalue().endswith("doublons à décider 0 · fiches réunies 1\n")


@pytest.mark.django_db
def test_looking_costs_the_same_for_one_pair_and_for_three(twins, count_queries):
    one = count_queries(find_doubles)
    for n in range(2):
        for source in ("Hub", "Région"):
            PlaceFactory(
                source=source, name=f"Fablab {n}", address=f"{n + 2} rue Neuve", organisation=None
            )
    assert count_queries(find_doubles) <= one


@pytest.mark.django_db
def test_two_sheets_of_one_source_that_are_as_good_wait_for_a_person(twins):
    other = twins[1]
    PlaceFactory(
        source="Région",
        name=other.name,
        phone=other.phone,
        address=other.address,
        organisation=None,
    )
    find_doubles()
    assert merge_sure_doubles() == 0
