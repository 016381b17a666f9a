"""Every address × every person: what is not said here is refused, and an unlisted address fails."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from mediation.accounts.models import User
from mediation.crm.models import Activity, Beneficiary
from mediation.stewardship.models import ErrorReport
from places.models import ImportRun, Place
from referrals.models import Referral
from tests import factories

# In this order: nobody, Alice (referrer, who sent), Bachir (mediator, who received), Magali (his
# manager), Rémi (referrer of another organisation), Chloé (mediator of another organisation),
# Colin (coordinator), Anne (analyst), Édith (editor of the site, without a role).
PERSONS = ("nobody", "alice", "bachir", "magali", "remi", "chloe", "colin", "anne", "edith")

PUBLIC = "ok ok ok ok ok ok ok ok ok"
SIGNED_IN = "login ok ok ok ok ok ok ok ok"
SENDERS = "login ok 403 403 ok 403 403 403 403"
RECEIVERS = "login 403 ok ok 403 ok 403 403 403"
# One row of Bachir's organisation: his own, his manager's; a stranger's is not found.
OWN_ORGANISATION = "login 403 ok ok 403 404 403 403 403"
OWN_ONLY = "login 403 ok 404 403 404 403 403 403"
SENT_BY_ALICE = "login ok 403 403 404 403 403 403 403"
SENT_OR_RECEIVED = "login ok ok ok 404 404 403 403 403"
MANAGERS = "login 403 403 ok 403 403 403 403 403"
FIGURES = "login 403 ok ok 403 ok ok ok 403"
NOT_FOUND = "404 404 404 404 404 404 404 404 404"

GET_CASES = {
    "places:list": PUBLIC,
    "places:suggest": PUBLIC,
    "places:map_points": PUBLIC,
    "places:detail": PUBLIC,
    "places:guide": PUBLIC,
    "places:embed": PUBLIC,
    "places:embed_builder": PUBLIC,
    "places:open_data": PUBLIC,
    "places:open_catalogue": PUBLIC,
    "places:open_file": NOT_FOUND,
    "places:territories": PUBLIC,
    "places:territory": PUBLIC,
    "places:imports": MANAGERS,
    "places:import_run": MANAGERS,
    "places:import_mapping": MANAGERS,
    "places:import_mapping_file": MANAGERS,
    "places:import_remarks": MANAGERS,
    "places:import_remarks_csv": MANAGERS,
    "tickets:search": PUBLIC,
    "tickets:follow": PUBLIC,
    "tickets:demo_mail": NOT_FOUND,
    "upkeep:report": PUBLIC,
    "upkeep:confirm": PUBLIC,
    "upkeep:closed": PUBLIC,
    "upkeep:prove": PUBLIC,
    "stewardship:places": MANAGERS,
    "stewardship:find": MANAGERS,
    "stewardship:claim": MANAGERS,
    "stewardship:propose": MANAGERS,
    "stewardship:change": MANAGERS,
    "stewardship:close": MANAGERS,
    "public:search": PUBLIC,
    "home:site_css": PUBLIC,
    "home:robots": PUBLIC,
    "home:sitemap": PUBLIC,
    "home:sitemap_section": PUBLIC,
    "home:security_contact": PUBLIC,
    "home:health": PUBLIC,
    "home:image": NOT_FOUND,
    "home:video": NOT_FOUND,
    "api:root": PUBLIC,
    "api:places": PUBLIC,
    "api:place": PUBLIC,
    "api:schema": PUBLIC,
    "api:docs": PUBLIC,
    "api:unknown": NOT_FOUND,
    "account_login": PUBLIC,
    "account_inactive": PUBLIC,
    "account_signup": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_logout": PUBLIC,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": "login 404 404 404 404 404 404 404 404",
    "mfa_view_recovery_codes": "login 404 404 404 404 404 404 404 404",
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": "login 404 404 404 404 404 404 404 404",
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_login_error": PUBLIC,
    "socialaccount_signup": "login login login login login login login login login",
    "socialaccount_connections": SIGNED_IN,
    "openid_connect_login": NOT_FOUND,
    "openid_connect_callback": NOT_FOUND,
    "statistics:dashboard": SIGNED_IN,
    "statistics:overview": FIGURES,
    "statistics:workbook": FIGURES,
    "statistics:definitions": FIGURES,
    "accounts:profile": SIGNED_IN,
    "accounts:team": MANAGERS,
    "accounts:invite": MANAGERS,
    "referrals:list": "login ok ok ok ok ok 403 403 403",
    "referrals:create": SENDERS,
    "referrals:sheet": SENDERS,
    "referrals:detail": SENT_OR_RECEIVED,
    "crm:beneficiaries": RECEIVERS,
    "crm:add_beneficiary": RECEIVERS,
    "crm:beneficiary": OWN_ORGANISATION,
    "crm:change_beneficiary": OWN_ORGANISATION,
    "crm:erase_beneficiary": OWN_ORGANISATION,
    "crm:access_copy": OWN_ORGANISATION,
    "crm:access_copy_json": OWN_ORGANISATION,
    "crm:activities": RECEIVERS,
    "crm:add_activity": RECEIVERS,
    "crm:add_workshop": RECEIVERS,
    "crm:activity": OWN_ORGANISATION,
    "crm:change_activity": OWN_ONLY,
    "crm:delete_activity": OWN_ONLY,
}
# Addresses that act: what an empty POST gets; « ok » is any answer but a refusal.
POST_CASES = {
    "places:imports": MANAGERS,
    "places:import_mapping": MANAGERS,
    "places:import_mapping_load": MANAGERS,
    "places:import_apply": MANAGERS,
    "places:import_reopen": MANAGERS,
    "places:import_cancel": MANAGERS,
    "places:import_resume": MANAGERS,
    "accounts:close_sessions": SIGNED_IN,
    "accounts:set_active": "login 403 403 ok 403 403 403 403 403",
    "upkeep:report": PUBLIC,
    "upkeep:confirm": PUBLIC,
    "upkeep:closed": PUBLIC,
    "upkeep:prove": PUBLIC,
    "stewardship:claim": MANAGERS,
    "stewardship:propose": MANAGERS,
    "stewardship:change": MANAGERS,
    "stewardship:close": MANAGERS,
    "stewardship:confirm": MANAGERS,
    "stewardship:availability": MANAGERS,
    "stewardship:reopen": MANAGERS,
    "stewardship:handle_report": MANAGERS,
    "referrals:create": SENDERS,
    "referrals:withdraw": SENT_BY_ALICE,
    "referrals:withdraw_agreement": SENT_BY_ALICE,
    "referrals:ticket": SENT_BY_ALICE,
    "referrals:seen": OWN_ORGANISATION,
    "referrals:accept": OWN_ORGANISATION,
    "referrals:decline": OWN_ORGANISATION,
    "referrals:not_ours": OWN_ORGANISATION,
    "referrals:appointment": OWN_ORGANISATION,
    "referrals:close": OWN_ORGANISATION,
    "crm:start_support": OWN_ORGANISATION,
    "crm:add_beneficiary": RECEIVERS,
    "crm:change_beneficiary": OWN_ORGANISATION,
    "crm:erase_beneficiary": OWN_ORGANISATION,
    "crm:add_activity": RECEIVERS,
    "crm:add_workshop": RECEIVERS,
    "crm:change_activity": OWN_ONLY,
    "crm:delete_activity": OWN_ONLY,
}
ABOUT_A_PLACE = {
    f"stewardship:{verb}"
    for verb in ("claim", "change", "close", "confirm", "availability", "reopen")
}
# Wagtail's own addresses: its admin is tried as a whole below, its pages are public.
FOREIGN = ("wagtail", "wagtaildocs", "wagtailcore")


@dataclass
class World:
    """One of each thing, with its people."""

    people: dict[str, User | None]
    place: Place
    referral: Referral
    beneficiary: Beneficiary
    activity: Activity
    ticket: str
    run: ImportRun
    reminder: str
    proof: str
    report: ErrorReport

    def arguments(self, name: str) -> list[Any]:
        """What `reverse` needs for an address, by what the address is about."""
        known = {
            "places:detail": self.place.slug,
            "api:place": self.place.slug,
            "tickets:follow": self.ticket,
            "upkeep:report": self.place.slug,
            "upkeep:confirm": self.reminder,
            "upkeep:closed": self.reminder,
            "upkeep:prove": self.proof,
            "stewardship:handle_report": self.report.pk,
            "home:image": "absente.png",
            "home:sitemap_section": "lieux",
            "api:unknown": "ailleurs",
            "openid_connect_login": "oidc",
            "openid_connect_callback": "oidc",
            "accounts:set_active": self.people["bachir"].pk,
            "crm:start_support": self.referral.pk,
        }
        pairs = {
            "places:territory": ["departement", "23"],
            "home:video": [0, "mp4"],
            "places:open_file": ["derniere", "absent.csv"],
            "account_reset_password_from_key": ["1", "cle"],
        }
        if name in pairs:
            return pairs[name]
        if name in known:
            return [known[name]]
        if name in ABOUT_A_PLACE:
            return [self.place.slug]
        return [row.pk for names, row in self.subjects() if name in names]

    def subjects(self) -> list[tuple[set[str], Any]]:
        """Which addresses are about one row, and the row."""
        about_referral = {n for n in (*GET_CASES, *POST_CASES) if n.startswith("referrals:")}
        about_activity = {"crm:activity", "crm:change_activity", "crm:delete_activity"}
        about_person = {f"crm:{verb}_beneficiary" for verb in ("change", "erase")}
        about_run = {n for n in (*GET_CASES, *POST_CASES) if n.startswith("places:import_")}
        about_person |= {"crm:beneficiary", "crm:access_copy", "crm:access_copy_json"}
        return [
            (
                about_referral - {f"referrals:{n}" for n in ("list", "create", "sheet")},
                self.referral,
            ),
            (about_activity, self.activity),
            (about_person, self.beneficiary),
            (about_run, self.run),
        ]

    def query(self, name: str) -> dict[str, str]:
        return {"lieu": self.place.slug} if name == "referrals:sheet" else {}


@pytest.fixture
def world(site, alice, bachir, magali, chloe, colin, anne):
    place = bachir.organisation.places.get()
    remi = factories.UserFactory(first_name="Rémi", role=User.Role.REFERRER)
    edith = factories.UserFactory(first_name="Édith", role="", organisation=None)
    people = dict(
        zip(PERSONS, (None, alice, bachir, magali, remi, chloe, colin, anne, edith), strict=True)
    )
    referral = factories.ReferralFactory(referrer=alice, place=place)
    ticket = referral.issue_ticket()
    return World(
        people,
        place,
        referral,
        factories.BeneficiaryFactory(organisation=bachir.organisation),
        factories.ActivityFactory(mediator=bachir, place=place),
        ticket,
        factories.ImportRunFactory(user=magali, organisation=magali.organisation),
        factories.CheckReminderFactory(place=place).issue_link(),
        factories.ClaimFactory(organisation=chloe.organisation).issue_link("exemple.fr"),
        factories.ErrorReportFactory(place=place),
    )


def outcome_of(response: Any) -> str:
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return "login"
    if response.status_code in {403, 404}:
        return str(response.status_code)
    assert response.status_code < 500
    return "ok"


def try_as(world: World, person: str, method: str, name: str) -> str:
    client = Client(raise_request_exception=False)
    if world.people[person] is not None:
        client.force_login(world.people[person])
    url = reverse(name, args=world.arguments(name))
    return outcome_of(getattr(client, method)(url, world.query(name)))


@pytest.mark.parametrize("name", GET_CASES)
def test_reading(world, name):
    found = [try_as(world, person, "get", name) for person in PERSONS]
    assert dict(zip(PERSONS, found, strict=True)) == dict(
        zip(PERSONS, GET_CASES[name].split(), strict=True)
    )


@pytest.mark.parametrize("name", POST_CASES)
def test_acting(world, name):
    """Each person acts on the same world: what the one before did is undone."""
    found = {}
    for person in PERSONS:
        cache.clear()
        with transaction.atomic():
            found[person] = try_as(world, person, "post", name)
            transaction.set_rollback(True)
    assert found == dict(zip(PERSONS, POST_CASES[name].split(), strict=True))


@pytest.mark.parametrize("name", sorted(set(POST_CASES) - set(GET_CASES)))
def test_an_address_that_acts_does_nothing_when_read(world, name):
    client = Client()
    client.force_login(world.people["magali"])
    before = Referral.objects.get().status
    url = reverse(name, args=world.arguments(name))
    assert client.get(url).status_code in {403, 404, 405}
    assert Referral.objects.get().status == before


def names_of(resolver: URLResolver, namespace: str = "") -> list[str]:
    names = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) == "gestion/":
                continue
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            names += names_of(pattern, inner)
        elif pattern.name:
            names.append(namespace + pattern.name)
    return names


def test_every_address_has_its_row():
    listed = set(GET_CASES) | set(POST_CASES)
    found = {name for name in names_of(get_resolver()) if not name.startswith(FOREIGN)}
    assert found - listed == set(), "give each new address its row"
    assert listed - found == set(), "these addresses no longer exist"


def admin_addresses() -> list[str]:
    addresses = []
    for pattern in get_resolver().url_patterns:
        if str(getattr(pattern, "pattern", "")) == "gestion/":
            for name in names_of(pattern):
                try:
                    addresses.append(reverse(name))
                except NoReverseMatch:
                    continue
    return sorted(set(addresses))


@pytest.mark.parametrize("person", ["nobody", "alice", "bachir", "magali", "colin", "anne"])
def test_nobody_with_a_role_enters_the_cms(world, person):
    client = Client()
    if world.people[person]:
        client.force_login(world.people[person])
    addresses = admin_addresses()
    assert len(addresses) > 50
    opened = [address for address in addresses if client.get(address).status_code == 200]
    assert [a for a in opened if not a.endswith(("jsi18n/", "sprite/"))] == []
