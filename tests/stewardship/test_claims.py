"""Magali says that a place is her organisation's, and proves it or is believed."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mediation.stewardship.models import Claim, ClaimRefused
from places.models import Place
from referrals.models import Referral
from tests.factories import ClaimFactory, PlaceFactory, ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_try():
    cache.clear()


@pytest.fixture
def orphan(site):
    """A place that nobody holds, with a mailbox of its own."""
    return PlaceFactory(
        organisation=None,
        name="Le Fournil",
        emails="accueil@lefournil.fr\nlefournil@gmail.com",
        websites="https://www.lefournil.fr",
    )


@pytest.fixture
def url(orphan):
    return reverse("stewardship:claim", args=[orphan.slug])


def link_of(message: str) -> str:
    return re.search(r"/fiche/rattacher/[\w-]+/", message)[0]


def test_magali_finds_the_place_by_its_words(desk, orphan):
    page = desk.get(reverse("stewardship:find"), {"q": "fournil 23000"}).content.decode()
    assert "Le Fournil" in page
    # Under the name, not beside it: there is no room on a phone.
    assert '<p class="place-text">' in page
    assert (
        "ne porte ces mots"
        in desk.get(reverse("stewardship:find"), {"q": "fournil\0 59000"}).content.decode()
    )


@pytest.mark.parametrize(
    "typed", ["zephyr", "ESPACE ZÉPHYR", "zéphyr Guéret", "L'espace", "ZEPHYR gueret 230"]
)
def test_accents_and_capitals_do_not_matter(desk, site, typed):
    PlaceFactory(organisation=None, name="L’Espace Zéphyr")
    page = desk.get(reverse("stewardship:find"), {"q": typed}).content.decode()
    assert "L’Espace Zéphyr" in page


@pytest.mark.parametrize("typed", ["_", "%", "…", "zephyr.*"])
def test_signs_are_not_words(desk, site, typed):
    PlaceFactory(organisation=None, name="Médiathèque")
    page = desk.get(reverse("stewardship:find"), {"q": typed}).content.decode()
    assert "Médiathèque" not in page
    assert "ne porte ces mots" in page


def test_a_link_to_the_place_s_own_mailbox_proves_it(desk, url, orphan, magali, mail):
    page = desk.get(url).content.decode()
    assert "accueil@lefournil.fr" in page
    assert "gmail.com" not in page
    desk.post(url, {"way": "accueil@lefournil.fr"})
    (message,) = mail("accueil@lefournil.fr")
    assert magali.organisation.name in message
    assert magali.last_name not in message
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(link_of(message)).status_code == 200
    orphan.refresh_from_db()
    assert orphan.organisation is None
    assert "maintenant tenue par" in stranger.post(link_of(message)).content.decode()
    orphan.refresh_from_db()
    assert orphan.organisation == magali.organisation
    assert len(mail(magali.email)) == 1
    assert stranger.post(link_of(message)).status_code == 410


def test_an_address_of_the_site_s_domain_will_do_and_no_other(desk, url, mail):
    for wrong in ("x@gmail.com", "x@pirate.net", ""):
        page = desk.post(url, {"way": "other", "email": wrong}).content.decode()
        assert "error-summary" in page
    assert not Claim.objects.exists()
    desk.post(url, {"way": "other", "email": "chef@lefournil.fr"})
    assert len(mail("chef@lefournil.fr")) == 1
    assert Claim.objects.get().domain == "lefournil.fr"


def test_an_address_that_was_not_proposed_is_refused(desk, url, mail):
    desk.post(url, {"way": "lefournil@gmail.com"})
    assert mail("lefournil@gmail.com") == []
    assert not Claim.objects.exists()


def test_asking_twice_is_one_claim_and_the_last_link_works(desk, url, mail):
    desk.post(url, {"way": "accueil@lefournil.fr"})
    desk.post(url, {"way": "accueil@lefournil.fr"})
    first, second = map(link_of, mail("accueil@lefournil.fr"))
    assert Claim.objects.count() == 1
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_the_same_page_sent_three_times_asks_once(desk, url, mail):
    page = desk.get(url)
    data = {"way": "accueil@lefournil.fr", "key": page.context["form"]["key"].value()}
    assert f'value="{data["key"]}"' in page.content.decode()
    assert {desk.post(url, data).url for _ in range(3)} == {reverse("stewardship:places")}
    (message,) = mail("accueil@lefournil.fr")
    assert Client().get(link_of(message)).status_code == 200


def test_a_page_sent_again_after_a_refusal_asks_nothing_more(desk, url, mail, modeste):
    data = {"way": "moderator", "key": uuid.uuid4()}
    desk.post(url, data)
    Claim.objects.get().reject(modeste, "unverified")
    assert desk.post(url, data).status_code == 302
    assert Claim.objects.count() == len(mail(modeste.email)) == 1


def test_a_link_lasts_three_days_and_its_secret_is_not_kept(db, site):
    token = ClaimFactory().issue_link("lefournil.fr")
    assert len(token) >= 22
    assert not Claim.objects.filter(token_hash=token).exists()
    Claim.objects.update(link_sent_at=timezone.now() - timedelta(hours=72))
    assert Client().post(reverse("upkeep:prove", args=[token])).status_code == 410
    assert Place.objects.get().organisation is None


def test_without_a_mailbox_a_moderator_decides(desk, url, orphan, magali, modeste, mail):
    desk.post(url, {"way": "moderator"})
    desk.post(url, {"way": "moderator"})
    assert len(mail(modeste.email)) == 1
    claim = Claim.objects.get()
    assert claim.status == Claim.Status.SUBMITTED
    claim.approve(modeste)
    orphan.refresh_from_db()
    assert orphan.organisation == magali.organisation


def test_the_only_way_to_prove_is_chosen_already(desk, url, chloe, site):
    held = PlaceFactory(organisation=chloe.organisation)
    only = desk.get(reverse("stewardship:claim", args=[held.slug])).context["form"]
    assert [choice.data["selected"] for choice in only["way"]] == [True]
    among = desk.get(url).context["form"]
    assert not any(choice.data["selected"] for choice in among["way"])


def test_the_structure_is_named_in_good_french(desk, url, magali):
    magali.organisation.name = "Les Passeurs"
    magali.organisation.save()
    assert "à votre structure (Les Passeurs)" in desk.get(url).content.decode()


def test_a_place_that_somebody_holds_goes_to_a_moderator(desk, chloe, site, modeste):
    held = PlaceFactory(organisation=chloe.organisation, emails="accueil@lefournil.fr")
    page = desk.get(reverse("stewardship:claim", args=[held.slug])).content.decode()
    assert "accueil@lefournil.fr" not in page.split("<main")[1]
    assert "Une autre structure tient déjà cette fiche" in page
    desk.post(reverse("stewardship:claim", args=[held.slug]), {"way": "accueil@lefournil.fr"})
    assert not Claim.objects.exists()
    desk.post(reverse("stewardship:claim", args=[held.slug]), {"way": "moderator"})
    assert Claim.objects.get().is_disputed


def test_a_link_opened_after_somebody_else_took_the_sheet_goes_to_a_moderator(chloe, site):
    claim = ClaimFactory()
    token = claim.issue_link("lefournil.fr")
    Place.objects.update(organisation=chloe.organisation)
    page = Client().post(reverse("upkeep:prove", args=[token])).content.decode()
    assert "L’équipe du site décidera" in page
    claim.refresh_from_db()
    assert claim.status == Claim.Status.SUBMITTED
    assert Place.objects.get().organisation == chloe.organisation


def test_a_link_that_left_it_to_a_moderator_is_spent(chloe, site, modeste, mail):
    token = ClaimFactory().issue_link("lefournil.fr")
    Place.objects.update(organisation=chloe.organisation)
    url = reverse("upkeep:prove", args=[token])
    Client().post(url)
    Place.objects.update(organisation=None)
    assert Client().post(url).status_code == 410
    assert Place.objects.get().organisation is None
    assert len(mail(modeste.email)) == 1


def test_one_s_own_place_is_not_claimed(desk, place, site):
    assert desk.post(reverse("stewardship:claim", args=[place.slug])).status_code == 302
    assert not Claim.objects.exists()


def test_a_sheet_joined_to_another_leads_to_that_one(desk, place):
    old = PlaceFactory(status=Place.Status.CLOSED, merged_into=place)
    answer = desk.get(reverse("stewardship:claim", args=[old.slug]))
    assert answer.url == reverse("stewardship:claim", args=[place.slug])


def test_a_sheet_closed_since_says_so_and_a_draft_says_nothing(desk, site):
    closed = PlaceFactory(name="Ancien guichet", status=Place.Status.CLOSED)
    answer = desk.get(reverse("stewardship:claim", args=[closed.slug]), follow=True)
    assert "La fiche «\u202fAncien guichet\u202f» est fermée" in answer.content.decode()
    assert not Claim.objects.exists()
    draft = PlaceFactory(status=Place.Status.DRAFT)
    assert desk.get(reverse("stewardship:claim", args=[draft.slug])).status_code == 404


def test_a_change_of_hands_shows_nobody_s_name(chloe, modeste, magali):
    held = PlaceFactory(organisation=chloe.organisation)
    referral = ReferralFactory(place=held, status=Referral.Status.HELPED)
    claim = ClaimFactory(place=held, organisation=magali.organisation, status="submitted")
    with pytest.raises(ClaimRefused, match="suit encore des personnes"):
        claim.approve(modeste)
    referral.forget()
    claim.approve(modeste)
    held.refresh_from_db()
    assert held.organisation == magali.organisation


def test_a_link_shows_nobody_s_name_either(site):
    claim = ClaimFactory()
    ReferralFactory(place=claim.place, status=Referral.Status.HELPED)
    Client().post(reverse("upkeep:prove", args=[claim.issue_link("lefournil.fr")]))
    claim.refresh_from_db()
    assert claim.status == Claim.Status.SUBMITTED
    assert Place.objects.get(pk=claim.place_id).organisation is None


def test_a_claim_is_decided_once(modeste):
    claim = ClaimFactory(status="submitted")
    claim.reject(modeste, "unverified")
    claim.approve(modeste)
    assert claim.status == Claim.Status.REJECTED
    assert Place.objects.get().organisation is None


def test_the_database_keeps_one_open_claim_a_place_and_organisation():
    claim = ClaimFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimFactory(place=claim.place, organisation=claim.organisation)


def test_the_claims_of_others_are_not_seen(magali, bachir, chloe):
    mine = ClaimFactory(organisation=magali.organisation)
    ClaimFactory()
    assert list(Claim.objects.visible_to(magali)) == [mine]
    assert not Claim.objects.visible_to(bachir).exists()
    assert not Claim.objects.visible_to(chloe).exists()
