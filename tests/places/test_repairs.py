"""Tests of a row's repairs: mended, counted by kind, with the oddity that called for each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.files import SourceRow
from places.mapping import Mapping
from places.mapping.applying import apply
from places.mapping.rules import Column, First, Week
from places.standard import read_row


def read(**cells):
    row = {
        "id": "gueret-1",
        "pivot": "21230096100019",
        "nom": "Médiathèque de l’Étang",
        "commune": "Guéret",
        "code_postal": "23000",
        "adresse": "8 avenue Fayolle",
        "latitude": "46.1701",
        "longitude": "1.8702",
        "date_maj": "2024-05-14",
    } | cells
    record, issues = read_row(row, line=7)
    assert record is not None, issues
    return record, issues


def kinds(issues):
    return [issue.kind for issue in issues if issue.kind]


def everything(record, issues):
    """All that a row leaves behind it: the place, what is kept beside, the report."""
    return f"{record} {issues}"


# --- Points -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"latitude": "46,1701", "longitude": "1,8702"}, "decimal_comma"),
        ({"latitude": "46.1701, 1.8702", "longitude": ""}, "point_in_one_cell"),
        ({"latitude": "", "longitude": "46.1701, 1.8702"}, "point_in_one_cell"),
        ({"latitude": "", "longitude": "", "pointgeo": "46.1701, 1.8702"}, "point_in_one_cell"),
        ({"latitude": "", "longitude": "", "geo_point_2d": "46.1701,1.8702"}, "point_in_one_cell"),
        ({"latitude": "", "longitude": "", "Coordonnées GPS": "POINT(1.8702 46.1701)"},
         "point_in_one_cell"),
        ({"latitude": "46° 10' 12.36\" N", "longitude": "1° 52' 12.72\" E"}, "degrees_read"),
        ({"latitude": "6563986.66", "longitude": "612834.55"}, "lambert93"),
        ({"latitude": 612834.55, "longitude": 6563986.66}, "lambert93"),
    ],
)  # fmt: skip
def test_a_point_is_brought_to_degrees_and_told(cells, kind):
    record, issues = read(**cells)
    assert (record.latitude, record.longitude) == pytest.approx((46.1701, 1.8702), abs=1e-5)
    assert kinds(issues) == [kind]


def test_a_point_beyond_the_pole_was_swapped():
    record, issues = read(latitude="-149.5", longitude="-17.5", code_postal="98713")
    assert (record.latitude, record.longitude) == (-17.5, -149.5)
    assert kinds(issues) == ["swapped_point"]


def test_metres_overseas_are_told_by_the_postal_code():
    record, issues = read(latitude="657103.137", longitude="1796046.839", code_postal="97100")
    assert (record.latitude, record.longitude) == pytest.approx((16.24, -61.53), abs=1e-5)
    assert kinds(issues) == ["utm"]


# --- Addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [
        {"adresse": "8 avenue Fayolle, 23000 Guéret", "code_postal": "", "commune": ""},
        {"adresse": "8 avenue Fayolle 23000 GUERET"},
        {"adresse": "", "commune": "8 avenue Fayolle, 23000 Guéret", "code_postal": ""},
    ],
)
def test_an_address_in_one_cell_is_parted_and_told(cells):
    record, issues = read(**cells)
    assert (record.address, record.postal_code, record.commune_name) == (
        "8 avenue Fayolle",
        "23000",
        "Guéret",
    )
    assert kinds(issues) == ["address_split"]


def test_a_postal_code_and_its_town_in_one_cell_are_parted():
    record, issues = read(code_postal="23000 Guéret", commune="")
    assert (record.postal_code, record.commune_name) == ("23000", "Guéret")
    assert kinds(issues) == ["cedex_removed", "address_split"]


def test_a_postal_code_that_lost_its_zero_before_its_town_is_parted():
    record, issues = read(commune="9300 Lavelanet", code_postal="")
    assert (record.postal_code, record.commune_name) == ("09300", "Lavelanet")
    assert kinds(issues) == ["address_split"]


def test_a_line_of_totals_is_no_place():
    row = {"id": "1", "nom": "Sous-total Lens", "commune": "Lens", "code_postal": "62300"}
    record, issues = read_row(row)
    assert record is None
    assert "ligne de total" in [issue.reason for issue in issues if issue.is_fatal]
    assert read_row(row | {"nom": "Total Numérique", "adresse": "1 rue Haute"})[0] is not None


def test_an_address_of_another_postal_code_is_left_whole():
    record, issues = read(adresse="Mairie, 23300 La Souterraine")
    assert record.address == "Mairie, 23300 La Souterraine"
    assert kinds(issues) == []


# --- Hours, markup, versions ------------------------------------------------------------------


def test_hours_in_words_are_kept_as_text():
    record, issues = read(horaires="Se rapprocher de l’organisme")
    assert record.opening_hours == "Se rapprocher de l’organisme"
    assert kinds(issues) == ["hours_kept_as_text"]


def test_hours_of_osm_need_no_remark():
    record, issues = read(horaires="Mo-Fr 09:00-12:00,14:00-17:00")
    assert record.opening_hours == "Mo-Fr 09:00-12:00,14:00-17:00"
    assert issues == []


def test_markup_is_taken_out_of_a_cell_and_told():
    record, issues = read(
        presentation_detail="<p>Ateliers&nbsp;:</p><ul><li>tablette</li></ul><script>x()</script>",
        site_web='<a href="https://etang.example">notre site</a>',
    )
    assert record.description == "Ateliers :\n- tablette"
    assert record.websites == "https://etang.example"
    assert kinds(issues) == ["html_removed"] * 2


def test_columns_of_both_versions_in_one_row_are_told_once():
    record, issues = read(courriel="contact@a.example", frais_a_charge="Gratuit")
    assert record.emails == "contact@a.example"
    assert kinds(issues) == ["version_mixed"]


# --- Persons ----------------------------------------------------------------------------------


def test_a_nominative_address_is_set_aside_and_told_masked():
    record, issues = read(courriels="sophie.martin@a.example|contact@a.example")
    assert record.emails == "contact@a.example"
    assert kinds(issues) == ["personal_email"]
    assert "s…@a.example" in everything(record, issues)
    assert "sophie" not in everything(record, issues)


def test_the_name_of_a_mediator_leaves_no_trace():
    record, issues = read(**{"Nom du conseiller": "Sophie Martinot", "Référent": "Oui"})
    assert record.raw == {"Référent": "Oui"}
    assert kinds(issues) == ["personal_name"]
    assert "Martinot" not in everything(record, issues)


def test_a_name_in_a_presentation_or_in_hours_is_taken_out():
    record, issues = read(
        presentation_resume="Ateliers avec Karim le mardi.",
        presentation_detail="Demander Mme Lepetit au 06 12 34 56 78.",
        horaires="Sur rendez-vous auprès de Mme Lepetit",
        commentaire="Mme Lepetit : 06 12 34 56 78, lepetit.sophie@a.example",
    )
    assert record.summary == "Ateliers avec [nom retiré] le mardi."
    assert record.description == "Demander Mme [nom retiré] au [numéro retiré]."
    assert {"personal_name", "personal_phone", "personal_email"} <= set(kinds(issues))
    for trace in ("Karim", "Lepetit", "12 34 56", "lepetit.sophie"):
        assert trace not in everything(record, issues)


@pytest.mark.parametrize(
    "beside",
    [
        {"Nom du conseiller": "Sophie Martinot"},
        {"courriels": "sophie.martinot@a.example"},
        {"telephone": "06 12 34 56 78 (Sophie)"},
        {"presentation_detail": "Votre conseillère numérique : Sophie Martinot"},
    ],
    ids=lambda cells: next(iter(cells)),
)
def test_a_mobile_beside_somebody_s_name_is_private(beside):
    record, issues = read(**({"telephone": "06 12 34 56 78"} | beside))
    assert record.phone == ""
    assert "personal_phone" in kinds(issues)
    for trace in ("12 34 56", "612345678", "Sophie"):
        assert trace not in everything(record, issues)


def test_a_mobile_in_the_very_words_that_name_somebody_is_private():
    words = "Demander Karim au 06 12 34 56 78"
    record, issues = read(presentation_detail=words, Observations=words)
    assert record.description == "Demander [nom retiré] au [numéro retiré]"
    assert "12 34 56" not in everything(record, issues)
    assert "personal_phone" in kinds(issues)


def test_the_address_that_bears_the_place_s_name_stays_beside_somebody_s():
    words = "Demander Karim, ou écrire à louise.michel@a.example"
    record, _issues = read(nom="Centre Louise Michel", presentation_detail=words)
    assert record.description == "Demander [nom retiré], ou écrire à louise.michel@a.example"


def test_the_address_of_a_service_stays_in_a_column_of_persons():
    record, issues = read(Contact="accueil@gueret.example")
    assert record.raw == {"Contact": "accueil@gueret.example"}
    assert kinds(issues) == []
    record, issues = read(Contact="sophie.martinot@gueret.example")
    assert record.raw == {}
    assert kinds(issues) == ["personal_email"]


def test_nobody_is_named_beside_an_address():
    record, issues = read(complement_adresse="Bureau de Mme Lepetit, 2e étage")
    assert record.address_extra == "Bureau de Mme [nom retiré], 2e étage"
    assert "personal_name" in kinds(issues)
    record, _ = read(complement_adresse="Salle Mme de Sévigné")
    assert record.address_extra == "Salle Mme de Sévigné"


def test_who_leads_a_workshop_is_set_aside():
    record, issues = read(**{"Animé par": "Aurélie"})
    assert (record.raw, kinds(issues)) == ({}, ["personal_name"])


def test_a_mobile_alone_is_the_place_s_and_is_told():
    record, issues = read(telephone="06 12 34 56 78")
    assert record.phone == "+33612345678"
    assert kinds(issues) == ["phone_rewritten", "mobile_number"]


def test_a_column_of_mobiles_is_set_aside():
    record, issues = read(telephone="05 55 00 00 01", tel_mobile="06 12 34 56 78")
    assert (record.phone, record.raw) == ("+33555000001", {})
    assert kinds(issues) == ["personal_phone", "phone_rewritten"]


def test_a_landline_beside_a_name_keeps_the_number_alone():
    record, issues = read(telephone="05 55 00 00 01 (Sophie)")
    assert (record.phone, record.raw) == ("+33555000001", {})
    assert "personal_name" in kinds(issues)
    assert "Sophie" not in everything(record, issues)


def test_a_remark_never_quotes_somebody():
    record, issues = read(
        courriels="sophie.martin@a.example", services="demander à sophie.martin@a.example"
    )
    assert "sophie" not in everything(record, issues)


NAMES = st.sampled_from(["Sophie Martinot", "Mme Lepetit", "sophie.martinot@a.example"])
COLUMNS = st.sampled_from(
    ["courriels", "presentation_detail", "commentaire", "Nom du conseiller", "horaires"]
)


@given(st.dictionaries(COLUMNS, NAMES, min_size=1))
def test_whatever_the_column_nobody_s_name_comes_out(cells):
    record, issues = read(**{column: f"Contact : {name}" for column, name in cells.items()})
    for trace in ("Sophie", "Martinot", "Lepetit", "sophie"):
        assert trace not in everything(record, issues)


def test_a_family_name_beside_a_first_name_is_set_aside():
    record, issues = read(**{"Nom (fichier)": "Martinot", "Prénom": "Sophie"})
    assert record.raw == {}
    assert kinds(issues) == ["personal_name"] * 2
    record, _ = read(**{"Nom (fichier)": "Espace multimédia"})
    assert record.raw == {"Nom (fichier)": "Espace multimédia"}


@pytest.mark.parametrize(
    "written",
    ["contact [at] a.example", "contact(at)a.example", "Accueil <contact@a.example>"],
)
def test_an_address_written_against_robots_is_read(written):
    assert read(courriels=written)[0].emails == "contact@a.example"


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("etang.example", "https://etang.example"),
        ("etang.example/ateliers?x=1", "https://etang.example/ateliers?x=1"),
        ("voir la page", ""),
        ("javascript:alert(1)", ""),
        ("file.exe:80x", ""),
    ],
)
def test_a_page_written_without_its_beginning_is_completed(written, link):
    assert read(site_web=written)[0].websites == link


def test_hours_of_a_week_in_columns_are_told():
    week = {"Mo": ("lundi",), "Tu": ("mardi",), "We": ("mercredi",)}
    mapping = Mapping({"horaires": Week(week)})
    row = SourceRow(7, {"lundi": "9h-12h", "mardi": "14h-17h", "mercredi": "9h-12h"})
    mapped = apply(mapping, row)
    record, issues = read_row(mapped.cells | {"id": "1", "nom": "Médiathèque", "commune": "Guéret"})
    assert record.opening_hours.startswith("Mo")
    assert kinds(mapped.issues) == ["hours_from_columns"]
    assert "hours_kept_as_text" not in kinds(issues)


def test_idem_in_the_columns_of_a_week_is_told_where_it_stands():
    week = {"lundi": ("Lundi",), "mardi": ("Mardi",), "mercredi": ("Mercredi",)}
    mapping = Mapping({"horaires": First((Week(week), Column("Horaires")))})
    plain = apply(mapping, SourceRow(2, dict.fromkeys(("Lundi", "Mardi", "Mercredi"), "9h-12h")))
    same = apply(mapping, SourceRow(3, {"Lundi": "9h-12h", "Mardi": "idem", "Mercredi": "//"}))
    words = apply(mapping, SourceRow(4, {"Horaires": "idem"}))
    assert plain.cells["horaires"] == same.cells["horaires"] == "Mo-We 09:00-12:00"
    assert kinds(plain.issues) == ["hours_from_columns"]
    assert kinds(same.issues) == ["hours_from_columns", "hours_idem"]
    assert same.issues[1].is_repair
    assert same.issues[1].after == "Mo-We 09:00-12:00"
    assert (words.cells["horaires"], kinds(words.issues)) == ("idem", [])


def test_doubts_on_hours_that_read_as_they_stand_are_told_with_what_is_proposed():
    """As permanences of December 2022: on Tuesdays, the afternoon hides the morning."""
    hours = "Mo-Fr 09:00-12:30; Tu 13:30-17:00"
    cells = {"id": "1", "nom": "Lieu", "commune": "Guéret", "horaires": hours}
    record, issues = read_row(cells)
    assert record.opening_hours == hours, "nobody knows: kept"
    (told,) = [issue for issue in issues if issue.kind == "hours_told"]
    assert not told.is_repair
    assert "Le point-virgule remplace" in told.reason
    assert told.reason.endswith("Mo,We-Fr 09:00-12:30; Tu 09:00-12:30,13:30-17:00")
    assert (told.value, told.after) == (hours, "")
    _record, issues = read_row(cells | {"horaires": "Mo-Fr 09:00-12:30"})
    assert "hours_told" not in kinds(issues)


def test_metres_of_a_conic_zone_become_degrees():
    row = {"id": "1", "nom": "Lieu", "commune": "Lyon", "code_postal": "69001"}
    record, issues = read_row(row | {"latitude": "5235201.336", "longitude": "1850979,336"})
    assert (round(record.latitude, 5), round(record.longitude, 5)) == (46.3, 4.96)
    assert "conic_conformal" in kinds(issues)
