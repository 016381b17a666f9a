"""Tests of the national standard's rows, read and written."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.standard import COLUMNS, NATIONAL_LABELS, cells, codes, phones, read_row, row_of, values

DATA = Path(__file__).parents[3] / "shared/data"
beside_data = pytest.mark.skipif(not DATA.exists(), reason="the national files are not beside us")


def row(**cells):
    """A row that has what a place needs, and what the test adds."""
    return {
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


def read(**cells):
    record, issues = read_row(row(**cells), line=7)
    assert record is not None, issues
    return record, issues


def codes_of(record, vocabulary):
    return {code for name, code in record.terms if name == vocabulary}


def test_a_good_row_is_read_without_a_remark():
    record, issues = read(telephone="+33555000001", courriels="a@b.example|c@d.example")
    assert issues == []
    assert (record.name, record.postal_code, record.phone) == (
        "Médiathèque de l’Étang",
        "23000",
        "+33555000001",
    )
    assert (record.latitude, record.longitude) == (46.1701, 1.8702)
    assert record.emails.splitlines() == ["a@b.example", "c@d.example"]
    assert record.updated_on == date(2024, 5, 14)
    assert record.raw == {}


@pytest.mark.parametrize(
    "written",
    [
        "Utilisation sécurisée du numérique|Loisirs et créations numériques",
        "Utilisation sécurisée du numérique; loisirs et créations numériques ",
        "Loisirs et créations numériques, Utilisation sécurisée du numérique",
        "UTILISATION SECURISEE DU NUMERIQUE / Loisirs et  créations numériques",
        ["Utilisation sécurisée du numérique", "Loisirs et créations numériques"],
    ],
)
def test_values_are_recognised_whatever_their_separator_case_and_accents(written):
    record, issues = read(services=written)
    assert codes_of(record, "service") == {"securite", "loisirs"}
    is_usual = isinstance(written, list) or "|" in written
    assert [issue.kind for issue in issues] == ([] if is_usual else ["list_separator"])


def test_values_that_hold_separators_stay_whole():
    fee = (
        "Gratuit sous condition : La gratuité est conditionnée à des critères (situation "
        "familiale, convention avec un organisme social...)"
    )
    record, _ = read(conditions_acces=fee, publics_accueillis="Familles/enfants")
    assert codes_of(record, "fee") == {"gratuit-sous-condition"}
    assert codes_of(record, "audience") == {"familles"}


def test_a_row_of_version_0_becomes_one_of_version_1():
    record, _ = read(
        services="Prendre en main un ordinateur;Accompagner les démarches de santé",
        publics_accueillis="Seniors (+ 65 ans);Uniquement femmes;Surdité",
        conditions_acces="Adhésion : L'accès au lieu et/ou à ses services nécessite d'y adhérer",
        labels_nationaux="CNFS;Fabriques de Territoire",
        labels_autres="SudLabs;Nièvre médiation",
        modalites_accompagnement="Seul : j’ai accès à du matériel et une connexion",
        courriel="a@b.example",
        accessibilite="https://acceslibre.example/1",
    )
    assert codes_of(record, "service") == {"outils-quotidien", "demarches"}
    assert codes_of(record, "audience") == {"seniors", "femmes"}
    assert codes_of(record, "accommodation") == {"surdite"}
    assert codes_of(record, "fee") == {"payant"}
    assert codes_of(record, "programme") == {"conseillers-numeriques"}
    assert codes_of(record, "label") == {"fabriques-de-territoire"}
    assert codes_of(record, "support_mode") == {"autonomie"}
    assert record.other_labels.splitlines() == ["SudLabs", "Nièvre médiation"]
    assert (record.emails, record.accessibility_url) == (
        "a@b.example",
        "https://acceslibre.example/1",
    )


def test_misspelt_columns_and_values_are_understood():
    record, issues = read(
        conditions_access="Gratuit", formations_labels="Étapes numériques(La Poste)"
    )
    assert codes_of(record, "fee") == {"gratuit"}
    assert codes_of(record, "label") == {"etapes-numeriques"}
    assert [issue.kind for issue in issues] == ["version_mixed"]


def test_an_unknown_value_is_kept_and_told():
    record, issues = read(services="Aide aux démarches administratives|Couture")
    assert codes_of(record, "service") == {"demarches"}
    assert record.raw == {"services": "Couture"}
    [issue] = issues
    assert (issue.line, issue.column, issue.value) == (7, "services", "Couture")
    assert not issue.is_fatal


def test_a_label_of_no_list_joins_the_other_labels():
    record, _ = read(labels_nationaux="APTIC;CNFS", labels_autres="SudLabs")
    assert record.other_labels.splitlines() == ["SudLabs", "APTIC"]


def test_a_column_of_nobody_is_kept():
    record, issues = read(cle_ban="23096_0001", point="près de l’étang")
    assert record.raw == {"cle_ban": "23096_0001", "point (fichier)": "près de l’étang"}
    assert issues == []


@pytest.mark.parametrize(
    ("missing", "column"),
    [
        ({"id": None}, "id"),
        ({"nom": " "}, "nom"),
        ({"commune": None, "code_postal": None}, "commune"),
        ({"id": "x" * 201}, "id"),
    ],
)
def test_a_row_without_what_makes_a_place_is_rejected(missing, column):
    record, issues = read_row(row(**missing), line=3)
    assert record is None
    assert [(issue.line, issue.column) for issue in issues if issue.is_fatal] == [(3, column)]


@pytest.mark.parametrize("column", ["pivot", "adresse", "date_maj", "code_postal", "commune"])
def test_a_row_without_another_required_value_is_kept_and_told(column):
    _record, issues = read(**{column: None})
    assert [issue.column for issue in issues] == [column]


@pytest.mark.parametrize(
    ("written", "kept"),
    [(23000, "23000"), (1000, "01000"), (97221.0, "97221"), ("75 001", "75001"), ("1000", "01000")],
)
def test_postal_codes_are_put_right(written, kept):
    assert read(code_postal=written)[0].postal_code == kept


@pytest.mark.parametrize("written", ["380000", "F-23", "abc"])
def test_a_postal_code_nobody_can_read_is_kept_beside(written):
    record, issues = read(code_postal=written)
    assert (record.postal_code, record.raw["code_postal"]) == ("", written)
    assert [issue.column for issue in issues] == ["code_postal"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (21230096100019, "21230096100019"),
        (13002603200016.0, "13002603200016"),
        ("212 300 961 00019", "21230096100019"),
        ("W232000001", "W232000001"),
        ("00000000000000", ""),
        ("689330", ""),
    ],
)
def test_pivots_are_read_as_people_write_them(written, kept):
    assert read(pivot=written)[0].pivot == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+33 5 55 00 00 01", "+33555000001"),
        ("05.55.00.00.01", "+33555000001"),
        ("05/55/00/00/01", "+33555000001"),
        ("0033 (0)5 55 00 00 01", "+33555000001"),
        ("+330555000001", "+33555000001"),
        (555000001, "+33555000001"),
        ("05 55 00 00 01 / 06 00 00 00 02", "+33555000001"),
        ("0596 10 00 01", "+596596100001"),
        (596100001, "+596596100001"),
        ("+2620262100001", "+262262100001"),
        ("+687250001", "+687250001"),
        ("3949", "3949"),
    ],
)
def test_phones_are_written_as_the_standard_asks(written, kept):
    assert read(telephone=written)[0].phone == kept


def test_a_phone_nobody_can_dial_is_kept_beside():
    record, issues = read(telephone="demander à l’accueil de la mairie, poste 12")
    assert record.phone == ""
    assert record.raw == {"telephone": "demander à l’accueil de la mairie, poste 12"}
    assert [issue.column for issue in issues] == ["telephone"]


@pytest.mark.parametrize(
    "written", ["2024-05-14", "14/05/2024", "2024/05/14", "2024-05-14T10:00:00Z", "14.5.2024"]
)
def test_dates_are_read_as_people_write_them(written):
    assert read(date_maj=written)[0].updated_on == date(2024, 5, 14)


def test_an_impossible_date_is_kept_beside():
    record, issues = read(date_maj="2024-02-31")
    assert (record.updated_on, record.raw) == (None, {"date_maj": "2024-02-31"})
    assert [issue.column for issue in issues] == ["date_maj"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "point"),
    [
        ("46,17", "1,87", (46.17, 1.87)),
        (-21.1, 55.5, (-21.1, 55.5)),
        ("-149.5", "-17.5", (-17.5, -149.5)),
        ("", "1.87", (None, None)),
        ("nord", "est", (None, None)),
        ("0", "0", (None, None)),
        ("66000000", "650000", (None, None)),
        (float("nan"), 1.87, (None, None)),
    ],
)
def test_a_doubtful_point_never_costs_the_row(latitude, longitude, point):
    record, _ = read(latitude=latitude, longitude=longitude)
    assert (record.latitude, record.longitude) == point


def test_an_unreadable_point_is_kept_beside_and_told():
    record, issues = read(latitude="66000000", longitude="650000")
    assert record.raw == {"latitude": "66000000", "longitude": "650000"}
    assert [issue.column for issue in issues] == ["latitude"]


def test_only_pages_of_the_web_become_links():
    record, issues = read(
        site_web="www.etang.example|https://a.example/x;y;https://b.example",
        prise_rdv="javascript:alert(1)",
    )
    assert record.websites.splitlines() == [
        "https://www.etang.example",
        "https://a.example/x;y",
        "https://b.example",
    ]
    assert (record.booking_url, record.raw) == ("", {"prise_rdv": "javascript:alert(1)"})
    assert [issue.column for issue in issues] == ["prise_rdv"]


def test_markup_stays_text():
    record, _ = read(nom="<img src=x onerror=alert(1)>")
    assert record.name == "<img src=x onerror=alert(1)>"


def test_a_long_summary_is_cut_and_its_words_go_to_the_description():
    summary = "Des ateliers pour débuter. " * 20
    record, issues = read(presentation_resume=summary, presentation_detail="Et plus encore.")
    assert len(record.summary) <= 280
    assert record.description == f"{summary.strip()}\n\nEt plus encore."
    assert [issue.column for issue in issues] == ["presentation_resume"]


def test_a_name_too_long_is_cut_and_kept_beside():
    record, issues = read(nom="Lieu " * 60)
    assert len(record.name) == 250
    assert record.raw["nom"] == ("Lieu " * 60).strip()
    assert [issue.column for issue in issues] == ["nom"]


def test_two_columns_for_one_thing_are_both_kept():
    record, _ = read(courriel="a@b.example", courriels="c@d.example")
    assert (record.emails, record.raw) == ("a@b.example", {"courriels": "c@d.example"})


def test_a_formula_is_written_inert_and_read_back():
    record, _ = read(nom="=1+1", telephone="+33555000001", longitude="-1.87")
    written = row_of(record)
    assert written["nom"] == "'=1+1"
    assert (written["telephone"], written["longitude"]) == ("+33555000001", "-1.87")
    assert read_row(written)[0].name == "=1+1"


def test_what_the_schema_would_refuse_is_left_empty():
    record, _ = read(telephone="3949", pivot=None)
    written = row_of(record)
    assert (written["telephone"], written["pivot"]) == ("", "00000000000000")


ANY_CELL = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
LIKELY = st.sampled_from(
    [*NATIONAL_LABELS.values(), "05 55 00 00 01", "01/02/2024", "46,1", "https://a.example", "=1"]
)
ANY_ROW = st.dictionaries(
    st.sampled_from([*COLUMNS, "courriel", "labels_nationaux", "cle_ban"]) | st.text(max_size=8),
    ANY_CELL | LIKELY,
    max_size=12,
)


@given(ANY_ROW)
def test_no_row_is_ever_an_exception(cells):
    record, issues = read_row(cells)
    assert (record is None) == any(issue.is_fatal for issue in issues)


@given(ANY_ROW)
def test_a_row_written_back_says_the_same(extra):
    record, _ = read_row(row(**{k: v for k, v in extra.items() if k not in row()}))
    again, _ = read_row(row_of(record))
    assert row_of(again) == row_of(record)


@given(st.text(max_size=40))
def test_cells_are_put_right_once(text):
    for parse in (phones.phone_of, codes.postal_code_of, codes.insee_code_of, codes.pivot_of):
        once = parse(cells.line_of(text)).value
        assert not once or parse(once).value == once


def test_no_two_values_of_a_column_are_taken_for_each_other():
    for vocabulary, terms in values.TERMS.items():
        assert len({values.folded(label) for _c, label, *_ in terms}) == len(terms), vocabulary


@beside_data
def test_every_older_value_goes_where_the_migration_put_it():
    mapping = json.loads((DATA / "standard/mapping-v0-to-v1.json").read_text())
    for column in ("services", "modalites_accompagnement"):
        for older, national in mapping[column].items():
            found, _ = values.terms_of(column, older)
            assert [NATIONAL_LABELS[key] for key in found] == [national] * (national is not None)
    for older, target in (mapping["publics_accueillis"] | mapping["labels_nationaux"]).items():
        column = "publics_accueillis" if older in mapping["publics_accueillis"] else None
        column = "publics_specifiquement_adresses" if column else "dispositif_programmes_nationaux"
        found, unknown = values.terms_of(column, older)
        assert [NATIONAL_LABELS[key] for key in found] == ([target[1]] if target else [])
        assert unknown == (() if target else (older,))


@beside_data
def test_services_before_and_after_the_migration_are_the_same():
    def services(name):
        rows = json.loads((DATA / f"places/{name}").read_text())
        records = [read_row(cells)[0] for cells in rows]
        return {record.source_id: codes_of(record, "service") for record in records}

    before, after = services("charente-2023-07.v0.json"), services("charente-2023-07.v1.json")
    shared = before.keys() & after.keys()
    assert len(shared) == 188
    assert sum(before[key] == after[key] for key in shared) >= 187


@beside_data
def test_rows_written_obey_the_national_schema():
    schema = json.loads((DATA / "standard/schema.json").read_text())
    for name in ("charente-2023-07.v0.json", "cnfs-2022-07.v0.json"):
        for cells_of_row in json.loads((DATA / f"places/{name}").read_text()):
            written = row_of(read_row(cells_of_row)[0])
            for column in schema["fields"]:
                obeys(written[column["name"]], column)


def obeys(value, column):
    """Check a written value against the constraints of its column."""
    constraints = column.get("constraints", {})
    if value == "":
        # Two codes of that file are unreadable: an empty cell, never an invented one.
        assert not constraints.get("required") or column["name"] == "code_postal"
        return
    if pattern := constraints.get("pattern"):
        assert re.search(pattern, value), (column["name"], value)
    assert len(value) <= constraints.get("maxLength", len(value))
    if column["type"] == "number":
        float(value)
    if column["type"] == "date":
        date.fromisoformat(value)
