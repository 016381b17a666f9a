"""Two sheets become one with all that points to them, and become two again as they were."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.serializers import serialize
from django.db import connection

from mediation.crm.models import Activity
from places.corrections import correct
from places.doubles.merging import MergeRefusedError, merge, survivor_of, undo
from places.models import Double, MergeEvent, Place, SourceRecord, Term
from referrals.models import Referral
from tests.factories import ActivityFactory, OrganisationFactory, PlaceFactory, ReferralFactory

WORDS = {"changed_at", "created_at"}


@pytest.fixture
def pair(db):
    """Two sheets of one place; the second is used by people."""
    organisation = OrganisationFactory()
    kept = PlaceFactory(
        source="Hub",
        organisation=organisation,
        phone="",
        slug="mediatheque",
        updated_on="2024-01-01",
    )
    other = PlaceFactory(
        source="Région",
        organisation=organisation,
        phone="+33555521234",
        slug="bibliotheque",
        raw={"cle": "valeur", "point": "commune"},
        updated_on="2023-03-03",
    )
    other.terms.set(Term.objects.filter(vocabulary__in=["service", "arrangement"]))
    return Place.objects.get(pk=kept.pk), Place.objects.get(pk=other.pk)


def state():
    """Every place, record, referral and activity, as text."""
    rows = [
        *Place.objects.order_by("pk"),
        *SourceRecord.objects.order_by("pk"),
        *Referral.objects.order_by("pk"),
        *Activity.objects.order_by("pk"),
    ]
    models = serialize("python", rows)
    return [
        {n: v for n, v in row["fields"].items() if n not in WORDS} | {"pk": row["pk"]}
        for row in models
    ]


def test_the_sheet_that_is_kept_takes_what_it_lacked(pair):
    kept, other = pair
    merge(kept, other)
    kept.refresh_from_db()
    assert kept.phone == "+33555521234"
    assert kept.provenance["phone"]["source"] == "Région"
    assert kept.terms.filter(vocabulary="service").exists()
    assert (kept.slug, kept.source) == ("mediatheque", "Hub")


def test_all_that_points_to_the_other_points_to_the_one_kept(pair):
    kept, other = pair
    referral = ReferralFactory(place=other)
    activity = ActivityFactory(place=other)
    merge(kept, other)
    referral.refresh_from_db()
    activity.refresh_from_db()
    assert (referral.place, activity.place) == (kept, kept)
    assert not SourceRecord.objects.filter(place=other).exists()


def test_the_old_address_leads_to_the_sheet_that_is_kept(client, pair):
    kept, other = pair
    last = PlaceFactory(organisation=kept.organisation, slug="le-dernier")
    merge(kept, other)
    merge(last, kept)
    response = client.get("/lieux/bibliotheque/")
    assert (response.status_code, response["Location"]) == (302, "/lieux/le-dernier/")
    assert client.get("/lieux/jamais-vu/").status_code == 404


def test_parting_what_was_joined_gives_everything_back(pair):
    kept, other = pair
    ReferralFactory(place=other)
    ReferralFactory(place=kept)
    ActivityFactory(place=other)
    # Composed once before, so that only the joining is compared.
    event = merge(kept, other)
    undo(event)
    before = state()
    Double.objects.all().delete()
    event = merge(Place.objects.get(pk=kept.pk), Place.objects.get(pk=other.pk))
    assert state() != before
    undo(event)
    assert state() == before
    assert Place.objects.get(slug="bibliotheque").status == Place.Status.PUBLISHED


def test_joining_and_parting_changes_nothing_of_what_is_read(pair):
    kept, other = pair
    fields = [f.name for f in Place._meta.fields if f.name not in {*WORDS, "provenance"}]
    before = list(Place.objects.order_by("pk").values(*fields))
    terms = [set(place.terms.all()) for place in pair]
    undo(merge(kept, other))
    assert list(Place.objects.order_by("pk").values(*fields)) == before
    assert [set(place.terms.all()) for place in Place.objects.order_by("pk")] == terms


def test_what_was_parted_is_known_as_two_places(pair):
    event = merge(*pair)
    assert Double.objects.get().decision == Double.Decision.SAME
    undo(event)
    assert Double.objects.get().decision == Double.Decision.DIFFERENT
    with pytest.raises(MergeRefusedError, match="déjà séparées"):
        undo(event)


def test_a_correction_follows_its_sheet_and_comes_back(pair):
    kept, other = pair
    correct(other, {"phone": "+33555000000"}, by="manager")
    event = merge(kept, other)
    kept.refresh_from_db()
    assert kept.phone == "+33555000000"
    correct(kept, {"summary": "Ouvert à tous"}, by="manager")
    undo(event)
    other.refresh_from_db()
    kept.refresh_from_db()
    assert other.phone == "+33555000000"
    assert kept.summary == "Ouvert à tous"


def test_the_kept_sheet_takes_the_organisation_it_lacked_and_gives_it_back(pair):
    kept, other = pair
    Place.objects.filter(pk=kept.pk).update(organisation=None)
    kept.refresh_from_db()
    assert survivor_of(kept, other) == (other, kept)
    event = merge(kept, other)
    kept.refresh_from_db()
    assert kept.organisation == other.organisation
    undo(event)
    kept.refresh_from_db()
    assert kept.organisation is None


def test_sheets_of_two_organisations_are_not_joined(pair):
    kept, other = pair
    Place.objects.filter(pk=other.pk).update(organisation=OrganisationFactory())
    with pytest.raises(MergeRefusedError, match="deux structures"):
        merge(kept, other)
    assert Place.objects.standing().count() == 2


def test_a_sheet_already_joined_is_not_joined_again(pair):
    kept, other = pair
    third = PlaceFactory(organisation=kept.organisation)
    merge(kept, other)
    with pytest.raises(MergeRefusedError, match="vient d’être réunie"):
        merge(third, other)
    with pytest.raises(MergeRefusedError, match="une seule"):
        merge(kept, kept)


def test_parting_waits_until_the_last_joining_is_undone(pair):
    kept, other = pair
    last = PlaceFactory(organisation=kept.organisation)
    first = merge(kept, other)
    second = merge(last, kept)
    with pytest.raises(MergeRefusedError, match="séparez-les d’abord"):
        undo(first)
    undo(second)
    undo(first)
    assert Place.objects.standing().count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_several_joinings_at_once_one_wins(terms):
    places = [PlaceFactory(organisation=None) for _ in range(3)]
    first, second, third = places
    orders = [(first, second), (second, first), (third, second), (second, third)]
    barrier = Barrier(len(orders))

    def join(order):
        barrier.wait()
        try:
            merge(*order)
        except MergeRefusedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(orders)) as pool:
        won = sum(pool.map(join, orders))
    assert won == MergeEvent.objects.count()
    assert won in {1, 2}
    assert Place.objects.standing().count() == 3 - won
    assert not SourceRecord.objects.exclude(place__merged_into=None).exists()
