"""A site that can open: everything is created once, and editors' work is never undone."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, Locale, Page, Site, Workflow

from home.bootstrap import FIRST_WORDS, prepare_site, read_content
from home.editors import EDITORS, MODERATORS
from home.models import ArticlePage, HomePage, LegalPage, SiteSettings
from places.models import Territory
from tests import factories


def counts():
    return (
        Page.objects.count(),
        Site.objects.count(),
        Group.objects.count(),
        GroupPagePermission.objects.count(),
        Workflow.objects.count(),
        SiteSettings.objects.count(),
    )


def test_preparing_twice_is_preparing_once(db):
    prepare_site("Département de la Creuse")
    once = counts()
    prepare_site("Département de la Creuse")
    assert counts() == once


def test_an_empty_database_gets_a_whole_site(db, client):
    prepare_site("Département de la Creuse")
    assert Site.objects.get().root_page.specific_class is HomePage
    assert ArticlePage.objects.live().count() == 3
    assert set(LegalPage.objects.live().values_list("kind", flat=True)) == set(
        LegalPage.Kind.values
    )
    for kind in LegalPage.Kind.values:
        assert client.get(f"/{kind}/").status_code == 200


def test_the_page_and_groups_wagtail_brings_are_taken_over(db):
    locale = Locale.objects.create(language_code="fr")
    root = Page.add_root(title="Root", slug="root", locale=locale)
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    Group.objects.create(name="Editors")
    Group.objects.create(name="Moderators")
    prepare_site()
    assert not Page.objects.filter(slug="home").exists()
    assert Site.objects.get().hostname == "testserver"
    assert set(Group.objects.values_list("name", flat=True)) == {EDITORS, MODERATORS}


def test_the_first_words_of_a_site_are_offered_to_translators(db):
    cards = [card["value"]["label"] for card in read_content("home")["cards"]]
    assert set(cards) <= set(FIRST_WORDS)
    assert HomePage().hero_title in FIRST_WORDS


def test_what_editors_wrote_is_left_alone(db):
    prepare_site("Département de la Creuse")
    home = HomePage.objects.get()
    home.hero_title = "Bonjour"
    home.save()
    ArticlePage.objects.first().delete()
    SiteSettings.objects.update(subtitle="Le Département")
    delete = Permission.objects.get(codename="delete_redirect")
    Group.objects.get(name=EDITORS).permissions.add(delete)
    prepare_site("Autre nom")
    assert HomePage.objects.get().hero_title == "Bonjour"
    assert ArticlePage.objects.count() == 2
    assert SiteSettings.objects.get().subtitle == "Le Département"
    assert delete in Group.objects.get(name=EDITORS).permissions.all()


def test_the_territory_is_written_when_it_exists(db):
    factories.DepartementFactory()
    call_command("prepare_site", "--name", "Creuse", "--territory", "departement:23", verbosity=0)
    assert SiteSettings.objects.get().territory == Territory("departement", "23")


def test_an_unknown_territory_prepares_nothing(db):
    with pytest.raises(CommandError, match="98"):
        call_command("prepare_site", "--territory", "departement:98")
    assert not HomePage.objects.exists()


@pytest.mark.parametrize("text", ["23", "canton:23", "departement:"])
def test_a_territory_that_cannot_be_read_is_explained(db, text):
    with pytest.raises(CommandError, match="departement:23"):
        call_command("prepare_site", "--territory", text)


def test_an_operator_makes_and_unmakes_a_moderator(db):
    prepare_site()
    user = factories.UserFactory(role="", organisation=None)
    call_command("set_editor", user.email, "moderateur")
    assert [group.name for group in user.groups.all()] == [MODERATORS]
    call_command("set_editor", user.email, "redacteur")
    assert [group.name for group in user.groups.all()] == [EDITORS]
    call_command("set_editor", user.email, "aucun")
    assert not user.groups.exists()


def test_an_operator_opens_an_account_for_an_editor(db):
    prepare_site()
    call_command("set_editor", "Edith@exemple.fr", "redacteur", "--create")
    user = get_user_model().objects.get(email="edith@exemple.fr")
    assert not user.has_usable_password()
    assert user.has_perm("wagtailadmin.access_admin")


def test_nobody_unknown_becomes_an_editor(db):
    prepare_site()
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("set_editor", "personne@exemple.fr", "redacteur")
