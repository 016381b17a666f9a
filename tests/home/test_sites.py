"""Two territories on one installation: each site shows its own, and nothing of the other's."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from wagtail.models import Site

from home.bootstrap import prepare_site
from home.editors import EDITORS, MODERATORS, set_editor
from home.models import ArticleIndexPage, ArticlePage, HomePage, LegalPage, SiteSettings
from places.models import Territory
from places.scope import territory_of
from tests import factories

OTHER = "aide.exemple.fr"


@pytest.fixture
def other(home, site_settings):
    """The site of a neighbour, the Haute-Vienne, beside that of the Creuse."""
    factories.DepartementFactory(code="87", name="Haute-Vienne")
    site = prepare_site("Département de la Haute-Vienne", Territory("departement", "87"), OTHER)
    SiteSettings.objects.filter(site=site).update(
        name="Phare 87", accent_colour="#7A1F5C", contact_email="contact@phare87.fr"
    )
    return site


@pytest.fixture
def places(other):
    """A place of each département."""
    limoges = factories.CommuneFactory(
        insee_code="87085", name="Limoges", departement=factories.DepartementFactory(code="87")
    )
    return factories.PlaceFactory(name="Médiathèque de Guéret"), factories.PlaceFactory(
        name="Tiers-lieu de Limoges", commune=limoges
    )


def html_of(client, path, host="testserver"):
    response = client.get(path, headers={"host": host})
    assert response.status_code == 200
    return response.content.decode()


def test_each_site_has_its_name_colour_and_home(client, other):
    html = html_of(client, "/", OTHER)
    assert "Phare 87" in html
    assert "Département de la Creuse" not in html
    assert "#7a1f5c" in html_of(client, "/site.css", OTHER).lower()
    assert "Phare 87" not in html_of(client, "/")
    assert "#7a1f5c" not in html_of(client, "/site.css").lower()


def test_articles_and_legal_pages_do_not_leak(client, other):
    index = ArticleIndexPage.objects.child_of(other.root_page).get()
    factories.ArticlePageFactory(parent=index, title="Rien que pour Limoges", slug="limoges")
    for path in ("/", "/articles/", "/plan-du-site/", "/sitemap-pages.xml"):
        assert "/articles/limoges/" in html_of(client, path, OTHER)
        assert "/articles/limoges/" not in html_of(client, path)
    assert client.get("/articles/limoges/").status_code == 404
    assert "contact@phare87.fr" in html_of(client, "/contact/", OTHER)
    assert "contact@phare87.fr" not in html_of(client, "/contact/")


def test_a_crisis_banner_warns_one_site_only(client, other):
    SiteSettings.objects.filter(site=other).update(
        has_crisis_banner=True, crisis_banner_text="La Vienne déborde"
    )
    assert "La Vienne déborde" in html_of(client, "/articles/", OTHER)
    assert "La Vienne déborde" not in html_of(client, "/articles/")


def test_home_list_territories_and_sitemap_show_the_places_of_the_site(client, places):
    creuse, limoges = places
    for path in ("/lieux/", "/lieux/points.json?zoom=12", "/sitemap-lieux.xml"):
        assert limoges.slug in html_of(client, path, OTHER)
        assert creuse.slug not in html_of(client, path, OTHER)
        assert limoges.slug not in html_of(client, path)
    assert "1 lieu vous accueille" in html_of(client, "/", OTHER)
    assert "Haute-Vienne" in html_of(client, "/territoires/", OTHER)
    assert "Creuse (23)" not in html_of(client, "/territoires/", OTHER)


def test_around_a_point_the_nearest_places_count_whoever_they_belong_to(client, places):
    path = "/lieux/?lat=46.17&lon=1.87&distance=50"
    names = [
        html_of(client, path, host).count("Médiathèque de Guéret") for host in (OTHER, "testserver")
    ]
    assert names[0] == names[1] > 0


def test_each_site_means_its_own_homonym_first(client, other):
    """« Saint-Maurice » is one of the Haute-Vienne there, and of the Creuse here."""
    for code, insee_code, population in (("23", "23999", 300), ("87", "87999", 9_000)):
        factories.CommuneFactory(
            insee_code=insee_code,
            name="Saint-Maurice",
            search_name="saint maurice",
            population=population,
            departement=factories.DepartementFactory(code=code),
        )

    def told(host: str) -> tuple[list[str], ...]:
        box = client.get("/recherche/?q=saint-maurice", headers={"host": host}).context["found"]
        answers = client.get("/lieux/communes/?q=saint", headers={"host": host}).json()
        listed = client.get("/lieux/?ou=Saint-Maurice", headers={"host": host}).context["search"]
        guided = client.get("/trouver/?etape=3&ou=Saint-Maurice", headers={"host": host})
        boxed = [match.insee_code for match in box.communes]
        return boxed, [each["code"] for each in answers], [listed.match.insee_code, guided.url]

    there, here = ["87999", "23999"], ["23999", "87999"]
    assert told(OTHER) == (there, there, ["87999", "/trouver/?etape=3&commune=87999"])
    assert told("testserver") == (here, here, ["23999", "/trouver/?etape=3&commune=23999"])


@pytest.mark.parametrize("kind", ["json", "geojson", "csv"])
def test_the_api_of_a_site_is_about_its_territory(client, places, kind):
    creuse, limoges = places
    path = f"/api/v1/places/?format={kind}"

    def told(path: str, host: str) -> tuple[bool, bool]:
        response = client.get(path, headers={"host": host})
        body = b"".join(response) if response.streaming else response.content
        return creuse.name in body.decode(), limoges.name in body.decode()

    assert told(path, OTHER) == (False, True)
    assert told(f"{path}&departement=23", OTHER) == (True, False)
    assert told(f"{path}&lat=46.17&lon=1.87&distance=20", OTHER) == (True, True)
    SiteSettings.objects.exclude(name="Phare 87").update(territory_kind="", territory_code="")
    assert told(path, "testserver") == (True, True)


def test_the_open_data_page_of_a_territory_gives_its_own_files(client, places):
    html = html_of(client, "/donnees-ouvertes/", OTHER)
    assert 'href="/api/v1/places/?format=csv"' in html
    assert "Haute-Vienne seulement" in html
    SiteSettings.objects.exclude(name="Phare 87").update(territory_kind="", territory_code="")
    assert "seulement" not in html_of(client, "/donnees-ouvertes/")


def test_a_place_of_another_site_says_so_and_names_its_own_address(client, places):
    creuse, _ = places
    html = html_of(client, creuse.get_absolute_url(), OTHER)
    assert "hors du territoire de ce site" in html
    assert f'rel="canonical" href="http://testserver{creuse.get_absolute_url()}"' in html
    assert "hors du territoire" not in html_of(client, creuse.get_absolute_url())


def test_a_sheet_costs_no_more_when_the_place_is_the_sites_own(client, places, count_queries):
    creuse, _ = places
    path = creuse.get_absolute_url()
    client.get(path)
    one = count_queries(lambda: client.get(path))
    SiteSettings.objects.exclude(name="Phare 87").update(territory_kind="", territory_code="")
    assert count_queries(lambda: client.get(path)) == one


def test_robots_and_the_security_contact_name_the_host_that_was_asked(client, other):
    assert f"Sitemap: http://{OTHER}/sitemap.xml" in html_of(client, "/robots.txt", OTHER)
    assert f"http://{OTHER}/" in html_of(client, "/.well-known/security.txt", OTHER)


def test_preparing_a_second_site_twice_is_once(other):
    before = Site.objects.count(), HomePage.objects.count(), LegalPage.objects.count()
    prepare_site("Autre nom", host=OTHER)
    assert (Site.objects.count(), HomePage.objects.count(), LegalPage.objects.count()) == before
    assert SiteSettings.objects.get(site=other).subtitle == "Département de la Haute-Vienne"


def test_a_subject_of_law_has_one_page_a_site(other):
    assert LegalPage.objects.filter(kind="contact").count() == 2
    twin = LegalPage(title="Bis", kind="contact")
    with pytest.raises(ValidationError):
        other.root_page.add_child(instance=twin)


def test_an_editor_of_one_site_edits_nothing_of_the_other(article_index, other):
    user = factories.UserFactory(role="", organisation=None)
    set_editor(user, MODERATORS, other)
    own, foreign = other.root_page, article_index
    assert own.permissions_for_user(user).can_publish()
    assert not foreign.permissions_for_user(user).can_edit()


def test_a_moderator_sets_its_own_site_only(client, other, site):
    user = factories.UserFactory(role="", organisation=None)
    set_editor(user, MODERATORS, other)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = "/gestion/settings/home/sitesettings/{}/"
    assert client.get(path.format(other.pk)).status_code == 200
    assert client.get(path.format(site.pk)).status_code == 302


def test_an_operator_prepares_a_further_site_and_its_editors(home, capsys, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("prepare_site", "--hostname", "Aide.Exemple.fr", "--name", "Aide")
    assert "ALLOWED_HOSTS" in capsys.readouterr().err
    user = factories.UserFactory(role="", organisation=None)
    call_command("set_editor", user.email, "redacteur", "--site", OTHER)
    assert [group.name for group in user.groups.all()] == [f"{EDITORS} ({OTHER})"]
    call_command("set_editor", user.email, "aucun")
    assert not user.groups.exists()
    with pytest.raises(CommandError, match="Aucun site"):
        call_command("set_editor", user.email, "redacteur", "--site", "ailleurs.fr")


def test_what_is_no_domain_is_refused(home):
    with pytest.raises(CommandError, match="nom de domaine"):
        call_command("prepare_site", "--hostname", "https://aide.exemple.fr/")


def test_a_request_that_no_middleware_saw_is_about_everywhere():
    assert not territory_of(RequestFactory().get("/"))
    assert not territory_of(None)


@pytest.mark.parametrize(
    ("kind", "code", "holds"),
    [
        ("commune", "75056", True),
        ("commune", "75115", True),
        ("commune", "75116", False),
        ("departement", "75", True),
        ("departement", "23", False),
        ("region", "11", True),
        ("epci", "200054781", True),
        ("epci", "200034825", False),
        ("", "", True),
    ],
)
def test_a_territory_holds_what_its_condition_selects(db, kind, code, holds):
    region = factories.RegionFactory(code="11", name="Île-de-France")
    paris = factories.DepartementFactory(code="75", name="Paris", region=region)
    epci = factories.EpciFactory(siren="200054781", name="Métropole du Grand Paris")
    city = factories.CommuneFactory(insee_code="75056", name="Paris", departement=paris, epci=epci)
    district = factories.CommuneFactory(
        insee_code="75115", name="Paris 15e", departement=paris, epci=epci, parent=city
    )
    territory = Territory(kind, code)
    assert territory.holds(district) is holds
    found = type(district).objects.filter(pk="75115").within(territory).exists()
    assert found is holds


def test_each_site_has_its_latest_articles(client, other):
    assert ArticlePage.objects.count() == 6
    assert html_of(client, "/", OTHER).count("<article") == 3


@pytest.fixture
def epci(home, site_settings):
    """The site of an intercommunality, with one of the three places of its département."""
    place = factories.PlaceFactory(name="Médiathèque de Guéret")
    elsewhere = factories.CommuneFactory(
        insee_code="23008",
        name="Aubusson",
        search_name="aubusson",
        epci=factories.EpciFactory(siren="200067593", name="CC Creuse Grand Sud"),
    )
    factories.PlaceFactory.create_batch(2, name="Tiers-lieu d’Aubusson", commune=elsewhere)
    site_settings.territory_kind, site_settings.territory_code = "epci", place.commune.epci_id
    site_settings.save()
    return place


def plain(client, path):
    return html_of(client, path).replace("\u00a0", " ")


def test_a_territory_counts_the_same_places_on_its_page_and_on_the_way_there(client, epci):
    for path in ("/territoires/", "/territoires/region/75/"):
        index = plain(client, path)
        assert "Creuse (23) : 1 lieu</a>" in index
        assert "Sur le territoire de ce site : CA du Grand Guéret." in index
    page = plain(client, "/territoires/departement/23/?tout")
    assert "1 lieu sur le territoire de ce site." in page
    assert epci.name in page
    assert "Aubusson" not in page
    assert "Creuse Grand Sud" not in page
    assert 'href="/lieux/?departement=23">Voir aussi les lieux hors de ce territoire</a>' in page


def test_a_territory_of_another_site_says_that_its_places_are_elsewhere(client, epci):
    page = plain(client, "/territoires/commune/23008/")
    assert "Aucun lieu ici sur le territoire de ce site" in page
    assert 'href="/lieux/?commune=23008"' in page


def test_a_territory_that_hides_nothing_does_not_speak_of_the_site(client, epci):
    page = plain(client, f"/territoires/epci/{epci.commune.epci_id}/")
    assert '<p class="lead">1 lieu.</p>' in page
    assert "sur le territoire de ce site" not in page


def test_a_territory_without_a_place_counts_nothing(client, home):
    factories.DepartementFactory(code="2A", name="Corse-du-Sud")
    page = plain(client, "/territoires/departement/2A/")
    assert "Aucun lieu connu ici pour le moment" in page
    assert "0 lieu" not in page
