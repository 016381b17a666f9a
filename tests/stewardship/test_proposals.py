"""Where the installation asks for it, what an editor writes on a place waits for a moderator."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from home.bootstrap import prepare_site
from home.editors import EDITORS, MODERATORS, set_editor
from places.models import Commune, Place, PostalCode, Proposal, Term
from places.proposals import submit
from tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ADD = "wagtailsnippets_places_place:add"
EDIT = "wagtailsnippets_places_place:edit"
PAGE = reverse("stewardship_moderation")


@pytest.fixture(autouse=True)
def _asked(settings, site):
    settings.PLACES_NEED_APPROVAL = True
    prepare_site()


@pytest.fixture
def lieu():
    place = factories.PlaceFactory(organisation=None, summary="Un lieu.")
    PostalCode.objects.create(code="23000", commune=Commune.objects.get(pk="23096"))
    place.terms.set(Term.objects.filter(vocabulary="service", code="demarches"))
    return place


@pytest.fixture
def edith():
    user = factories.UserFactory(first_name="Édith", role="", organisation=None)
    set_editor(user, EDITORS)
    return user


@pytest.fixture
def moderator():
    user = factories.UserFactory(first_name="Modeste", role="", organisation=None)
    set_editor(user, MODERATORS)
    return user


@pytest.fixture
def sign(client):
    """The client, signed in as somebody."""

    def as_(user: Any) -> Any:
        client.force_login(user, backend=BACKEND)
        return client

    return as_


def written(place: Place, **fields: Any) -> dict[str, Any]:
    """The form of the CMS as it stands, with what is changed."""
    terms = [term.pk for term in place.terms.all()]
    return {
        "name": place.name,
        "status": place.status,
        "address": place.address,
        "postal_code": "23000",
        "commune_name": "Guéret",
        "latitude": place.latitude,
        "longitude": place.longitude,
        "summary": place.summary,
        "service": terms,
    } | fields


def test_a_new_place_is_a_draft_that_a_moderator_publishes(sign, edith, moderator, lieu):
    data = written(lieu, name="Le Fournil", status="published")
    sign(edith).post(reverse(ADD), data)
    new = Place.objects.get(name="Le Fournil")
    assert new.status == Place.Status.DRAFT
    assert "Le Fournil" in sign(moderator).get(PAGE).content.decode()


def test_a_change_of_a_published_place_waits_and_is_written_once_approved(
    sign, edith, moderator, lieu, mail
):
    free = Term.objects.get(vocabulary="fee", code="gratuit")
    data = written(lieu, name="Le Fournil", checked_on="2026-11-02", fee=[free.pk])
    response = sign(edith).post(reverse(EDIT, args=[lieu.pk]), data, follow=True)
    assert "Un modérateur relira" in response.content.decode()
    lieu.refresh_from_db()
    assert lieu.name != "Le Fournil"
    proposal = Proposal.objects.get()
    page = sign(moderator).get(PAGE).content.decode()
    for words in ("Le Fournil", "Modifications soumises", "Gratuit"):
        assert words in page
    # Somebody else writes meanwhile: approving takes nothing back.
    Place.objects.filter(pk=lieu.pk).update(summary="Écrit entre-temps")
    url = reverse("stewardship_decide_proposal", args=[proposal.pk])
    sign(moderator).post(url, {"status": "approved"})
    lieu.refresh_from_db()
    assert (lieu.name, lieu.summary) == ("Le Fournil", "Écrit entre-temps")
    assert lieu.checked_on == date(2026, 11, 2)
    assert {term.code for term in lieu.terms.all()} == {"demarches", "gratuit"}
    assert "approuvée" in mail(edith.email)[0]
    assert sign(moderator).post(url, {"status": "approved"}).status_code == 404


def test_a_number_is_shown_as_people_write_it(sign, edith, moderator, lieu):
    Place.objects.filter(pk=lieu.pk).update(phone="+33555000001")
    url = reverse(EDIT, args=[lieu.pk])
    assert 'value="05 55 00 00 01"' in sign(edith).get(url).content.decode()
    sign(edith).post(url, written(lieu, phone="05 55 00 00 02"))
    assert Proposal.objects.get().fields["phone"] == "+33555000002"
    page = sign(moderator).get(PAGE).content.decode()
    assert "05 55 00 00 01" in page
    assert "05 55 00 00 02" in page


def test_the_same_change_sent_twice_waits_once(sign, edith, lieu):
    url, data = reverse(EDIT, args=[lieu.pk]), written(lieu, name="Le Fournil")
    for _ in range(2):
        assert sign(edith).post(url, data).status_code == 302
    assert Proposal.objects.count() == 1
    sign(edith).post(url, data | {"name": "Le Four"})
    assert Proposal.objects.count() == 2


def test_rejecting_needs_a_reason_and_tells_it(sign, edith, moderator, lieu, mail):
    sign(edith).post(reverse(EDIT, args=[lieu.pk]), written(lieu, name="Le Fournil"))
    url = reverse("stewardship_decide_proposal", args=[Proposal.objects.get().pk])
    sign(moderator).post(url, {"status": "rejected"})
    assert Proposal.objects.submitted().exists()
    sign(moderator).post(url, {"status": "rejected", "reason": "Le nom est le bon"})
    lieu.refresh_from_db()
    assert lieu.name != "Le Fournil"
    assert "Le nom est le bon" in mail(edith.email)[0]


def test_a_moderator_writes_without_waiting(sign, moderator, lieu):
    sign(moderator).post(reverse(EDIT, args=[lieu.pk]), written(lieu, name="Le Fournil"))
    lieu.refresh_from_db()
    assert lieu.name == "Le Fournil"
    assert not Proposal.objects.exists()


def test_nobody_waits_where_it_is_not_asked(sign, edith, lieu, settings):
    settings.PLACES_NEED_APPROVAL = False
    sign(edith).post(reverse(EDIT, args=[lieu.pk]), written(lieu, name="Le Fournil"))
    lieu.refresh_from_db()
    assert lieu.name == "Le Fournil"


def test_an_editor_approves_nothing(sign, edith, lieu):
    sign(edith).post(reverse(EDIT, args=[lieu.pk]), written(lieu, name="Le Fournil"))
    url = reverse("stewardship_decide_proposal", args=[Proposal.objects.get().pk])
    assert sign(edith).post(url, {"status": "approved"}).status_code in {302, 403}
    assert Proposal.objects.submitted().exists()


def test_what_changes_nothing_is_no_proposal(lieu, edith):
    assert submit(lieu, ["name", "address"], {"service": lieu.terms.all()}, edith) is None
