"""What several sources say of one place, what people correct, and the sheet that comes out."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.composing import REST, compose
from places.corrections import correct, corrected_fields, withdraw
from places.imports import import_places
from places.models import Double, Place, PostalCode, Source, SourceRecord, Term
from places.models.records import maybe_closed
from places.sheets import recompose, recompose_source
from tests.factories import CommuneFactory, PlaceFactory

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def gueret(db):
    commune = CommuneFactory()
    PostalCode.objects.create(code="23000", commune=commune)
    return commune


@pytest.fixture
def bring(gueret, tmp_path):
    """Import rows of one source: `bring("Hub", {"id": "1"}, …)`."""

    def write(source, *rows, **options):
        path = tmp_path / "lieux.json"
        path.write_text(json.dumps([full_row(**row) for row in rows]))
        return import_places(path, source, **options)

    return write


def full_row(**cells):
    return {
        "id": "1",
        "pivot": "21230096100013",
        "nom": "Médiathèque",
        "commune": "Guéret",
        "code_postal": "23000",
        "adresse": "8 avenue Fayolle",
        "latitude": "46.1701",
        "longitude": "1.8702",
        "telephone": "0555521234",
        "date_maj": "2023-03-03",
        "services": "Utilisation sécurisée du numérique",
    } | cells


def said(source="Hub", rank=100, identifier="1", said_on=None, **fields):
    """A record that is not stored."""
    return SourceRecord(
        source=Source(name=source, rank=rank),
        identifier=identifier,
        said_on=said_on,
        fields={"name": "Médiathèque"} | fields,
        seen_at=datetime(2026, 1, 1, tzinfo=PARIS),
    )


def join(place, *others):
    """Give a place the records of others, as a merge does."""
    SourceRecord.objects.filter(place__in=others).update(place=place)
    recompose([place.pk])
    place.refresh_from_db()


words = st.sampled_from(["", "a", "b", "c"])
RECORDS = st.lists(
    st.builds(
        lambda source, rank, day, missing, values, codes: (
            source,
            rank,
            day,
            missing,
            values,
            codes,
        ),
        st.sampled_from(["fanal", "Hub", "Région", "Ville"]),
        st.integers(0, 2),
        st.sampled_from([None, date(2022, 1, 1), date(2023, 1, 1)]),
        st.booleans(),
        st.dictionaries(st.sampled_from(["phone", "address", "summary", "commune_name"]), words),
        st.dictionaries(st.sampled_from(["service", "fee"]), st.lists(words, max_size=2)),
    ),
    min_size=1,
    max_size=5,
)


@given(RECORDS, st.randoms(use_true_random=False))
def test_a_sheet_does_not_depend_on_the_order_of_its_records(rows, dice):
    records = [
        SourceRecord(
            source=Source(name=source, rank=rank),
            identifier=str(n),
            said_on=day,
            missing_since=datetime(2026, 1, 2, tzinfo=PARIS) if missing else None,
            seen_at=datetime(2026, 1, 1, n, tzinfo=PARIS),
            fields={"name": f"Lieu {n}"} | values,
            terms=codes,
        )
        for n, (source, rank, day, missing, values, codes) in enumerate(rows)
    ]
    sheet = compose(records)
    dice.shuffle(records)
    assert compose(records) == sheet
    assert sheet.values["name"]


def test_the_best_ranked_source_is_believed_and_another_fills_what_it_lacks():
    sheet = compose([said("Hub", 50, phone="+33111"), said("Ville", 10, summary="Ouvert à tous")])
    assert (sheet.values["phone"], sheet.values["summary"]) == ("+33111", "Ouvert à tous")
    assert sheet.provenance == {
        REST: {"source": "Ville", "said_on": ""},
        "phone": {"source": "Hub", "said_on": ""},
    }


def test_at_equal_rank_the_most_recent_is_believed():
    old = said("A", said_on=date(2022, 1, 1), phone="+33111")
    new = said("B", said_on=date(2023, 1, 1), phone="+33222")
    sheet = compose([old, new])
    assert sheet.values["phone"] == "+33222"
    assert sheet.values["updated_on"] == date(2023, 1, 1)


def test_an_address_is_never_made_of_two_halves():
    one = said("A", 1, commune_name="Guéret", postal_code="23000")
    two = said("B", 2, address="2 rue du Pont", commune_name="Ahun", postal_code="23150")
    values = compose([one, two]).values
    assert (values["address"], values["commune_name"]) == ("2 rue du Pont", "Ahun")


def test_a_point_of_its_own_is_better_than_a_town_hall():
    lent = said("A", 1, latitude=46.0, longitude=1.0, point="commune")
    own = said("B", 2, latitude=46.2, longitude=1.2)
    values = compose([lent, own]).values
    assert (values["latitude"], values["longitude"], values["raw"]) == (46.2, 1.2, {})
    assert compose([lent]).values["raw"] == {"point": "commune"}


def test_a_source_that_no_longer_lists_the_place_is_believed_last():
    gone = said("A", 1, phone="+33111")
    gone.missing_since = datetime(2026, 1, 1, tzinfo=PARIS)
    assert compose([gone, said("B", 9, phone="+33222")]).values["phone"] == "+33222"


def test_a_correction_that_empties_a_field_wins():
    sheet = compose([said("Hub", 0, phone="+33111"), said("fanal", 100, phone="")])
    assert sheet.values["phone"] == ""


def test_a_correction_survives_imports_until_it_is_withdrawn(bring):
    bring("Hub", {})
    place = Place.objects.get()
    games = Term.objects.filter(vocabulary="service", code="loisirs")
    correct(place, {"phone": "+33555000000", "service": games}, by="manager")
    assert corrected_fields(place) == {"phone", "service"}
    for phone in ("0555529999", "0555528888"):
        bring("Hub", {"telephone": phone, "adresse": "9 rue Neuve", "date_maj": "2024-01-01"})
    place.refresh_from_db()
    assert (place.phone, place.address) == ("+33555000000", "9 rue Neuve")
    assert [term.code for term in place.terms.all()] == ["loisirs"]
    withdraw(place, "phone")
    assert place.phone == "+33555528888"
    withdraw(place, "service")
    assert [term.code for term in place.terms.all()] == ["securite"]
    assert not SourceRecord.objects.by_hand().exists()


def test_what_was_not_changed_is_no_correction(bring):
    bring("Hub", {})
    place = Place.objects.get()
    correct(place, {"phone": place.phone, "service": list(place.terms.all())}, by="manager")
    assert not SourceRecord.objects.by_hand().exists()


def test_a_place_of_two_sources_says_who_told_what(bring):
    bring("Hub", {"telephone": ""})
    bring("Région", {"nom": "Bibliothèque"})
    hub, region = Place.objects.order_by("pk")
    Source.objects.filter(name="Hub").update(rank=1)
    join(hub, region)
    assert (hub.name, hub.phone) == ("Médiathèque", "+33555521234")
    assert hub.provenance["phone"] == {"source": "Région", "said_on": "2023-03-03"}
    assert (hub.source, hub.source_id) == ("Hub", "1")


def test_changing_a_rank_composes_the_places_of_the_source_again(bring):
    bring("Hub", {})
    bring("Région", {"nom": "Bibliothèque"})
    hub, region = Place.objects.order_by("pk")
    join(hub, region)
    source = Source.objects.get(name="Région")
    source.rank = 1
    source.save()
    recompose_source.enqueue(source.pk)
    hub.refresh_from_db()
    assert hub.name == "Bibliothèque"


def test_an_import_changes_only_what_its_source_may_say(bring):
    bring("Hub", {})
    bring("Région", {})
    hub, region = Place.objects.order_by("pk")
    Source.objects.filter(name="Hub").update(rank=1)
    join(hub, region)
    report = bring("Région", {"nom": "Un autre nom", "presentation_resume": "Bienvenue"})
    assert (report.created, report.modified) == (0, 1)
    hub.refresh_from_db()
    assert (hub.name, hub.summary) == ("Médiathèque", "Bienvenue")


def test_a_place_absent_from_the_new_file_may_be_closed(bring):
    bring("Hub", {}, {"id": "2"})
    report = bring("Hub", {"id": "2"})
    place = Place.objects.get(source_id="1")
    assert list(maybe_closed()) == [place]
    assert place.status == Place.Status.PUBLISHED
    assert "À fermer" in report.issues[-1].reason
    bring("Hub", {}, {"id": "2"})
    assert not maybe_closed()


def test_a_partial_file_says_nothing_of_the_others(bring):
    bring("Hub", {}, {"id": "2"})
    bring("Hub", {"id": "2"}, is_complete=False)
    assert not maybe_closed()


def test_a_file_that_lacks_most_of_its_source_is_taken_for_a_part(bring):
    rows = [{"id": str(n)} for n in range(30)]
    bring("Hub", *rows)
    report = bring("Hub", *rows[:10])
    assert not maybe_closed()
    assert "partiel" in report.issues[-1].reason


def test_a_place_that_another_source_lists_is_not_to_be_closed(bring):
    bring("Hub", {}, {"id": "2"})
    bring("Région", {})
    hub, region = Place.objects.filter(source_id="1").order_by("pk")
    join(hub, region)
    bring("Hub", {"id": "2"})
    assert not maybe_closed()


def test_no_file_passes_for_our_own_words(bring):
    bring("fanal", {})
    assert not SourceRecord.objects.by_hand().exists()
    assert Place.objects.get().source == "fanal (fichier)"


def test_a_place_made_by_a_program_finds_its_record_at_the_next_import(bring):
    place = PlaceFactory(source="Hub", source_id="1")
    report = bring("Hub", {})
    assert (report.created, report.modified) == (0, 1)
    assert place.records.get().identifier == "1"


def test_the_queries_of_an_import_grow_with_batches_not_with_rows(bring, count_queries):
    rows = [{"id": str(n), "nom": f"Lieu {n % 7}"} for n in range(60)]
    bring("Hub", rows[0])
    one = count_queries(lambda: bring("Hub", *rows[:3], is_complete=False))
    assert count_queries(lambda: bring("Hub", *rows[:50], is_complete=False)) <= one + 2
    assert count_queries(lambda: bring("Hub", *rows[:50], is_complete=False)) < one


def test_doubles_are_looked_for_once_a_file_is_in(bring, django_capture_on_commit_callbacks):
    bring("Hub", {})
    with django_capture_on_commit_callbacks(execute=True):
        bring("Région", {})
    assert Double.objects.count() == 1
    with django_capture_on_commit_callbacks() as callbacks:
        bring("Ville", {}, dry_run=True)
    assert callbacks == []


def test_a_record_alone_tells_no_term_that_is_ours():
    source = Source(name="Hub", rank=1)
    said = {"name": "Médiathèque", "raw": {"Wifi": "oui"}, "point": "commune"}
    terms = {"service": ["emploi"], "arrangement": ["salle"]}
    seen = datetime(2026, 11, 26, tzinfo=PARIS)
    record = SourceRecord(source=source, identifier="1", fields=said, terms=terms, seen_at=seen)
    sheet = compose([record])
    assert sheet.terms["service"] == ("emploi",)
    assert "arrangement" not in sheet.terms
    assert sheet.values["raw"] == {"Wifi": "oui", "point": "commune"}
    assert "point" not in sheet.values
    assert (sheet.values["latitude"], sheet.values["phone"]) == (None, "")
    assert sheet.provenance == {REST: {"source": "Hub", "said_on": ""}}
