"""From words to a commune: spelling, search, location, position."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from places.geocoding import (
    Ambiguity,
    Blank,
    Location,
    distance_km,
    locate,
    nearest_commune,
    normalise,
    search,
)
from places.geocoding.names import is_one_fault_away, one_fault_away, ways_in
from places.models import Territory
from tests.examples import on_one_database

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
# Examples share one transaction: nothing of it is changed by a search.
anything = st.text(max_size=40) | st.text("aeinst-'’ /0123456789éœ", max_size=25)


def labels(text, limit=8):
    return [match.label for match in search(text, limit)]


def first(text):
    return next(iter(labels(text)), None)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Guéret", "gueret"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Œuf-en-Ternois", "oeuf en ternois"),
        ("ST-ETIENNE", "saint etienne"),
        ("Ste Feyre", "sainte feyre"),
        ("Sts-Geosmes", "saints geosmes"),
        ("Rosny s/ Bois", "rosny sur bois"),
        ("ROSNY S/S BOIS", "rosny sous bois"),
        ("Châlons s/Marne", "chalons sur marne"),
        ("Paris 15ᵉ arrondissement", "paris 15"),
        ("PARIS 07", "paris 7"),
        ("Lyon 1er", "lyon 1"),
        ("LILLE CEDEX 9", "lille"),
        ("  \t\n", ""),
        ("???", ""),
        ("Ceyrat", "ceyrat"),
        ("Astaffort", "astaffort"),
    ],
)
def test_anyone_writes_a_name_in_their_own_way(written, words):
    assert normalise(written) == words


@given(anything)
def test_anyone_gets_the_same_words_when_they_are_normalised_twice(text):
    words = normalise(text)
    assert normalise(words) == words
    assert words.isascii()
    assert words == words.strip().lower()


def test_a_name_is_looked_up_whole_without_its_article_and_by_its_later_words():
    assert ways_in("la roche sur yon") == (["la roche sur yon", "roche sur yon"], ["yon"])
    assert ways_in("paris 15") == (["paris 15"], [])


def test_a_typing_fault_is_one_sign_more_less_other_or_two_swapped():
    faults = one_fault_away("gueret")
    assert {"guerret", "guret", "gueres", "gueert"} <= faults
    assert not {"gueret", "gert", "guerrette"} & faults


@given(st.text("abc 1", max_size=6), st.text("abc 1", max_size=6))
def test_a_fault_is_known_without_making_every_other(name, other):
    assert is_one_fault_away(name, other) == (other in one_fault_away(name))


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("gueret", "Guéret (23000)"),
        ("GUÉRET", "Guéret (23000)"),
        ("la souterraine", "La Souterraine (23300)"),
        ("souterraine", "La Souterraine (23300)"),
        ("souterr", "La Souterraine (23300)"),
        ("l'isle jourdain", "L'Isle-Jourdain (32600)"),
        ("isle-jourdain", "L'Isle-Jourdain (32600)"),
        ("haye les roses", "L'Haÿ-les-Roses (94240)"),
        ("st junien", "Saint-Junien (87200)"),
        ("mont saint michel", "Le Mont-Saint-Michel (50170)"),
        ("geosmes", "Saints-Geosmes (52200)"),
        ("23000", "Guéret (23000)"),
        ("230", "Guéret (23000)"),
        ("01", "Bourg-en-Bresse (01000)"),
        ("23000 Guéret", "Guéret (23000)"),
        ("Guéret 23", "Guéret (23000)"),
        ("Guéret (23000)", "Guéret (23000)"),
        ("1000 bourg en bresse", "Bourg-en-Bresse (01000)"),
        ("1400 caen", "Caen (14000)"),
        ("23096", "Guéret (23000)"),
        ("bourg bresse", "Bourg-en-Bresse (01000)"),
        ("La Souterraine, Creuse", "La Souterraine (23300)"),
        ("ajaccio 2a", "Ajaccio (2A)"),
        ("2A004", "Ajaccio (2A)"),
        ("2B", "Bastia (2B)"),
        ("saint denis 974", "Saint-Denis (974)"),
        ("st denis la réunion", "Saint-Denis (974)"),
        ("saint-pierre 975", "Saint-Pierre (97500)"),
        ("Nouméa", "Nouméa (98800)"),
        ("97150", "Saint-Martin (97150)"),
        ("Y", "Y (80190)"),
    ],
)
def test_a_citizen_finds_their_commune(typed, label):
    assert first(typed) == label


@pytest.mark.parametrize(
    "typed",
    ["Paris 15", "paris 15e", "PARIS 15ème arrondissement", "75015", "Paris 75015", "75115"],
)
def test_a_parisian_finds_their_arrondissement(typed):
    match = search(typed)[0]
    assert (match.insee_code, match.kind) == ("75115", "arrondissement")


def test_a_marseillais_finds_their_arrondissement_and_their_city():
    assert first("MARSEILLE 11") == "Marseille 11e arrondissement (13011)"
    assert first("marseille") == "Marseille (13)"
    assert first("13000") == "Marseille (13)"
    assert first("Lyon 3") == "Lyon 3e arrondissement (69003)"


@pytest.mark.parametrize("typed", ["gueert", "gurret", "gueretx", "guret", "hueret"])
def test_a_citizen_is_forgiven_one_typing_fault(typed):
    assert "Guéret (23000)" in labels(typed)


def test_a_citizen_is_not_offered_guesses_when_a_name_matches():
    assert "Guéret (23000)" not in labels("guer (56)")


def test_a_former_commune_leads_to_the_one_that_took_it_in():
    assert "Aurseulles (14)" in labels("anctoville")
    assert first("Longraye, Aurseulles") == "Aurseulles (14)"
    assert first("14011") == "Aurseulles (14)"


def test_exact_names_come_first_then_the_most_peopled():
    found = search("saint denis", 12)
    assert [match.departement for match in found[:2]] == ["974", "93"]
    exact = [match for match in found if normalise(match.name) == "saint denis"]
    assert found[: len(exact)] == exact
    populations = [match.population for match in exact]
    assert populations == sorted(populations, reverse=True)


def test_a_search_gives_at_most_what_was_asked_and_each_commune_once():
    found = search("saint", 5)
    assert len(found) == 5
    assert len({match.insee_code for match in search("saint", 60)}) == 60


@pytest.mark.parametrize("typed", ["", "   ", "?", "xqzt", "99999", "١٢٣", "%", "_", "\\", "\x00"])
def test_nothing_answers_to_no_commune(typed):
    assert search(typed) == []


def test_a_label_typed_back_finds_the_same_commune():
    for typed in ("saint denis", "valence", "saint pierre", "23000", "97", "paris", "castres"):
        for match in search(typed):
            assert search(match.label)[0] == match


def test_a_search_reads_the_database_a_few_times_whatever_it_finds(django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(search("gueret", 1)) == 1
    with django_assert_num_queries(3):
        assert len(search("saint", 30)) == 30


@on_one_database
@given(anything)
@example("01000 xqzt")
def test_a_search_never_fails(text):
    found = search(text)
    assert len(found) == len(set(found)) <= 8
    assert found == search(text)
    here = search(text, 8, Territory("departement", "23"))
    assert len(here) == len(set(here)) <= 8
    assert bool(here) == bool(found)


@on_one_database
@given(anything)
def test_a_location_never_fails(text):
    found = locate(text)
    if isinstance(found, Ambiguity):
        assert len(found.choices) > 1
    elif isinstance(found, Location):
        assert found.match not in found.others
    else:
        assert (found == Blank()) == (not text.strip())


@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_a_citizen_who_typed_nothing_is_told_apart(typed):
    assert locate(typed) == Blank()


def test_a_citizen_of_nowhere_known_gets_nothing():
    assert locate("xqzt") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Guéret", "23096"),
        ("guer", "56075"),
        ("paris", "75056"),
        ("Saint-Denis (93)", "93066"),
        ("st-denis 974", "97411"),
        ("23000", "23096"),
        ("97400", "97411"),
        ("gueert", "23096"),
    ],
)
def test_a_citizen_with_one_clear_answer_is_located(typed, code):
    found = locate(typed)
    assert isinstance(found, Location)
    assert found.match.insee_code == code


def test_a_citizen_of_a_homonym_chooses():
    found = locate("Saint-Denis")
    assert isinstance(found, Ambiguity)
    assert {"93", "974", "11", "30"} <= {match.departement for match in found.choices}
    assert {normalise(match.name) for match in found.choices} == {"saint denis"}


def test_a_town_that_dwarfs_its_homonyms_is_meant_and_they_are_told():
    found = locate("Castres")
    assert isinstance(found, Location)
    assert found.match.departement == "81"
    assert [match.departement for match in found.others] == ["02"]


@pytest.mark.parametrize(
    ("typed", "kind", "code", "meant"),
    [
        ("Saint-Denis", "departement", "30", "30247"),
        ("Castres", "departement", "02", "02142"),
        ("Castres", "epci", "200065696", "81065"),
        ("Saint-Denis", "commune", "97411", "97411"),
        ("Guéret", "departement", "31", "23096"),
    ],
)
def test_a_homonym_of_the_territory_is_meant_and_the_others_are_told(typed, kind, code, meant):
    found = locate(typed, Territory(kind, code))
    assert isinstance(found, Location)
    assert found.match.insee_code == meant
    alone = locate(typed)
    known = (alone.match, *alone.others) if isinstance(alone, Location) else alone.choices
    assert {found.match, *found.others} == set(known)


def test_several_homonyms_of_the_territory_come_first():
    found = locate("Saint-Martin", Territory("region", "76"))
    assert isinstance(found, Ambiguity)
    own = [match.departement in {"32", "65", "66"} for match in found.choices]
    assert own == sorted(own, reverse=True)
    assert sum(own) > 1


def test_a_name_cut_short_may_be_one_of_the_territory():
    found = locate("Saint-Maurice", Territory("departement", "23"))
    assert isinstance(found, Ambiguity)
    assert [match.label for match in found.choices[:3]] == [
        "Saint-Maurice-la-Souterraine (23300)",
        "Saint-Maurice-près-Crocq (23260)",
        "Saint-Maurice (94410)",
    ]
    # However large its homonym elsewhere.
    found = locate("Castres", Territory("departement", "33"))
    assert [match.insee_code for match in found.choices] == ["33109", "81065", "02142"]
    found = locate("Paris", Territory("departement", "81"))
    assert found.match.insee_code == "75056"
    assert "Parisot (81310)" in [match.label for match in found.others]


def test_letters_offer_the_communes_of_the_territory_first():
    found = search("par", 8, Territory("departement", "23"))
    assert found[0].departement == "23"
    assert "75056" in [match.insee_code for match in found]
    assert len(found) == len(set(found)) == 8
    assert search("paris", 8, Territory("departement", "23"))[0].insee_code == "75056"


def test_a_postal_code_is_the_town_among_its_villages():
    found = locate("70000")
    assert isinstance(found, Location)
    assert found.match.name == "Vesoul"
    assert len(found.others) == 41


def test_a_citizen_of_a_postal_code_shared_by_villages_chooses_among_all_of_them():
    found = locate("80140")
    assert isinstance(found, Ambiguity)
    assert len(found.choices) == 40


@pytest.mark.parametrize("typed", ["23", "31", "2A", "8"])
def test_a_beginning_offers_a_few_choices(typed):
    found = locate(typed)
    assert isinstance(found, Ambiguity)
    assert len(found.choices) == 12


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (46.17, 1.87, "23096"),
        (48.8417, 2.2995, "75115"),
        (-20.88, 55.45, "97411"),
        (-22.27, 166.44, "98818"),
        (-14.3, -178.1, "98611"),
    ],
)
def test_a_device_is_in_the_nearest_commune(latitude, longitude, code):
    assert nearest_commune(latitude, longitude).pk == code


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (46, -20), (91, 0), (0, 181), (float("nan"), 2), (48, float("inf"))],
)
def test_a_device_far_from_every_commune_is_nowhere(latitude, longitude):
    assert nearest_commune(latitude, longitude) is None


def test_a_distance_is_that_of_the_great_circle():
    assert distance_km(48.8566, 2.3522, 45.764, 4.8357) == pytest.approx(391.5, abs=0.5)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(46, 2, 46, 2) == 0
