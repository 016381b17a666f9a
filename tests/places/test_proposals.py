"""Tests of the proposal of a mapping: the proposal alone brings unseen files to the standard."""

from dataclasses import replace
from io import StringIO
from itertools import islice

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from places.files import SourceRow, read_rows
from places.imports import import_places
from places.imports.conformity import standard_file
from places.mapping import Mapping, apply, propose
from places.mapping.fitting import fits_of
from places.mapping.keywords import value_of
from places.mapping.lists import yes_no_of
from places.mapping.profiles import profiles_of
from places.mapping.rules import Column, Constant, First, Generated, Join, Table, Week
from places.models import Place, ProducerMapping
from places.standard import COLUMNS, read_row
from places.standard.synonyms import meanings_of
from tests.places import unseen
from tests.places.test_imports import STANDARD_FILES, beside_data
from tests.places.test_mapping import file_of

FILES = [
    unseen.workbook_with_titles,
    unseen.latin_1_semicolons,
    unseen.nested_json,
    unseen.one_row_a_service,
    unseen.yes_no_columns,
    unseen.weekly_columns,
]


def records_of(path):
    file = read_rows(path)
    standard = standard_file(file, propose(file).mapping)
    return [read_row(row.cells, row.line)[0] for row in standard.rows]


def codes(record, vocabulary):
    return {code for name, code in record.terms if name == vocabulary}


@pytest.mark.parametrize("make", FILES)
def test_an_unseen_file_comes_in_with_the_proposal_alone(tmp_path, make):
    records = records_of(make(tmp_path))
    assert len(records) == 4
    assert all(records), "no row is rejected"
    names = {record.name.replace("'", "’") for record in records}
    assert names == set(unseen.NAMES)
    assert {record.postal_code for record in records} == set(unseen.CODES)
    assert {record.commune_name.casefold() for record in records} == {
        town.casefold() for town in unseen.TOWNS
    }
    assert {record.address for record in records} == set(unseen.STREETS)
    assert len({record.source_id for record in records}) == 4


def test_contacts_under_a_merged_head_are_found(tmp_path):
    record = records_of(unseen.workbook_with_titles(tmp_path))[0]
    assert (record.phone, record.emails) == ("+33555000001", "contact@lieu0.fr")
    assert str(record.updated_on) == "2024-05-14"


def test_points_types_and_hours_of_an_old_workbook_are_found(tmp_path):
    record = records_of(unseen.latin_1_semicolons(tmp_path))[0]
    assert (record.latitude, record.longitude) == (46.1701, 1.8702)
    assert codes(record, "place_type") == {"bib"}
    assert "9h à 12h" in record.opening_hours or "09:00-12:00" in record.opening_hours


def test_nested_objects_are_found(tmp_path):
    record = records_of(unseen.nested_json(tmp_path))[1]
    assert record.source_id == "a-1"
    assert codes(record, "service") == {"demarches", "acces-materiel"}
    assert (record.latitude, record.emails) == (46.2351, "contact@lieu1.fr")


def test_the_rows_of_a_place_become_one_with_all_its_services(tmp_path):
    path = unseen.one_row_a_service(tmp_path)
    assert propose(read_rows(path)).mapping.group_by == ("structure", "rue", "ville")
    for record in records_of(path):
        assert codes(record, "service") == {"emploi", "demarches", "outils-quotidien"}
        assert codes(record, "fee") == {"gratuit"}


def test_columns_of_yes_and_no_become_lists(tmp_path):
    first, second, *_ = records_of(unseen.yes_no_columns(tmp_path))
    assert codes(first, "service") == {"acces-materiel"}
    assert codes(first, "accommodation") == {"handicaps-moteurs"}
    assert codes(first, "support_mode") == set()
    assert codes(second, "support_mode") == {"atelier"}
    assert codes(second, "programme") == {"france-services"}
    assert codes(second, "itinerancy") == {"fixe"}


def test_columns_of_half_days_become_hours(tmp_path):
    record = records_of(unseen.weekly_columns(tmp_path))[0]
    assert record.opening_hours == "Mo-Fr 09:00-12:00,14:00-17:30; Sa 10:00-12:00"
    assert (record.latitude, record.longitude) == (46.1701, 1.8702)


def test_a_file_of_the_standard_needs_no_mapping_and_its_own_changes_nothing(tmp_path):
    row = {"id": "1", "nom": "A", "commune": "Guéret", "code_postal": "23000", "adresse": "1 rue"}
    file = file_of(row | {"services": "Aide aux démarches administratives"})
    proposal = propose(file)
    assert proposal.follows_standard
    assert [row.cells for row in standard_file(file, proposal.mapping).rows] == [
        row.cells for row in file.rows
    ]


def test_a_file_of_the_standard_stays_one_beside_the_columns_of_tools():
    row = {"id": "1", "nom": "A", "commune": "Guéret", "code_postal": "23000", "adresse": "1 rue"}
    row |= {"date_maj": "2024-01-15", "updated_at": "2024-02-01", "result_postcode": "23000"}
    assert propose(file_of(row)).follows_standard


def test_a_choice_says_why_in_french(tmp_path):
    proposal = propose(read_rows(unseen.workbook_with_titles(tmp_path)))
    reasons = {choice.column: choice.reason for choice in proposal.choices}
    assert reasons["code_postal"].replace("\u00a0", " ") == "en-tête « CP », 100 % de codes postaux"
    assert all(0 < choice.score <= 1 for choice in proposal.choices)


def test_cells_speak_where_heads_do_not():
    rows = [
        {"A": f"Lieu {n}", "B": f"0555{n:06}", "C": f"a{n}@b.fr", "D": f"{n} rue", "E": f"2300{n}"}
        for n in range(9)
    ]  # fmt: skip
    rules = propose(file_of(*rows)).mapping.rules
    assert rules["telephone"] == Column("B")
    assert rules["courriels"] == Column("C")
    assert (rules["adresse"], rules["code_postal"]) == (Column("D"), Column("E"))


def test_a_head_that_its_cells_contradict_is_not_believed():
    fits = fits_of(profiles_of(("CP",), file_of({"CP": "Conseil presbytéral"}).rows))
    assert [fit.column for fit in fits] == []


def test_a_column_of_counts_is_no_longitude():
    rows = [{"Nom": f"Lieu {n}", "Nombre d’aidants": str(n)} for n in range(9)]
    assert "longitude" not in propose(file_of(*rows)).mapping.rules


def test_one_column_may_speak_of_two_lists():
    rows = [{"Nom": f"Lieu {n}", "Conditions": "Gratuit;Sur rendez-vous"} for n in range(4)]
    rules = propose(file_of(*rows)).mapping.rules
    assert rules["frais_a_charge"] == Table("Conditions", {"Sur rendez-vous": ""})
    assert rules["modalites_acces"] == Table(
        "Conditions", {"Gratuit": "", "Sur rendez-vous": "Téléphoner"}
    )


def test_two_columns_of_phones_are_tried_in_turn():
    rows = [{"Nom": "A", "tel_fixe": "0555000001", "tel_mobile": "0655000001"}]
    rule = propose(file_of(*rows)).mapping.rules["telephone"]
    assert rule == First((Column("tel_fixe"), Column("tel_mobile")))


def test_a_landline_is_tried_before_a_mobile():
    row = {"Tél. portable": "06 01 02 03 04", "Tél. fixe": "03 84 00 00 01"}
    rule = propose(file_of(row)).mapping.rules["telephone"]
    assert rule == First((Column("Tél. fixe"), Column("Tél. portable")))


def test_a_date_is_no_telephone_and_entities_hide_none():
    row = {
        "post_modified": "2024-02-10 09:30:00",
        "acf.telephone": "02&nbsp;96&nbsp;00&nbsp;00&nbsp;01",
    }
    rules = propose(file_of(row)).mapping.rules
    assert rules["telephone"] == Column("acf.telephone")
    assert rules["date_maj"] == Column("post_modified")


def test_days_in_a_column_go_before_the_times_of_another():
    row = {"Jours d’ouverture": "du mardi au samedi", "Heures d’ouverture": "10h-18h"}
    rule = propose(file_of(row)).mapping.rules["horaires"]
    assert rule == Join(("Jours d’ouverture", "Heures d’ouverture"))


def test_degrees_and_minutes_are_found():
    row = {"Latitude (DMS)": "42°57'58\"N", "Longitude (DMS)": "1°36'20\"E"}
    assert {"latitude", "longitude"} <= propose(file_of(row)).mapping.rules.keys()


def test_sites_are_names_unless_they_are_pages():
    rows = [{"Site": f"Point numérique {n}", "Ville": "Metz"} for n in range(3)]
    assert propose(file_of(*rows)).mapping.rules["nom"] == Column("Site")
    rows = [{"Site": f"https://metz.example/{n}", "Ville": "Metz"} for n in range(3)]
    assert "nom" not in propose(file_of(*rows)).mapping.rules


def test_the_programme_of_a_whole_file_is_proposed_to_be_checked():
    rows = [{"Nom": f"France services de {n}", "Ville": f"Ville {n}"} for n in "abcd"]
    proposal = propose(file_of(*rows))
    assert proposal.mapping.rules["dispositif_programmes_nationaux"] == Constant("France Services")
    assert proposal.mapping.rules["services"] == Constant("Aide aux démarches administratives")


def test_a_repeated_identifier_groups_its_rows():
    rows = [
        {"id_lieu": n // 3, "nom": f"L{n // 3}", "adresse": "1 rue", "thème": n} for n in range(9)
    ]
    assert propose(file_of(*rows)).mapping.group_by == ("id_lieu",)


def test_places_without_an_identifier_get_one_that_lasts():
    rows = [{"Nom": "Mairie", "Adresse": "1 rue Haute", "Ville": "Noth"}]
    rule = propose(file_of(*rows)).mapping.rules["id"]
    assert rule == Generated(("Nom", "Adresse", "Ville"))
    assert rule.cell({"Nom": "MAIRIE ", "Adresse": "1, rue haute", "Ville": "NOTH"}) == rule.cell(
        rows[0]
    )


def test_hours_in_words_follow_those_in_columns():
    days = dict.fromkeys(("lundi", "mardi", "mercredi", "jeudi"), "9h-12h")
    rows = [{"Nom": "A", **days, "Horaires": "Du lundi au jeudi de 9h à 12h"}] * 2
    rule = propose(file_of(*rows)).mapping.rules["horaires"]
    assert isinstance(rule, First)
    assert isinstance(rule.rules[0], Week)
    assert rule.rules[1] == Column("Horaires")


@pytest.mark.parametrize(
    ("column", "words", "value"),
    [
        ("services", "Accès au wifi et imprimante", "Accès internet et matériel informatique"),
        ("services", "Aide à la recherche d'emploi", "Insertion professionnelle via le numérique"),
        ("services", "Ateliers sur les arnaques en ligne", "Utilisation sécurisée du numérique"),
        ("services", "Imprimante 3D", "Loisirs et créations numériques"),
        ("services", "Couture", None),
        ("typologie", "Médiathèque / Bibliothèque", "BIB"),
        ("typologie", "Opérateur de service public (CAF, CPAM, Mission locale…)", None),
        ("typologie", "Organisme privé non associatif", None),
        ("publics_specifiquement_adresses", "Tout public", ""),
        ("publics_specifiquement_adresses", "8-15 ans", "Jeunes"),
        ("frais_a_charge", "Gratuit pour les adhérents", "Gratuit sous condition"),
        ("modalites_acces", "Sans rendez-vous", "Se présenter"),
        ("dispositif_programmes_nationaux", "CNFS", "Conseillers numériques"),
        ("dispositif_programmes_nationaux", "Aucun dispositif", ""),
        ("dispositif_programmes_nationaux", "Non", ""),
        ("services", "numerique--acceder-a-du-materiel", "Accès internet et matériel informatique"),
        ("services", "Numérique /Créer avec le numérique", "Loisirs et créations numériques"),
        (
            "services",
            "numerique--acceder-a-des-services-en-ligne",
            "Aide aux démarches administratives",
        ),
        (
            "services",
            "numerique--acquerir-un-equipement",
            "Acquisition de matériel informatique à prix solidaire",
        ),
        (
            "services",
            "acquisition de compétences numériques",
            "Maîtrise des outils numériques du quotidien",
        ),
        ("services", "numerique", ""),
        ("services", "Protéger ses données", "Utilisation sécurisée du numérique"),
        ("services", "Accéder_à_du_matériel_(accès_su", "Accès internet et matériel informatique"),
        ("services", "Accompagnement de professionnels", None),
        ("services", "Education au numérique", "Maîtrise des outils numériques du quotidien"),
        ("frais_a_charge", "Aucun", "Gratuit"),
        ("frais_a_charge", "2€/h", "Payant"),
        ("frais_a_charge", "0 €", "Gratuit"),
        ("modalites_accompagnement", "accompagnement", "Accompagnement individuel"),
        ("publics_specifiquement_adresses", "60 ans et plus", "Seniors"),
        ("prise_en_charge_specifique", "Illétrés", "Illettrisme"),
        ("typologie", "_Centres communaux d'action soc", "CCAS"),
        ("typologie", "other", "Autre"),
        ("itinerance", "Non", "Fixe"),
        ("modalites_accompagnement", "Seul", "En autonomie"),
        ("modalites_accompagnement", "Avec de l'aide", "Accompagnement individuel"),
        ("typologie", "Maison de service au public", "MSAP"),
        ("dispositif_programmes_nationaux", "DEM_Gen", None),
    ],
)
def test_the_words_of_producers_are_understood(column, words, value):
    assert value_of(column, words) == value


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["Nom", "CP", "lundi", "mardi", "jeudi", "geo", "Type", "id", "\x00"]),
            st.none() | st.integers() | st.text(max_size=12) | st.sampled_from(["oui", "9h-12h"]),
            max_size=6,
        ),
        max_size=6,
    )
)
def test_any_file_gets_a_proposal_that_can_be_saved(rows):
    mapping = propose(file_of(*rows)).mapping
    assert set(mapping.rules) <= set(COLUMNS)
    assert Mapping.from_json(mapping.to_json()) == mapping


def run(*args):
    out = StringIO()
    call_command(*args, stdout=out, stderr=StringIO())
    return out.getvalue().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_command_prints_its_proposal_and_saves_it(tmp_path):
    path, output = unseen.one_row_a_service(tmp_path), tmp_path / "correspondance.json"
    said = run("propose_mapping", str(path), "--output", str(output))
    assert "nom                                89 %  « structure » (en-tête « structure »)" in said
    assert "réunies par « structure », « rue », « ville »" in said
    assert "Colonnes gardées à part : « num_ligne »" in said
    assert Mapping.from_json(output.read_text()).group_by == ("structure", "rue", "ville")


def test_the_command_says_what_is_missing_and_exits_with_2_on_no_file(tmp_path):
    path = tmp_path / "lieux.csv"
    path.write_text("Nom;Ville\nMairie;Noth\n")
    assert "Rien trouvé pour : pivot, code_postal, adresse, date_maj" in run(
        "propose_mapping", str(path)
    )
    with pytest.raises(CommandError) as caught:
        run("propose_mapping", str(tmp_path / "absent.csv"))
    assert caught.value.returncode == 2


@pytest.mark.django_db
def test_a_mapping_once_given_serves_the_producer_s_next_file(tmp_path):
    path, output = unseen.yes_no_columns(tmp_path), tmp_path / "correspondance.json"
    run("propose_mapping", str(path), "--output", str(output))
    with pytest.raises(CommandError, match="propose_mapping"):
        run("import_places", str(path), "--source", "Creuse")
    told = run("import_places", str(path), "--source", "Creuse", "--mapping", str(output))
    assert told.splitlines() == [
        "créés 4 · modifiés 0 · inchangés 0 · rejetés 0",
        "4 × coordonnées absentes (point_absent)",
    ]
    assert ProducerMapping.objects.get(source="Creuse").version == 1
    told = run("import_places", str(path), "--source", "Creuse")
    assert told.startswith("créés 0 · modifiés 0 · inchangés 4 · rejetés 0\n")
    assert Place.objects.count() == 4


@pytest.mark.django_db
def test_a_dry_run_keeps_no_mapping(tmp_path):
    path, output = unseen.yes_no_columns(tmp_path), tmp_path / "correspondance.json"
    run("propose_mapping", str(path), "--output", str(output))
    run("import_places", str(path), "--source", "A", "--mapping", str(output), "--dry-run")
    assert not ProducerMapping.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "pas du JSON"),
        (Mapping({"id": Column("ID"), "commune": Column("Ville")}).to_json(), "la colonne nom"),
        (Mapping({"id": Column("ID"), "nom": Column("Nom")}).to_json(), "n’a pas la colonne Nom"),
    ],
)
def test_a_mapping_that_does_not_fit_gets_a_sentence(tmp_path, text, words):
    path, mapping = unseen.yes_no_columns(tmp_path), tmp_path / "correspondance.json"
    mapping.write_text(text)
    with pytest.raises(CommandError, match=words) as caught:
        run("import_places", str(path), "--mapping", str(mapping))
    assert caught.value.returncode == 2


@pytest.mark.django_db
def test_the_rows_of_a_place_are_one_in_the_report(tmp_path):
    path = unseen.one_row_a_service(tmp_path)
    report = import_places(path, "A", mapping=propose(read_rows(path)).mapping)
    assert (report.created, report.rejected) == (4, 0)
    assert report.by_kind()["grouped"] == 4


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("NOM_STRUCTURE", "nom"),
        ("Nom de votre structure", "nom"),
        ("bf_titre", "nom"),
        ("Libellé", "nom"),
        ("CODE POSTAL", "code_postal"),
        ("address.postalCode", "code_postal"),
        ("address.addressLocality", "commune"),
        ("Lib_Commune", "commune"),
        ("Numéro de téléphone de la structure", "telephone"),
        ("NUM_TEL", "telephone"),
        ("Adresse mail de la structure", "courriels"),
        ("emailpub", "courriels"),
        ("Site Web de la structure", "site_web"),
        ("COMP_ADRESSE", "complement_adresse"),
        ("DAT_MaJ", "date_maj"),
        ("Dernière MAJ", "date_maj"),
        ("EditDate", "date_maj"),
        ("struct_port", "structure_parente"),
        ("Jours et horaires d'ouverture", "horaires"),
        ("Quel(s) type(s) de public accompagnez-vous  ?", "publics_specifiquement_adresses"),
        ("TYPE STRUCTURE", "typologie"),
        ("geo.latitude", "latitude"),
        ("tags.addr:city", "commune"),
        ("contact:phone", "telephone"),
        ("Où ?", "adresse"),
        ("Bibliothèque", "nom"),
        ("x_l93", "longitude"),
        ("Coordonnée Y", "latitude"),
        ("Mis à jour le", "date_maj"),
        ("Dernière vérif.", "date_maj"),
        ("Atelier", "services"),
        ("Combien ?", "frais_a_charge"),
        ("Heures d’ouverture", "horaires"),
        ("Nomdelastructure", "nom"),
        ("Adressemail", "courriels"),
        ("Leshorairesdemastructure", "horaires"),
        ("Lestarifsdemastructure", "frais_a_charge"),
        ("Enitinerance", "itinerance"),
        ("c_nom", "nom"),
        ("c_horaire_ouverture", "horaires"),
        ("c__edit_datemaj", "date_maj"),
        ("nom_comm", "commune"),
        ("Types de structures", "typologie"),
        ("result_postcode", "code_postal"),
        ("Fixe", "telephone"),
        ("SITE_INTER", "site_web"),
        ("Data pass ID", "id"),
        ("shortDescription", "presentation_resume"),
        ("cond_acces", "frais_a_charge"),
        ("lib_long", "nom"),
    ],
)
def test_the_heads_of_producers_are_understood(head, column):
    meanings = meanings_of(head)
    assert max(meanings, key=lambda name: meanings[name]) == column


@pytest.mark.parametrize(
    ("head", "column", "value"),
    [
        ("Local accessible aux Personnes à Mobilité Réduite", "prise_en_charge_specifique",
         "Handicaps moteurs"),
        ("Vidéoprojecteurs", "services", "Accès internet et matériel informatique"),
        ("Prévention des risques liés aux mauvais usages", "services",
         "Utilisation sécurisée du numérique"),
        ("Imprimantes 3D", "services", "Loisirs et créations numériques"),
        ("Gratuit", "frais_a_charge", "Gratuit"),
        ("Participation financière", "frais_a_charge", "Payant"),
        ("France Services Label", "dispositif_programmes_nationaux", "France Services"),
        ("c_materiel_info", "services", "Accès internet et matériel informatique"),
        ("Demarchesadministratives", "services", "Aide aux démarches administratives"),
        ("Contact par mail", "modalites_acces", "Contacter par mail"),
        ("Parents", "prise_en_charge_specifique", "Familles et/ou enfants"),
        ("accompagnement_usages", "services", "Maîtrise des outils numériques du quotidien"),
    ],
)  # fmt: skip
def test_a_column_of_yes_and_no_says_by_its_head_what_it_is(head, column, value):
    profiles = profiles_of((head,), file_of({head: "Oui"}, {head: "Non"}).rows)
    assert yes_no_of(profiles) == {column: {head: value}}


@pytest.mark.parametrize("prefix", ["", "tags.", "properties."])
def test_tags_of_a_map_give_the_terms_that_the_standard_has(prefix):
    tags = ("name", "addr:city", "wheelchair", "internet_access", "internet_access:fee")
    lines = (
        ("EPN", "Guéret", "yes", "wlan;terminal", "no"),
        ("Bibliothèque", "Guéret", "limited", "yes", "yes"),
        ("Mairie", "Aubusson", "no", "no", ""),
        ("CCAS", "Aubusson", "", "", ""),
    )
    rows = [
        {f"{prefix}{tag}": cell for tag, cell in zip(tags, line, strict=True)} for line in lines
    ]
    proposal = propose(file_of(*rows))
    access = "Accès internet et matériel informatique"
    rules = proposal.mapping.rules
    assert [rules["services"].cell(row) for row in rows] == [access, access, "", ""]
    wheelchair = [rules["prise_en_charge_specifique"].cell(row) for row in rows]
    assert wheelchair == ["Handicaps moteurs", "", "", ""]
    kept = apply(proposal.mapping, SourceRow(2, rows[1])).cells
    assert kept[f"{prefix}wheelchair"] == "limited"
    assert proposal.unmapped == (f"{prefix}internet_access:fee",)
    assert "frais_a_charge" not in rules


def test_a_tag_of_something_else_is_no_tag_of_the_place():
    row = {"name": "EPN", "addr:city": "Guéret", "toilets:wheelchair": "yes"}
    rules = propose(file_of(row, {"name": "Mairie", "internet_access": "fibre"})).mapping.rules
    assert not {"services", "prise_en_charge_specifique"} & rules.keys()


def test_a_value_that_a_form_cut_short_is_understood():
    cut = "Devenir_autonome_dans_les_démar"
    assert value_of("services", cut) == "Aide aux démarches administratives"


@beside_data
@pytest.mark.parametrize("path", STANDARD_FILES, ids=lambda path: path.name)
def test_the_mapping_of_a_standard_file_reads_it_as_no_mapping_does(path):
    file = read_rows(path)
    proposal = propose(file)
    assert proposal.follows_standard
    rows = zip(file.rows, standard_file(file, proposal.mapping).rows, strict=True)
    for row, brought in islice(rows, 200):
        own, other = read_row(row.cells)[0], read_row(brought.cells)[0]
        assert replace(own, raw={}) == replace(other, raw={})


def test_a_street_s_number_in_its_own_column_goes_before_the_street():
    rows = [{"N°": n, "Voie": "rue Haute", "Nom": f"Lieu {n}", "CP": "23000"} for n in range(1, 9)]
    rules = propose(file_of(*rows)).mapping.rules
    assert rules["adresse"] == Join(("N°", "Voie"))
    assert rules["adresse"].cell(rows[2]) == "3 rue Haute"


def test_a_number_of_a_map_s_address_goes_before_its_street():
    row = {"tags.name": "Lieu", "tags.addr:housenumber": "24", "tags.addr:street": "Quai Haut"}
    rules = propose(file_of(row)).mapping.rules
    assert rules["adresse"].cell(row) == "24 Quai Haut"


def test_a_street_is_preferred_to_the_postal_code_and_the_town():
    form = {"Adresse (numéro, rue)": "3 place Verte", "Code postal et commune": "62300 Lens"}
    rules = propose(file_of(*[form | {"Nom": f"EPN {n}"} for n in range(3)])).mapping.rules
    assert rules["adresse"] == Column("Adresse (numéro, rue)")
    assert rules["code_postal"] == Column("Code postal et commune", "code_postal")


def test_a_number_beside_a_whole_address_is_something_else():
    rows = [{"N°": n, "Adresse": f"{n} rue Haute", "Nom": f"Lieu {n}"} for n in range(1, 9)]
    assert propose(file_of(*rows)).mapping.rules["adresse"] == Column("Adresse")


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"Organisme": "CCAS", "Prénom": "Julie", "Nom": "Guérin"}, Column("Organisme")),
        ({"Prénom": "Julie", "Nom": "Guérin", "Ville": "Lens"}, None),
        ({"nom_lieu": "CCAS", "contact_referent.nom": "Guérin"}, Column("nom_lieu")),
        ({"titre": "CCAS", "person.name": "Guérin"}, Column("titre")),
        ({"Structure": "CCAS", "Nom de l’animateur": "Guérin"}, Column("Structure")),
        ({"Adresse": "1 rue Haute", "Nom du directeur": "Guérin"}, None),
        ({"Nom": "CCAS", "Prénom du conseiller": "Julie"}, Column("Nom")),
    ],
)
def test_nobody_s_name_is_proposed_as_the_name_of_a_place(row, name):
    assert propose(file_of(row)).mapping.rules.get("nom") == name


def test_the_time_of_a_date_and_an_empty_column_make_no_hours():
    rows = [
        {"Horaires d'ouverture": "", "CreationDate": f"1{n}/12/2022 17:51",
         "Horaires d'ouverture__1": f"mardi 13:3{n}-19:00\nsamedi 10:00-18:00"}
        for n in range(4)
    ]  # fmt: skip
    rules = propose(file_of(*rows)).mapping.rules
    assert rules["horaires"] == Column("Horaires d'ouverture__1")


def test_flags_of_zeros_are_no_siret():
    rows = [{"c_nom": f"Lieu {n}", "c_b_pmr": 0, "c_siren_site": 434806402 + n} for n in range(4)]
    assert propose(file_of(*rows)).mapping.rules["pivot"] == Column("c_siren_site")


def test_a_code_that_its_head_names_is_no_postal_code_and_no_telephone():
    rows = [{"lieu_citycode": f"0217{n}", "n_siren_porteur": 434806402 + n} for n in range(4)]
    rules = propose(file_of(*rows)).mapping.rules
    assert rules["code_insee"] == Column("lieu_citycode")
    assert rules["pivot"] == Column("n_siren_porteur")
    assert not {"code_postal", "telephone"} & rules.keys()


def test_a_list_spread_over_numbered_columns_is_read_whole():
    tags = ["Utiliser Internet", "Gérer ses emails", "Réaliser son CV", "Protéger ses données"]
    rows = [
        {"Nom": f"Lieu {n}", **{f"Tag {k}": (tags[(n + k) % 5 :] or [""])[0] for k in range(6)}}
        for n in range(4)
    ]
    rule = propose(file_of(*rows)).mapping.rules["services"]
    assert rule.sources == tuple(f"Tag {k}" for k in range(6))
    assert rule.cell({"Tag 5": "Réaliser son CV"}) == "Insertion professionnelle via le numérique"


def test_many_columns_of_one_value_each_are_all_read():
    said = {
        "QUALIF2": "Aide pour les démarches administratives",
        "QUALIF3": "Utilisation d'une imprimante",
        "WIFI": "Accès WIFI",
        "PRET_MAT": "Prêt de matériel informatique",
        "FORM_PERF": "Perfectionnement aux outils numériques",
        "SENS_INTER": "Sensibilisation aux arnaques sur internet",
    }
    rows = [{"Nom": f"Lieu {n}", **(said if n % 2 else {})} for n in range(8)]
    assert set(propose(file_of(*rows)).mapping.rules["services"].sources) == set(said)


def test_several_values_a_cell_that_come_again_are_a_list_however_few_cells_are_alike():
    asked = "Qu'apportez vous aux usagers qui viennent à votre rencontre ?"
    values = ["Devenir_autonome_dans_les_démar", "Prendre_en_main_un_smartphone_o",
              "Créer_avec_le_numérique", "Accéder_à_une_connexion_interne"]  # fmt: skip
    rows = [{"Nom": f"L{n}", asked: ",".join(values[n:] + values[:1])} for n in range(4)]
    rule = propose(file_of(*rows)).mapping.rules["services"]
    assert rule.sources == (asked,)
    assert rule.cell(rows[3]) == (
        "Accès internet et matériel informatique|Aide aux démarches administratives"
    )


def test_what_says_nothing_in_a_list_is_no_unknown_value():
    rows = [{"Nom": f"L{n}", "Labels": label} for n, label in enumerate(["Non", "CNFS", "Non"])]
    rule = propose(file_of(*rows)).mapping.rules["dispositif_programmes_nationaux"]
    assert rule == Table("Labels", {"Non": ""})


def test_what_a_geocoder_adds_names_no_place_and_gives_way_to_the_producer_s_own():
    rows = [
        {"Site": f"Bureau {n}", "Ville": "Pau", "Adressenumeronomdelavoie": f"{n} rue Haute",
         "result_name": "2 Rue Haute", "result_city": "PAU",
         "result_label": "2 Rue Haute 64000 Pau", "result_type": "street",
         "result_id": f"64445_{n}", "result_postcode": 64000, "result_citycode": 64445}
        for n in range(4)
    ]  # fmt: skip
    rules = propose(file_of(*rows)).mapping.rules
    assert (rules["nom"], rules["commune"]) == (Column("Site"), Column("Ville"))
    assert rules["adresse"] == Column("Adressenumeronomdelavoie")
    assert rules["code_postal"] == Column("result_postcode")
    assert rules["code_insee"] == Column("result_citycode")
    assert "result_id" not in rules["id"].sources
    assert "typologie" not in rules


def test_a_geocoder_is_not_believed_over_the_producer_s_own_commune_and_postal_code():
    row = {
        "nom": "CCAS", "commune": "La Trinité", "code_postal": 97220, "code_insee": "",
        "result_city": "La Trinité", "result_postcode": "06340", "result_citycode": "06149",
    }  # fmt: skip
    rules = propose(file_of(row, row | {"nom": "Mairie"})).mapping.rules.values()
    assert not any(header.startswith("result") for rule in rules for header in rule.sources)


@pytest.mark.parametrize("header", ["Data pass ID", "TYPO_UID", "code_service"])
def test_a_key_under_other_words_is_an_identifier_when_it_is_one(header):
    rows = [{"Nom": f"Lieu {n}", "Ville": "Pau", header: 500 + n} for n in range(3)]
    assert propose(file_of(*rows)).mapping.rules["id"] == Column(header)
    assert propose(file_of(*rows, rows[0])).mapping.rules["id"] != Column(header)


def test_long_texts_under_a_question_are_the_presentation():
    header = "Jedecrislesactionsdinclusionnumeriquedemastructureenquelquesmots"
    rows = [
        {"Nom": f"L{n}", header: f"Atelier {n}. " + "Des ateliers pour tous. " * 5} for n in "ab"
    ]
    assert propose(file_of(*rows)).mapping.rules["presentation_detail"] == Column(header)
    rows = [{"Nom": f"L{n}", "Description du code": f"A{n}"} for n in "ab"]
    assert "presentation_detail" not in propose(file_of(*rows)).mapping.rules


def test_how_often_something_is_done_says_whether_it_is():
    head = "Demarchesadministratives"
    cells = ["Souvent", "De temps en temps", "Exceptionnellement", "Pas du tout", "Jamais", ""]
    rule = propose(file_of(*({"Nom": "A", head: cell} for cell in cells))).mapping.rules["services"]
    value = "Aide aux démarches administratives"
    assert [rule.cell({head: cell}) for cell in cells] == [value] * 3 + [""] * 3


def test_a_flag_of_a_tool_is_of_no_place():
    rows = [{"Nom": f"L{n}", "_di_email_is_pii": False} for n in range(3)]
    assert propose(file_of(*rows)).unmapped == ("_di_email_is_pii",)


def test_answers_that_begin_with_no_are_a_list_all_the_same():
    asked = "Doit-on prendre rendez-vous ? Et si oui, comment ?"
    cells = ["Non,Téléphone,Mail", "Non", "Téléphone,Mail,Guichet_d'accueil", "Non,Téléphone"] * 2
    rows = [{"Nom": f"L{n}", asked: cell} for n, cell in enumerate(cells)]
    rule = propose(file_of(*rows)).mapping.rules["modalites_acces"]
    assert rule.cell(rows[2]) == "Téléphoner|Contacter par mail|Se présenter"
    assert rule.cell(rows[1]) == ""


def test_the_times_of_several_services_of_a_place_are_told_once():
    days = {f"aide.{day}_{end}": "" for day in ("lundi", "mardi", "jeudi")
            for end in ("ouverture", "fermeture")}  # fmt: skip
    row = {"Nom": "A", **days, "aide.lundi_ouverture": "09:00|09:00", "aide.mardi_ouverture": "|"}
    row["aide.lundi_fermeture"] = "12:00|12:00"
    assert propose(file_of(row)).mapping.rules["horaires"].cell(row) == "Mo 09:00-12:00"


def test_what_another_list_is_headed_with_is_no_way_to_write_and_a_yes_moves_no_place():
    rows = [
        {"Nom": f"L{n}", "labels": "LandesMail", "aide.presentiel": "True|True", "types": "Non"}
        for n in range(4)
    ]
    assert propose(file_of(*rows)).unmapped == ("labels", "aide.presentiel", "types")


def test_a_date_of_change_comes_before_that_of_the_entry():
    row = {"Nom": "A", "date_saisie": "2023-01-10", "date_modif": "2023-06-10"}
    rule = propose(file_of(row)).mapping.rules["date_maj"]
    assert rule == First((Column("date_modif"), Column("date_saisie")))


def test_the_number_of_an_address_goes_before_its_street():
    row = {"Nom": "A", "adresse_numero": "5 bis", "adresse_rue": "rue du Loch"}
    assert propose(file_of(row)).mapping.rules["adresse"].cell(row) == "5 bis rue du Loch"
