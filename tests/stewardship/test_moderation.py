"""Modeste approves and rejects in the CMS, in the words of Wagtail."""

import pytest
from django.urls import reverse

from mediation.stewardship.models import Claim, ErrorReport, NewPlace
from places.models import Place
from tests.factories import (
    CheckReminderFactory,
    ClaimFactory,
    ErrorReportFactory,
    PlaceFactory,
    ReferralFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("stewardship_moderation")


@pytest.fixture
def admin(client, modeste):
    client.force_login(modeste)
    return client


def test_the_page_shows_what_waits(admin):
    claim = ClaimFactory(status="submitted")
    ClaimFactory(place__name="Un lien est parti")
    orphan = ErrorReportFactory(place__organisation=None, text="Le <b>portail</b>")
    held = ErrorReportFactory()
    UserFactory(role="manager", organisation=held.place.organisation)
    draft = PlaceFactory(status="draft")
    gone = PlaceFactory()
    for number in range(3):
        ErrorReportFactory(place=gone, reason="closed", reporter=str(number))
    said_closed = PlaceFactory(status="temporarily_closed")
    reminder = CheckReminderFactory(place=said_closed)
    reminder.note("closed")
    still_right = PlaceFactory(status="temporarily_closed")
    CheckReminderFactory(place=still_right).note("up_to_date")
    page = admin.get(PAGE).content.decode()
    for name in (claim.place.name, orphan.place.name, draft.name, gone.name, said_closed.name):
        assert name in page
    for name in ("Un lien est parti", held.place.name, still_right.name, "<b>portail"):
        assert name not in page


def test_a_proposal_is_shown_in_words(admin, magali):
    fields = {"status": "closed", "organisation_id": magali.organisation_id, "commune_id": "23096"}
    PlaceFactory(organisation=None).proposals.create(fields=fields, terms={"fee": ["gratuit"]})
    page = admin.get(PAGE).content.decode()
    for words in ("Fermé", magali.organisation.name, "Frais à charge", "Gratuit", "Publié"):
        assert words in page
    assert "23096" not in page


def test_hours_are_shown_in_words(admin, magali):
    new = PlaceFactory(status="draft", opening_hours="Mo 09:00-12:00; Tu[1] 14:00-16:00")
    NewPlace.objects.create(place=new, organisation=magali.organisation, asked_by=magali)
    changed = PlaceFactory(opening_hours="Mo 09:00-12:00")
    changed.proposals.create(fields={"opening_hours": "voir sur place"}, terms={})
    page = admin.get(PAGE).content.decode().replace("\u00a0", " ")
    assert "Lundi : 9 h à 12 h<br>" in page
    assert "1er mardi du mois : 14 h à 16 h" in page
    assert "voir sur place" in page
    assert "Mo 09:00" not in page


def test_approving_gives_the_sheet_and_tells_both(admin, magali, mail):
    chief = UserFactory(role="manager")
    held = PlaceFactory(organisation=chief.organisation)
    claim = ClaimFactory(place=held, organisation=magali.organisation, status="submitted")
    admin.post(reverse("stewardship_approve", args=[claim.pk]))
    held.refresh_from_db()
    assert held.organisation == magali.organisation
    assert "approuvée" in mail(magali.email)[0]
    assert "change de structure" in mail(chief.email)[0]
    assert admin.post(reverse("stewardship_approve", args=[claim.pk])).status_code == 404


def test_rejecting_needs_a_reason_and_tells_it(admin, magali, mail):
    claim = ClaimFactory(organisation=magali.organisation, status="submitted")
    url = reverse("stewardship_reject", args=[claim.pk])
    admin.post(url, {})
    claim.refresh_from_db()
    assert claim.is_open
    admin.post(url, {"reason": "unverified"})
    claim.refresh_from_db()
    assert claim.status == Claim.Status.REJECTED
    assert "nous n’avons pas pu le vérifier" in mail(magali.email)[0]


def test_a_refused_approval_says_why(admin, chloe):
    held = PlaceFactory(organisation=chloe.organisation)
    ReferralFactory(place=held)
    claim = ClaimFactory(place=held, status="submitted")
    page = admin.post(reverse("stewardship_approve", args=[claim.pk]), follow=True)
    assert "suit encore des personnes" in page.content.decode()


def test_a_report_is_handled(admin, mail):
    report = ErrorReportFactory(place__organisation=None, email="moi@exemple.fr")
    url = reverse("stewardship_moderate_report", args=[report.pk])
    admin.post(url, {"status": "autre"})
    admin.post(url, {"status": "fixed"})
    report.refresh_from_db()
    assert report.status == ErrorReport.Status.FIXED
    assert len(mail("moi@exemple.fr")) == 1


@pytest.mark.parametrize(
    ("decision", "status"), [("closed", "fixed"), ("published", "not_an_error")]
)
def test_a_suspected_place_is_closed_or_left_open(admin, decision, status):
    place = PlaceFactory()
    for number in range(3):
        ErrorReportFactory(place=place, reason="closed", reporter=str(number))
    admin.post(reverse("stewardship_decide_place", args=[place.pk]), {"status": decision})
    place.refresh_from_db()
    assert place.status == decision
    assert set(ErrorReport.objects.values_list("status", flat=True)) == {status}
    assert ErrorReport.objects.suspected_closed() == []


def test_a_draft_is_approved_and_published(admin):
    place = PlaceFactory(status="draft")
    url = reverse("stewardship_decide_place", args=[place.pk])
    admin.post(url, {"status": "draft"})
    assert Place.objects.get().status == Place.Status.DRAFT
    admin.post(url, {"status": "published"})
    assert Place.objects.get().status == Place.Status.PUBLISHED


def test_an_editor_without_the_permission_does_not_moderate(client, modeste):
    modeste.groups.get().permissions.remove(
        modeste.groups.get().permissions.get(codename="moderate_place")
    )
    client.force_login(modeste)
    claim = ClaimFactory(status="submitted")
    assert client.get(PAGE).status_code in {302, 403}
    assert client.post(reverse("stewardship_approve", args=[claim.pk])).status_code in {302, 403}
    claim.refresh_from_db()
    assert claim.is_open


def test_the_page_costs_the_same_for_one_and_for_three(admin, count_queries):
    def add():
        ClaimFactory(status="submitted")
        ErrorReportFactory(place__organisation=None)
        PlaceFactory(status="draft")
        free = {"fee": ["gratuit"]}
        PlaceFactory().proposals.create(fields={"name": "Autre", "status": "closed"}, terms=free)

    add()
    admin.get(PAGE)
    one = count_queries(lambda: admin.get(PAGE))
    add()
    add()
    assert count_queries(lambda: admin.get(PAGE)) == one
