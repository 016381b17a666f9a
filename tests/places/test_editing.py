"""An editor writes a place in the CMS: what is found for her, and what is refused."""

import re
import uuid
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from home.bootstrap import prepare_site
from home.editors import EDITORS, set_editor
from places.editing import PlaceForm
from places.models import Place, PostalCode, Term
from tests import factories

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST = "wagtailsnippets_places_place:list"
ADD = "wagtailsnippets_places_place:add"
EDIT = "wagtailsnippets_places_place:edit"
DELETE = "wagtailsnippets_places_place:delete"


@pytest.fixture
def gueret(db):
    commune = factories.CommuneFactory()
    PostalCode.objects.create(code="23000", commune=commune)
    return commune


@pytest.fixture
def editor(client, site, gueret):
    """A client signed in as Édith, who edits the site."""
    prepare_site()
    user = factories.UserFactory(role="", organisation=None)
    set_editor(user, EDITORS)
    client.force_login(user, backend=BACKEND)
    return client


def written(**fields: Any) -> dict[str, Any]:
    """The form of a new place, as an editor fills it."""
    return {
        "name": "Médiathèque de Guéret",
        "status": "published",
        "address": "8 avenue Fayolle",
        "postal_code": "23000",
        "commune_name": "Gueret",
    } | fields


def errors_of(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return response.context["form"].errors


def test_an_editor_adds_a_place_without_typing_what_can_be_found(editor, gueret):
    services = Term.objects.filter(vocabulary="service")[:2]
    data = written(service=[term.pk for term in services], fee=[])
    response = editor.post(reverse(ADD), data)
    assert response.status_code == 302
    place = Place.objects.get()
    assert place.slug == "mediatheque-de-gueret"
    assert place.commune == gueret
    assert place.insee_code == "23096"
    assert (place.latitude, place.longitude) == (gueret.latitude, gueret.longitude)
    assert place.raw == {"point": "commune"}
    assert place.source == "fanal"
    assert set(place.terms.all()) == set(services)
    assert place.updated_on is not None


def test_two_places_of_one_name_get_two_addresses(editor):
    editor.post(reverse(ADD), written())
    editor.post(reverse(ADD), written())
    assert set(Place.objects.values_list("slug", flat=True)) == {
        "mediatheque-de-gueret",
        "mediatheque-de-gueret-2",
    }


def key_of(page: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_the_same_form_sent_three_times_is_one_place(editor):
    data = written(key=key_of(editor.get(reverse(ADD)).content.decode()))
    answers = [editor.post(reverse(ADD), data, follow=True) for _ in range(3)]
    assert Place.objects.get().name == "Médiathèque de Guéret"
    # Each is told the same, and led to the same place.
    edit = reverse(EDIT, args=[Place.objects.get().pk])
    assert all(edit in str(*answer.context["messages"]) for answer in answers)
    assert {answer.redirect_chain[0][0] for answer in answers} == {reverse(LIST)}
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 1


def test_the_same_form_sent_at_the_same_time_is_one_place(editor, monkeypatch):
    data = written(key=uuid.uuid4())
    editor.post(reverse(ADD), data)
    first = Place.objects.get()
    seen = iter([None, first])
    monkeypatch.setattr(PlaceForm, "already_added", lambda _form: next(seen))
    assert editor.post(reverse(ADD), data).status_code == 302
    assert Place.objects.get() == first


def test_going_back_to_the_page_of_a_new_place_another_may_be_written(editor):
    key = key_of(editor.get(reverse(ADD)).content.decode())
    editor.post(reverse(ADD), written(key=key))
    editor.post(reverse(ADD), written(key=key, name="Médiathèque de Guéret Sud"))
    assert Place.objects.count() == 2


def test_a_point_that_is_typed_replaces_the_town_hall(editor):
    editor.post(reverse(ADD), written())
    place = Place.objects.get()
    data = written(latitude="46.171", longitude="1.872")
    assert editor.post(reverse(EDIT, args=[place.pk]), data).status_code == 302
    place.refresh_from_db()
    assert (place.latitude, place.longitude) == (46.171, 1.872)
    assert "point" not in place.raw


def test_editing_keeps_source_address_and_what_the_form_does_not_show(editor):
    arrangement = Term.objects.filter(vocabulary="arrangement").first()
    service = Term.objects.filter(vocabulary="service").first()
    place = factories.PlaceFactory(source="producteur", source_id="42", slug="lieu-42")
    place.terms.set([arrangement, service])
    editor.post(reverse(EDIT, args=[place.pk]), written(name="Autre nom"))
    place.refresh_from_db()
    assert (place.source, place.source_id, place.slug) == ("producteur", "42", "lieu-42")
    assert place.name == "Autre nom"
    assert list(place.terms.all()) == [arrangement]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("postal_code", "23", "cinq chiffres"),
        ("commune_name", "Nulle-Part", "Guéret"),
        ("opening_hours", "tous les jours", "ne sont pas compris"),
        ("emails", "pas une adresse", "n’est pas une adresse"),
        ("latitude", "46.1", "vont ensemble"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_lost(editor, field, value, words):
    response = editor.post(reverse(ADD), written(**{field: value}))
    errors = errors_of(response)
    assert words in str(errors)
    assert response.context["form"]["name"].value() == "Médiathèque de Guéret"
    assert not Place.objects.exists()


def test_an_unknown_postal_code_is_refused(editor):
    errors = errors_of(editor.post(reverse(ADD), written(postal_code="99999", commune_name="Zut")))
    assert "Aucune commune" in str(errors["commune_name"])


def test_a_postal_code_that_does_not_exist_is_refused_beside_a_known_commune(editor, gueret):
    errors = errors_of(editor.post(reverse(ADD), written(postal_code="99999")))
    assert "99999 n’existe pas" in str(errors["postal_code"]).replace("\u00a0", " ")
    # A CEDEX is in no list.
    editor.post(reverse(ADD), written(postal_code="23011"))
    assert Place.objects.get().commune == gueret


def test_a_point_far_from_its_commune_is_asked_about_once(editor):
    far = written(latitude="10", longitude="10")
    response = editor.post(reverse(ADD), far)
    assert "km de Guéret" in str(errors_of(response)["latitude"])
    assert 'name="point_confirmed"' in response.content.decode()
    assert editor.post(reverse(ADD), far | {"point_confirmed": "on"}).status_code == 302
    place = Place.objects.get()
    assert (place.latitude, place.longitude) == (10, 10)
    response = editor.post(reverse(EDIT, args=[place.pk]), far | {"name": "Autre nom"})
    assert response.status_code == 302


def test_e_mail_addresses_are_kept_one_a_line(editor):
    editor.post(reverse(ADD), written(emails="un@exemple.fr  deux@exemple.fr"))
    assert Place.objects.get().emails == "un@exemple.fr\ndeux@exemple.fr"


def test_hours_are_typed_in_french_and_said_back(editor):
    response = editor.post(reverse(ADD), written(opening_hours="lundi 9h-12h"), follow=True)
    place = Place.objects.get()
    assert place.opening_hours == "Mo 09:00-12:00"
    assert "Lu ainsi\u00a0: Lundi\u00a0: 9\u00a0h à 12\u00a0h" in response.content.decode()
    page = editor.get(reverse(EDIT, args=[place.pk])).content.decode()
    assert "Horaires enregistrés\u00a0: Lundi\u00a0: 9\u00a0h à 12\u00a0h" in page


def test_hours_that_an_import_kept_as_text_do_not_stop_an_editor(editor):
    place = factories.PlaceFactory(opening_hours="Hiver : se renseigner", slug="lieu-7")
    typed = {"opening_hours": place.opening_hours, "opening_hours-seen": place.opening_hours}
    editor.post(reverse(EDIT, args=[place.pk]), written(name="Autre nom", **typed))
    place.refresh_from_db()
    assert (place.name, place.opening_hours) == ("Autre nom", "Hiver : se renseigner")


def test_nobody_deletes_a_place(admin_client, site):
    prepare_site()
    place = factories.PlaceFactory()
    admin_client.post(reverse(DELETE, args=[place.pk]))
    bulk = reverse("wagtail_bulk_action", args=["places", "place", "delete"])
    admin_client.post(f"{bulk}?id={place.pk}")
    assert Place.objects.filter(pk=place.pk).exists()


def test_an_editor_finds_a_place_by_its_name_its_commune_or_its_state(editor):
    factories.PlaceFactory(name="Bus numérique")
    factories.PlaceFactory(name="Médiathèque", status=Place.Status.DRAFT)
    assert "Bus" not in editor.get(reverse(LIST), {"q": "Médiath"}).content.decode()
    html = editor.get(reverse(LIST), {"status": "draft"}).content.decode()
    assert "Médiathèque" in html
    assert "Bus" not in html


def test_the_list_costs_the_same_for_one_place_and_for_three(editor, count_queries):
    factories.PlaceFactory()
    editor.get(reverse(LIST))
    one = count_queries(lambda: editor.get(reverse(LIST)))
    factories.PlaceFactory.create_batch(2)
    assert count_queries(lambda: editor.get(reverse(LIST))) == one


def test_organisations_cost_the_same_for_one_and_for_three(editor, count_queries):
    url = reverse("wagtailsnippets_places_organisation:list")
    factories.OrganisationFactory()
    editor.get(url)
    one = count_queries(lambda: editor.get(url))
    factories.OrganisationFactory.create_batch(2)
    assert count_queries(lambda: editor.get(url)) == one


def test_a_commune_is_chosen_whatever_its_accents(editor):
    html = editor.get(reverse("commune_chooser:choose_results"), {"q": "GUÉ"}).content.decode()
    assert "Guéret (23)" in html
    html = editor.get(reverse("commune_chooser:choose_results"), {"q": "Limoges"}).content.decode()
    assert "Guéret" not in html
