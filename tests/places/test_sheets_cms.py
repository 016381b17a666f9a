"""Editors decide in the CMS: what is one place, what has closed, whose word is kept."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from home.bootstrap import prepare_site
from home.editors import EDITORS, MODERATORS, set_editor
from places.corrections import correct, create_record
from places.doubles.finding import find_doubles
from places.models import Double, MergeEvent, Place, Source, SourceRecord
from places.sheets import recompose
from tests import factories

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DOUBLES, MERGES, CLOSINGS = map(reverse, ("places_doubles", "places_merges", "places_maybe_closed"))
EDIT = "wagtailsnippets_places_place:edit"


@pytest.fixture
def editor(client, site):
    """A client signed in as Édith, who edits the site."""
    return signed_in(client, EDITORS)


def signed_in(client, group):
    prepare_site()
    user = factories.UserFactory(role="", organisation=None)
    set_editor(user, group)
    client.force_login(user, backend=BACKEND)
    return client


def make_twins(n=1):
    """A place that two producers list."""
    same = {"address": f"{n} avenue Fayolle", "phone": f"+3355552123{n}", "organisation": None}
    one = factories.PlaceFactory(source="Hub", name=f"Médiathèque Colette {n}", **same)
    other = factories.PlaceFactory(source="Région", name=f"Bibliothèque Colette {n}", **same)
    return one, other


@pytest.fixture
def double(db):
    make_twins()
    find_doubles()
    return Double.objects.get()


@pytest.fixture
def missing(db):
    """A place that its source no longer lists, held by Magali's organisation."""
    organisation = factories.OrganisationFactory(email="accueil@exemple.fr")
    place = factories.PlaceFactory(source="Hub", name="Cyber-base", organisation=organisation)
    create_record(place)
    place.records.update(missing_since=timezone.now())
    return place


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_menu_leads_to_doubles_and_closings(editor):
    html = read(editor, "/gestion/")
    assert DOUBLES in html
    assert CLOSINGS in html


def test_doubles_are_listed_then_compared_side_by_side(editor, double):
    assert "Médiathèque Colette 1" in read(editor, DOUBLES)
    html = read(editor, reverse("places_double", args=[double.pk]))
    assert "<strong>différent</strong>" in html
    assert "identique" in html
    assert "C’est le même lieu" in html
    assert not SourceRecord.objects.exists()


def test_doubles_are_compared_in_the_words_of_people(editor, double):
    double.first.confirm(date(2026, 1, 1))
    html = read(editor, reverse("places_double", args=[double.pk]))
    # On both sheets, and on the one that they would be.
    assert html.count("05 55 52 12 31") == 3
    assert "+33" not in html
    assert "1er\u00a0janvier 2026" in html
    editor.post(reverse("places_join", args=[double.pk]), {"kept": double.second_id})
    assert Place.objects.standing().get().phone == "+33555521231"


def test_the_editor_joins_choosing_the_sheet_that_stays(editor, double):
    editor.post(reverse("places_join", args=[double.pk]), {"kept": double.second_id})
    event = MergeEvent.objects.get()
    assert (event.survivor, event.loser) == (double.second, double.first)
    assert not event.is_automatic
    assert "Aucune paire" in read(editor, DOUBLES)
    assert "À la main" in read(editor, MERGES)
    editor.post(reverse("places_join", args=[double.pk]), {"kept": double.second_id})
    assert MergeEvent.objects.count() == 1


def test_two_places_are_never_proposed_again(editor, double):
    editor.post(reverse("places_part", args=[double.pk]))
    find_doubles()
    assert "Aucune paire" in read(editor, DOUBLES)


def test_a_joining_is_undone_in_one_click(editor, double):
    editor.post(reverse("places_join", args=[double.pk]), {"kept": double.first_id})
    url = reverse("places_undo_merge", args=[MergeEvent.objects.get().pk])
    editor.post(url)
    assert Place.objects.standing().count() == 2
    assert "Séparées le" in read(editor, MERGES)
    assert "déjà séparées" in editor.post(url, follow=True).content.decode()


def test_a_joined_sheet_is_not_opened_again_by_its_form(editor, double):
    editor.post(reverse("places_join", args=[double.pk]), {"kept": double.first_id})
    response = editor.post(reverse(EDIT, args=[double.second_id]), {"status": "published"})
    assert "réunie" in str(response.context["form"].errors)


def test_a_refusal_is_said_and_nothing_is_joined(editor, double):
    for place in (double.first, double.second):
        place.organisation = factories.OrganisationFactory()
        place.save()
    response = editor.post(
        reverse("places_join", args=[double.pk]), {"kept": double.first_id}, follow=True
    )
    assert "deux structures" in response.content.decode()
    assert Place.objects.standing().count() == 2


def test_the_joined_sheet_is_no_longer_in_the_list_of_places(editor, double):
    editor.post(reverse("places_join", args=[double.pk]), {"kept": double.first_id})
    read(editor, DOUBLES)
    html = read(editor, reverse("wagtailsnippets_places_place:list"))
    assert "Médiathèque Colette" in html
    assert "Bibliothèque Colette" not in html


@pytest.mark.parametrize("url", [DOUBLES, MERGES, CLOSINGS])
def test_a_list_costs_the_same_for_one_row_and_for_three(editor, count_queries, missing, url):
    def make(n):
        make_twins(n)
        find_doubles()
        double = Double.objects.pending().last()
        if url == MERGES:
            editor.post(reverse("places_join", args=[double.pk]), {"kept": double.first_id})
        place = factories.PlaceFactory(source="Hub")
        create_record(place)
        place.records.update(missing_since=timezone.now())

    make(1)
    editor.get(url)
    one = count_queries(lambda: editor.get(url))
    make(2)
    make(3)
    assert count_queries(lambda: editor.get(url)) == one


def test_a_place_gone_from_its_source_is_closed_in_one_click(editor, missing):
    assert "Cyber-base" in read(editor, CLOSINGS)
    editor.post(reverse("places_decide_closing", args=[missing.pk]), {"decision": "close"})
    missing.refresh_from_db()
    assert missing.status == Place.Status.CLOSED
    assert "Rien à vérifier" in read(editor, CLOSINGS)


def test_or_it_is_kept_and_no_longer_asked_about(editor, missing):
    editor.post(reverse("places_decide_closing", args=[missing.pk]), {"decision": "keep"})
    missing.refresh_from_db()
    assert missing.status == Place.Status.PUBLISHED
    assert "Rien à vérifier" in read(editor, CLOSINGS)


def test_or_its_organisation_is_asked_once(editor, missing, mailoutbox):
    for _ in range(2):
        editor.post(reverse("stewardship_ask", args=[missing.pk]))
    assert [message.to for message in mailoutbox] == [["accueil@exemple.fr"]]
    assert "http://testserver/" in mailoutbox[0].body
    assert "Demandé le" in read(editor, CLOSINGS)


def test_a_sheet_checked_since_is_not_to_be_closed(editor, missing):
    Place.objects.filter(pk=missing.pk).update(checked_on=timezone.localdate())
    assert "Rien à vérifier" in read(editor, CLOSINGS)


def test_a_place_says_which_source_told_what(editor):
    place = factories.PlaceFactory(source="Hub X", phone="+33555521234", updated_on="2023-03-03")
    create_record(place)
    recompose([place.pk])
    place.refresh_from_db()
    correct(place, {"phone": "+33555000000"}, by="editor")
    html = read(editor, reverse(EDIT, args=[place.pk]))
    assert "d’après Hub X, 3\u00a0mars 2023" in html
    assert "corrigé à la main" in html
    assert "Reprendre la valeur de la source" in html
    editor.post(reverse("places_give_back", args=[place.pk]), {"given_back": "phone"})
    place.refresh_from_db()
    assert place.phone == "+33555521234"


def test_a_moderator_ranks_sources_and_places_follow(
    client, site, django_capture_on_commit_callbacks
):
    moderator = signed_in(client, MODERATORS)
    one, other = make_twins()
    for place in (one, other):
        create_record(place)
    SourceRecord.objects.filter(place=other).update(place=one)
    recompose([one.pk])
    source = Source.objects.get(name="Région")
    url = reverse("wagtailsnippets_places_source:edit", args=[source.pk])
    with django_capture_on_commit_callbacks(execute=True):
        response = moderator.post(url, {"label": "La Région", "rank": "1", "licence": ""})
    assert response.status_code == 302
    one.refresh_from_db()
    assert one.name == "Bibliothèque Colette 1"


def test_an_editor_does_not_rank_sources(editor):
    source = Source.objects.create(name="Hub")
    url = reverse("wagtailsnippets_places_source:edit", args=[source.pk])
    assert editor.get(url).status_code in {302, 403}


@pytest.mark.parametrize("name", ["places_join", "places_part", "places_undo_merge"])
def test_reading_an_address_that_acts_does_nothing(editor, double, name):
    assert editor.get(reverse(name, args=[double.pk])).status_code == 405


def test_lists_of_the_cms_write_days_as_people_do(client, site):
    moderator = signed_in(client, MODERATORS)
    factories.PlaceFactory(checked_on=date(2026, 1, 1))
    source = Source.objects.create(
        name="Hub", last_imported_at=datetime(2026, 1, 1, 8, 37, tzinfo=UTC)
    )
    assert "1er\u00a0janvier 2026" in read(moderator, reverse("wagtailsnippets_places_place:list"))
    said = "1er\u00a0janvier 2026 à 9\u00a0h\u00a037"
    assert said in read(moderator, reverse("wagtailsnippets_places_source:list"))
    assert said in read(moderator, reverse("wagtailsnippets_places_source:edit", args=[source.pk]))
