"""The public directory's pages, asked as people and robots ask them."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from places.models import Place, PostalCode, Term
from tests.factories import CommuneFactory, DepartementFactory, EpciFactory, PlaceFactory

pytestmark = pytest.mark.django_db

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"


@pytest.fixture
def gueret(site):
    return CommuneFactory()


def read(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    html = response.content.decode().replace("&nbsp;", " ")
    return html.replace("\u00a0", " ").replace("\u202f", " ")


def read_list(client, **query):
    return read(client, reverse("places:list"), **query)


def title(html):
    return re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)[1].strip()


# --- The list


def test_a_citizen_reads_the_nearest_places_first(client, gueret):
    PlaceFactory(name="Loin", latitude=46.2577)
    PlaceFactory(name="Près", phone="+33555000001", address="2 rue Neuve")
    html = read_list(client, ou="gueret")
    assert title(html) == "2 lieux près de Guéret"
    assert html.index("Près") < html.index("Loin")
    assert "200 m" in html
    assert "9,9 km" in html
    assert 'href="tel:0555000001">05 55 00 00 01</a>' in html
    assert "2 rue Neuve, 23000 Guéret" in html


@pytest.mark.parametrize(("count", "is_open"), [(3, True), (4, False)])
def test_other_communes_of_a_postal_code_are_folded_when_they_are_many(
    client, gueret, count, is_open
):
    """Fourteen communes share 23000: the first place is seen without scrolling all the same."""
    PlaceFactory(commune=gueret)
    others = [
        CommuneFactory(insee_code=f"2320{n}", name=f"Saint-Fiel {n}", population=100)
        for n in range(count)
    ]
    for commune in (gueret, *others):
        PostalCode.objects.create(code="23000", commune=commune)
    html = read_list(client, ou="23000")
    assert title(html) == "1 lieu près de Guéret"
    assert f"recherche ({count})</summary>" in html
    assert ('<details class="definition" open>' in html) is is_open
    assert "commune=23200" in html


def test_a_row_says_what_is_done_there_and_at_what_price(client, gueret):
    place = PlaceFactory(opening_hours="24/7")
    place.terms.add(*Term.objects.filter(vocabulary="service"))
    place.terms.add(Term.objects.get(vocabulary="fee", code="gratuit"))
    html = read_list(client, ou="gueret")
    assert "Gratuit · Démarches en ligne · Téléphone, ordinateur, internet · Emploi · + 6" in html
    assert "Ouvert tous les jours, jour et nuit" in html


def test_a_row_says_room_found_lately(client, gueret):
    said = timezone.localdate()
    PlaceFactory(next_availability=Place.Availability.THIS_WEEK, availability_said_on=said)
    assert "Prochaine place : cette semaine" in read_list(client, ou="gueret", tri="disponibilite")


def test_a_territory_and_a_part_of_the_map_have_their_headings(client, gueret):
    PlaceFactory()
    html = read_list(client, departement="23", service="demarches")
    assert title(html) == "Aucun lieu d’aide au numérique : Creuse"
    assert 'type="hidden" name="departement" value="23"' in html
    assert 'href="?departement=23"' in html
    assert title(read_list(client, zone="1.8,46.1,1.9,46.2")) == (
        "1 lieu dans cette partie de la carte"
    )


def test_every_criterion_stays_in_the_page(client, gueret):
    asked = {"rdv": "sans", "adistance": "on", "accessible": "on", "dispositif": "pix"}
    html = read_list(client, ou="gueret", tri="disponibilite", **asked)
    for words in (
        'value="sans" selected',
        'value="pix" selected',
        'value="disponibilite" selected',
    ):
        assert words in html
    assert len(re.findall(r'name="(?:adistance|accessible)"[^>]* checked', html)) == 2


def test_a_full_page_of_full_rows_stays_within_its_nodes(client, gueret):
    terms = Term.objects.filter(vocabulary__in=["service", "fee", "programme"])
    for _ in range(161):
        PlaceFactory(phone="05 55 00 00 00", opening_hours="24/7")
    for place in Place.objects.all()[:60]:
        place.terms.add(*terms)
    html = read_list(client, ou="gueret", page="4", service="demarches", guide="1")
    assert html.count('class="place"') <= 20
    html = read_list(client, ou="gueret", page="5", guide="1")
    assert html.count('class="place"') == 20
    assert "Promeneurs du Net" in html
    assert len(re.findall(r"<[a-z!]", html)) <= 365


def test_the_networks_of_the_sites_places_are_offered_the_best_known_first(client, gueret):
    names = ("promeneurs-du-net", "france-services", "emmaus-connect")
    terms = {t.code: t for t in Term.objects.filter(vocabulary="programme", code__in=names)}
    PlaceFactory().terms.add(terms["promeneurs-du-net"], terms["france-services"])
    PlaceFactory(status=Place.Status.DRAFT).terms.add(terms["emmaus-connect"])
    html = read_list(client, ou="gueret")
    select = re.search(r'<select name="dispositif">.*?</select>', html, re.DOTALL)[0]
    assert re.findall(r'value="([\w-]*)"', select) == ["", "france-services", "promeneurs-du-net"]


def test_a_place_closed_for_a_while_says_so(client, gueret):
    PlaceFactory(status=Place.Status.TEMPORARILY_CLOSED, opening_hours="24/7")
    html = read_list(client, ou="gueret")
    assert "Fermé temporairement" in html
    assert "jour et nuit" not in html


def test_a_draft_or_a_closed_place_is_not_listed(client, gueret):
    PlaceFactory(name="Brouillon", status=Place.Status.DRAFT)
    PlaceFactory(name="Fermé", status=Place.Status.CLOSED)
    html = read_list(client, ou="gueret")
    assert title(html) == "Aucun lieu près de Guéret"
    assert "Brouillon" not in html


def test_without_a_location_places_come_by_name_with_an_invitation(client, site):
    PlaceFactory(name="Bateau")
    PlaceFactory(name="Ancre")
    html = read_list(client)
    assert title(html) == "2 lieux d’aide au numérique"
    assert html.index("Ancre") < html.index("Bateau")
    assert "Écrivez votre commune" in html


def test_an_unknown_commune_is_said_and_what_was_typed_stays(client, site):
    PlaceFactory()
    html = read_list(client, ou="Xyzzyville")
    assert title(html) == "Commune introuvable"
    assert "Nous ne trouvons pas « Xyzzyville »" in html
    assert 'value="Xyzzyville"' in html


def test_an_empty_search_is_answered_with_a_sentence(client, site):
    assert "Vous n’avez rien écrit" in read_list(client, ou="  ")


def test_homonyms_are_links_that_keep_the_criteria(client, site):
    creuse = CommuneFactory(insee_code="23500", name="Saint-Martin", search_name="saint martin")
    CommuneFactory(insee_code="23501", name="Saint-Martin", search_name="saint martin")
    PlaceFactory(commune=creuse)
    html = read_list(client, ou="saint martin", service="demarches")
    assert title(html) == "Quelle commune ?"
    links = re.findall(r'href="(\?[^"]*commune=2350[01][^"]*)"', html)
    assert len(links) == 2
    assert all("service=demarches" in link for link in links)
    chosen = client.get(reverse("places:list") + links[0].replace("&amp;", "&"))
    assert title(chosen.content.decode()).endswith("près de Saint-Martin")


def test_no_result_offers_to_take_the_criteria_off(client, gueret):
    PlaceFactory()
    html = read_list(client, ou="gueret", accueil="surdite")
    assert "Aucun lieu ne répond à tous ces critères" in html
    assert 'href="?ou=gueret"' in html


def test_a_hostile_value_is_left_out_with_a_sentence(client, gueret):
    PlaceFactory()
    html = read_list(client, service="<script>alert(1)</script>", lat="abc", page="999")
    assert "n’est pas reconnue" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "1e9", ""])
def test_a_wrong_page_shows_one_that_exists(client, gueret, page):
    for _ in range(21):
        PlaceFactory()
    assert 'class="place"' in read_list(client, page=page)


def test_pages_hold_twenty_places_and_keep_the_criteria(client, gueret):
    for _ in range(21):
        PlaceFactory()
    html = read_list(client, ou="gueret", distance="10")
    assert html.count('class="place"') == 20
    assert "?ou=gueret&amp;distance=10&amp;page=2" in html
    assert read_list(client, ou="gueret", distance="10", page="2").count('class="place"') == 1


def test_what_was_asked_stays_in_the_form(client, gueret):
    PlaceFactory()
    html = read_list(client, ou="gueret", service="emploi", maintenant="on", distance="5")
    assert re.search(r'name="service" value="emploi"[^>]* checked', html)
    assert re.search(r'name="maintenant"[^>]* checked', html)
    assert '<option value="5" selected>' in html
    assert 'name="commune" value="23096"' in html


def test_the_list_makes_the_same_queries_for_one_and_three_places(client, gueret, count_queries):
    url = reverse("places:list") + "?ou=gueret&service=demarches&maintenant=on"
    demarches = Term.objects.get(vocabulary="service", code="demarches")
    PlaceFactory(opening_hours="24/7").terms.add(demarches)
    client.get(url)
    with_one = count_queries(lambda: client.get(url))
    for _ in range(2):
        PlaceFactory(opening_hours="24/7").terms.add(demarches)
    assert "3 lieux" in read(client, url)
    assert count_queries(lambda: client.get(url)) == with_one


@pytest.mark.parametrize("name", ["places:list", "places:suggest", "places:map_points"])
def test_a_robot_may_only_read(client, name):
    assert client.post(reverse(name)).status_code == 405


# --- Suggestions of communes


def test_letters_suggest_communes_to_everybody_alike(client, gueret):
    response = client.get(reverse("places:suggest"), {"q": "gué"})
    assert response.json() == [{"code": "23096", "label": "Guéret (23)", "hint": "Creuse"}]
    assert response["Cache-Control"] == "public, max-age=86400"
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("typed", ["", " ", "\x00", "é" * 10_000, "%", "'"])
def test_odd_letters_suggest_nothing(client, gueret, typed):
    response = client.get(reverse("places:suggest"), {"q": typed})
    assert response.json() == []


# --- The sheet of a place


def full_place(**fields):
    place = PlaceFactory(
        name="Médiathèque",
        phone="05 55 00 00 01",
        emails="contact@exemple.fr\npas une adresse",
        websites="https://www.exemple.fr/\nwww.autre.fr\njavascript:alert(1)",
        opening_hours="Mo-Fr 09:00-12:00,14:00-17:30",
        description="Un lieu\nouvert à tous.",
        accessibility_url="https://acceslibre.exemple.fr/fiche",
        booking_url="https://rdv.exemple.fr/",
        checked_on=date(2020, 1, 1),
        **fields,
    )
    wanted = {"service": "demarches", "fee": "gratuit", "programme": "aidants-connect"}
    for vocabulary, code in wanted.items():
        place.terms.add(Term.objects.get(vocabulary=vocabulary, code=code))
    return place


def read_sheet(client, place):
    return read(client, place.get_absolute_url())


def json_ld(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def test_a_sheet_tells_all_one_needs_to_come(client, gueret):
    html = read_sheet(client, full_place())
    for words in (
        "<h1>Médiathèque</h1>",
        'href="tel:0555000001"',
        'href="mailto:contact@exemple.fr"',
        'href="https://www.exemple.fr/"',
        'href="https://www.autre.fr"',
        "Démarches en ligne",
        "Gratuit",
        "Aidants Connect",
        '<th scope="row">Lundi au vendredi</th><td>9 h à 12 h et 14 h à 17 h 30</td>',
        "Un lieu<br>ouvert à tous.",
        "Réserver en ligne",
        "Voir la fiche d’accessibilité",
        "openstreetmap.org/directions?to=46.170500%2C1.870500",
        "appelez avant de vous déplacer",
    ):
        assert words in html


def test_only_addresses_of_the_web_become_links(client, gueret):
    html = read_sheet(client, full_place())
    assert 'href="javascript' not in html
    assert "javascript:alert(1)" in html
    assert "pas une adresse" in html


def test_hours_that_cannot_be_read_are_shown_as_they_are(client, gueret):
    html = read_sheet(client, PlaceFactory(opening_hours="le matin, sauf <mardi>"))
    assert "le matin, sauf &lt;mardi&gt;" in html
    assert "Horaires inconnus" in read_sheet(client, PlaceFactory(opening_hours=""))


def test_a_sheet_of_a_place_closed_for_a_while_warns(client, gueret):
    html = read_sheet(client, PlaceFactory(status=Place.Status.TEMPORARILY_CLOSED))
    assert "Ce lieu est fermé pour le moment" in html


@pytest.mark.parametrize("status", [Place.Status.DRAFT, Place.Status.CLOSED])
def test_an_unpublished_place_has_no_sheet(client, site, status):
    assert client.get(PlaceFactory(status=status).get_absolute_url()).status_code == 404


def test_a_place_without_commune_nor_point_has_a_sheet(client, site):
    place = PlaceFactory(commune=None, latitude=None, longitude=None)
    assert "Itinéraire" not in read_sheet(client, place)


def test_hostile_text_is_inert_on_every_page(client, gueret):
    fields = dict.fromkeys(
        (
            *("name", "address", "address_extra", "commune_name", "emails"),
            *("websites", "opening_hours", "summary", "description", "parent_organisation"),
            *("other_labels", "accessibility_url", "booking_url", "crisis_information"),
        ),
        HOSTILE,
    )
    place = PlaceFactory(phone="<img src=x onerror=1>", **fields)
    pages = [
        read_sheet(client, place),
        read_list(client, ou="gueret"),
        read(client, reverse("places:territory", args=["commune", "23096"])),
    ]
    for html in pages:
        assert "<img" not in html
        assert "<script>" not in html
    assert json_ld(pages[0])["name"] == HOSTILE


def test_a_search_engine_reads_the_place_as_data(client, gueret):
    node = json_ld(read_sheet(client, full_place()))
    assert node["@type"] == "CivicStructure"
    assert node["url"].startswith("http://testserver/lieux/")
    assert node["address"]["postalCode"] == "23000"
    assert node["geo"]["latitude"] == 46.1705
    assert node["sameAs"] == ["https://www.exemple.fr/", "https://www.autre.fr"]
    monday = node["openingHoursSpecification"][0]
    assert (monday["opens"], monday["closes"]) == ("09:00", "12:00")


def test_a_search_engine_is_told_access_price_and_where_to_book(client, gueret):
    place = full_place(pivot="12345678901234")
    place.terms.add(Term.objects.get(vocabulary="accommodation", code="surdite"))
    node = json_ld(read_sheet(client, place))
    assert node["email"] == "contact@exemple.fr"
    assert node["identifier"]["value"] == "12345678901234"
    assert node["containedInPlace"]["identifier"] == "23096"
    assert node["potentialAction"]["target"] == "https://rdv.exemple.fr/"
    assert node["amenityFeature"][0]["name"] == "Personnes sourdes ou malentendantes"
    assert node["keywords"] == ["Démarches en ligne"]
    assert node["isAccessibleForFree"] is True
    assert node["publicAccess"] is True
    bare = json_ld(read_sheet(client, PlaceFactory(latitude=None, longitude=None)))
    assert "hasMap" not in bare
    assert "potentialAction" not in bare


def test_a_printed_sheet_leads_back_to_its_page(client, gueret):
    place = PlaceFactory()
    html = read_sheet(client, place)
    foot = re.search(r'<div class="only-print sheet-foot">(.*?)</div>', html, re.DOTALL)[1]
    assert "<svg" in foot
    assert f"http://testserver{place.get_absolute_url()}" in foot


def test_alice_may_send_someone_to_a_place_that_takes_referrals(client, gueret, alice):
    takes = PlaceFactory(accepts_referrals=True)
    client.force_login(alice)
    assert f"?lieu={takes.slug}" in read_sheet(client, takes)
    assert "?lieu=" not in read_sheet(client, PlaceFactory(accepts_referrals=False))
    client.logout()
    assert "?lieu=" not in read_sheet(client, takes)


# --- Territories


def test_a_departement_is_a_directory_sorted_by_commune(client, gueret):
    aubusson = CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson")
    PlaceFactory(name="Zèbre", commune=aubusson, opening_hours="Mo 09:00-12:00")
    PlaceFactory(name="Ane", commune=gueret)
    html = read(client, reverse("places:territory", args=["departement", "23"]))
    assert title(html) == "Aide au numérique : Creuse"
    assert "2 lieux, commune par commune." in html
    order = [html.index(word) for word in ("<h2><a href", "Aubusson", "Zèbre", ">Guéret<", "Ane")]
    assert order == sorted(order)
    assert "Lundi : 9 h à 12 h" in html


@pytest.mark.parametrize(
    ("kind", "code", "links"),
    [
        ("commune", "23096", ["departement/23/", "epci/200034825/"]),
        ("epci", "200034825", ["commune/23096/"]),
        ("departement", "23", ["region/75/", "epci/200034825/", "commune/23096/"]),
        ("region", "75", ["departement/23/"]),
    ],
)
def test_territories_lead_to_each_other(client, gueret, kind, code, links):
    PlaceFactory(commune=gueret)
    html = read(client, reverse("places:territory", args=[kind, code]))
    for link in links:
        assert f'href="/territoires/{link}"' in html


def test_a_large_directory_is_read_by_pages_and_letters_and_printed_whole(client, gueret):
    aubusson = CommuneFactory(insee_code="23008", name="Aubusson", search_name="aubusson")
    for _ in range(18):
        PlaceFactory(commune=aubusson)
        PlaceFactory(commune=gueret)
    url = reverse("places:territory", args=["departement", "23"])
    first, second = read(client, url), read(client, url, page="2")
    assert first.count('class="place"') == 20
    assert second.count('class="place"') == 16
    assert '<a href="?page=1#A">A</a>' in first
    assert '<a href="?page=1#G">G</a>' in first
    assert 'id="A"' in first
    assert 'id="G"' in first
    whole = read(client, url, tout="")
    assert whole.count('class="place"') == 36
    assert "data-print" in whole


def test_a_directory_a_little_longer_than_a_page_stays_whole(client, gueret):
    for _ in range(25):
        PlaceFactory()
    html = read(client, reverse("places:territory", args=["commune", "23096"]))
    assert html.count('class="place"') == 25
    assert "#G" not in html


def test_a_territory_leads_to_its_list_and_its_frame(client, gueret):
    PlaceFactory()
    html = read(client, reverse("places:territory", args=["epci", "200034825"]))
    assert "/lieux/?epci=200034825" in html
    assert "/integrer/?epci=200034825" in html


def test_a_city_holds_the_places_of_its_arrondissements(client, site):
    paris = CommuneFactory(insee_code="75056", name="Paris", search_name="paris")
    first = CommuneFactory(
        insee_code="75101", name="Paris 1er", search_name="paris 1", parent=paris
    )
    PlaceFactory(name="Aux Halles", commune=first)
    assert "Aux Halles" in read(client, reverse("places:territory", args=["commune", "75056"]))


def test_a_commune_without_a_place_leads_to_the_nearest(client, gueret):
    html = read(client, reverse("places:territory", args=["commune", "23096"]))
    assert "Aucun lieu connu dans cette commune" in html
    assert "/lieux/?commune=23096" in html


@pytest.mark.parametrize(
    ("kind", "code"), [("pays", "fr"), ("commune", "00000"), ("departement", "999"), ("epci", "x")]
)
def test_an_unknown_territory_is_not_found(client, site, kind, code):
    assert client.get(reverse("places:territory", args=[kind, code])).status_code == 404


def test_the_index_counts_the_published_places_of_each_departement(client, gueret):
    PlaceFactory()
    PlaceFactory(status=Place.Status.DRAFT)
    DepartementFactory(code="19", name="Corrèze")
    html = read(client, reverse("places:territories"))
    assert re.search(r"Creuse \(23\) : \s*1 lieu", html)
    assert "Corrèze" not in html


@pytest.mark.parametrize(("kind", "code"), [("departement", "23"), ("commune", "23096")])
def test_a_territory_makes_the_same_queries_for_one_and_three_places(
    client, gueret, count_queries, kind, code
):
    url = reverse("places:territory", args=[kind, code])
    PlaceFactory(commune=gueret)
    client.get(url)
    with_one = count_queries(lambda: client.get(url))
    other = CommuneFactory(insee_code="23008", epci=EpciFactory(siren="2", name="Autre"))
    PlaceFactory(commune=gueret)
    PlaceFactory(commune=other)
    assert count_queries(lambda: client.get(url)) == with_one


# --- Points of the map


def points(client, **query):
    response = client.get(reverse("places:map_points"), query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/geo+json"
    return response.json()


def test_the_map_shows_places_one_by_one_from_near(client, gueret):
    place = PlaceFactory(name="Ici")
    PlaceFactory(name="Hors du cadre", latitude=48, longitude=2)
    (feature,) = points(client, bbox="1.8,46.1,1.95,46.2", zoom="12")["features"]
    assert feature["geometry"]["coordinates"] == [1.8705, 46.1705]
    assert feature["properties"]["places"] == [{"name": "Ici", "url": place.get_absolute_url()}]


def test_the_map_groups_places_from_afar(client, gueret):
    for _ in range(3):
        PlaceFactory()
    PlaceFactory(latitude=None, longitude=None)
    data = points(client, bbox="-5,41,9,51", zoom="5")
    assert [feature["properties"] for feature in data["features"]] == [{"count": 3}]
    assert data["labels"] == [[1.8717, 46.1689, "Guéret"]]


def test_the_map_and_the_list_show_the_same_places(client, gueret):
    PlaceFactory().terms.add(Term.objects.get(vocabulary="service", code="emploi"))
    PlaceFactory()
    PlaceFactory(latitude=45.8336, longitude=1.2611)
    asked = {"ou": "gueret", "service": "emploi", "zoom": "6"}
    assert sum(f["properties"]["count"] for f in points(client, **asked)["features"]) == 1
    assert title(read_list(client, ou="gueret", service="emploi")) == "1 lieu près de Guéret"


def test_an_unchanged_map_is_not_sent_twice(client, gueret):
    PlaceFactory()
    first = client.get(reverse("places:map_points"))
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get(reverse("places:map_points"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query",
    [
        {"bbox": "a,b,c,d"},
        {"bbox": "1,2,3"},
        {"bbox": "nan,1,2,3"},
        {"bbox": "1,inf,2,3"},
        {"bbox": "5,46,1,47"},
        {"zoom": "99"},
        {"zoom": "-1"},
        {"zoom": "x"},
    ],
)
def test_a_part_of_the_map_that_does_not_exist_is_refused_with_a_sentence(client, site, query):
    response = client.get(reverse("places:map_points"), query)
    assert response.status_code == 400
    assert "n’existe pas" in response.content.decode()
