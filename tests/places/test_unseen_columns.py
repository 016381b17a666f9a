"""Tests of columns that no file read before had: what is proposed for them, and what is not."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.mapping import mapped, propose
from places.mapping.fitting import fits_of
from places.mapping.keywords import value_of
from places.mapping.lists import yes_no_of
from places.mapping.parts import CONTACTS, pieces_of, unquoted
from places.mapping.profiles import profiles_of
from places.mapping.rules import Column, First, Join, Table, Union, YesNo
from places.standard import read_row
from places.standard.likeness import likeness
from places.standard.synonyms import is_identifier, meanings_of
from tests.places.producers import place_row
from tests.places.test_mapping import file_of


def rules_of(*rows):
    return propose(file_of(*rows)).mapping.rules


def table_of(rule, header):
    rules = rule.rules if isinstance(rule, Union | First) else (rule,)
    return next(each.values for each in rules if isinstance(each, Table) and each.header == header)


@pytest.mark.parametrize("cell", ["-", "#N/A", "#REF!", "http://", "NC", "?", "null", "+687"])
def test_a_cell_that_says_nothing_is_an_empty_one(cell):
    row = place_row(telephone=cell, site_web=cell, complement_adresse=cell, services=cell)
    record, issues = read_row(row)
    assert (record.phone, record.websites, record.address_extra, record.terms) == (
        *("", "", ""),
        frozenset(),
    )
    assert issues == read_row(place_row())[1]


def test_a_dash_beside_oui_is_a_no():
    rows = [{"Nom": f"Lieu {n}", "INITIATION": "Oui" if n else "-"} for n in range(4)]
    assert rules_of(*rows)["services"] == YesNo(
        {"INITIATION": "Maîtrise des outils numériques du quotidien"}
    )


def test_the_page_of_a_contact_is_nobody_s_name():
    pages = {"contact_web": "http://anonymal.tv", "contact_facebook": "https://www.facebook.com/a"}
    record, issues = read_row(place_row(**pages))
    assert {name: record.raw[name] for name in pages} == pages
    assert "personal_name" not in {issue.kind for issue in issues}


def test_a_page_of_linkedin_is_somebody_s():
    record, issues = read_row(place_row(contact="https://www.linkedin.com/in/jeanne-exemple"))
    assert "contact" not in record.raw
    assert "personal_name" in {issue.kind for issue in issues}


def test_a_page_with_a_head_comes_before_one_without():
    row = {"nom": "A", "contact_twitter": "https://twitter.com/a", "contact_web": "https://a.fr"}
    assert rules_of(row)["site_web"] == Column("contact_web")


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("-22.233939", "166.468099"), ("-17.535", "-149.5696"), ("-13.2825", "-176.1736")],
)
def test_points_of_the_pacific_are_found(latitude, longitude):
    rules = rules_of({"nom": "A", "geo.lat": latitude, "geo.lon": longitude})
    assert (rules["latitude"], rules["longitude"]) == (Column("geo.lat"), Column("geo.lon"))


def test_the_address_is_the_column_that_most_rows_fill():
    town = {"commune": "Poya", "code_postal": "98827"}
    row = {"nom": "Espace", **town, "adresse": "Tribu de Gohapin", "adresse_postale": None}
    rows = [row] * 8 + [row | {"adresse_postale": "BP 71 98827 POYA"}]
    assert rules_of(*rows)["adresse"] == Column("adresse")


@pytest.mark.parametrize(
    ("row", "headers"),
    [
        ({"adresse_numero": "4", "adresse_rue": "rue Jean Rouget"}, None),
        ({"Numéro": "12", "Indice répétition": "bis", "Type de voie": "avenue",
          "Libellé voie": "de la Gare"}, None),
        ({"no_voie": "2", "ind_rep": "B", "typ_voie": "RUE", "lib_voie": "DE LA GARE"}, None),
        ({"Bis": "bis", "Adresse": "place du Marché"}, ("Adresse",)),
        ({"N° SIRET": "21230096100013", "Adresse": "place du Marché"}, ("Adresse",)),
    ],
)  # fmt: skip
def test_a_street_in_several_columns_is_put_together(row, headers):
    rule = rules_of({"nom": "Mairie"} | row)["adresse"]
    assert rule.sources == (headers or tuple(row))


def test_the_words_of_a_street_are_joined_in_their_order_and_name_the_place():
    row = {"nom": "Mairie", "adresse_numero": 4, "adresse_rue": "rue Jean Rouget"}
    rules = rules_of(row)
    assert rules["adresse"].cell(row) == "4 rue Jean Rouget"
    assert rules["id"].sources == ("nom", "adresse_numero", "adresse_rue")


def test_complements_of_an_address_follow_each_other():
    row = {"Nom": "A", "COMP_ADRESSE": "Espace Simone Veil", "BP": "BP 40177"}
    assert rules_of(row)["complement_adresse"] == Join(("COMP_ADRESSE", "BP"), ", ")


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("SITE_INTER", "site_web"),
        ("CODE_POSTA", "code_postal"),
        ("ADRESSE_MA", "courriels"),
        ("TYPE_STRUC", "typologie"),
        ("datetime_latest", "date_maj"),
        ("E-mail (une adresse nominative demande l’accord de la personne concernée)", "courriels"),
        ("Informations diverses (précisions sur votre structure, vos services…)",
         "presentation_detail"),
    ],
)  # fmt: skip
def test_heads_cut_short_or_explained_are_understood(head, column):
    meanings = meanings_of(head)
    assert max(meanings, key=meanings.__getitem__) == column


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("Lieux", "nom"),
        ("Structures", "nom"),
        ("Lieu de médiation", "nom"),
        ("Nom de la structure porteuse", "structure_parente"),
        ("N°SIRET", "pivot"),
        ("Latitude (WGS84)", "latitude"),
        ("y_wgs84", "latitude"),
        ("adr_cp", "code_postal"),
        ("compl_adr", "complement_adresse"),
        ("Contact téléphonique", "telephone"),
        ("Courrier électronique", "courriels"),
        ("Créneaux", "horaires"),
        ("Pour qui ?", "publics_specifiquement_adresses"),
        ("Tranche d'âge", "publics_specifiquement_adresses"),
        ("Gratuit ou payant", "frais_a_charge"),
        ("Avec ou sans rendez-vous", "modalites_acces"),
        ("Sur rendez-vous", "modalites_acces"),
        ("Individuel/collectif", "modalites_accompagnement"),
        ("Accompagnement numérique", "services"),
        ("Thèmes abordés", "services"),
        ("Infos pratiques", "presentation_detail"),
    ],
)
def test_more_heads_of_producers_are_understood(head, column):
    meanings = meanings_of(head)
    assert max(meanings, key=meanings.__getitem__) == column
    assert meanings[column] > 0.8


def test_a_name_said_in_brackets_to_be_somebody_s_is_none_of_a_place():
    assert "nom" not in meanings_of("Nom (de la personne qui tient le lieu ouvert)")


@given(st.lists(st.text("abcde", max_size=5), max_size=4), st.booleans())
def test_a_likeness_is_a_share(words, is_cut):
    heads = (("abc",), ("a", "b"), ("abc", "de"))
    assert 0 <= likeness(tuple(words), heads, is_cut=is_cut) <= 1


@given(st.text(max_size=30))
def test_any_head_is_an_identifier_or_not(head):
    assert is_identifier(head) in {True, False}


def test_an_identifier_is_told_by_its_head_and_its_cells():
    rows = [{"TYPO_UID": n, "USER_NOM": f"Lieu {n}", "id_commune": n} for n in range(4)]
    assert rules_of(*rows)["id"] == Column("TYPO_UID")
    repeated = [row | {"TYPO_UID": 7} for row in rows]
    assert rules_of(*repeated)["id"] != Column("TYPO_UID")


def test_the_identifier_of_a_mediator_is_none_of_a_place():
    rows = [{"id_mediateur": n, "nom": f"Lieu {n}"} for n in range(4)]
    assert rules_of(*rows)["id"] != Column("id_mediateur")


def test_columns_that_say_one_service_each_are_all_read():
    words = {
        "QUALIF1": "Initiation aux outils numériques",
        "QUALIF2": "Aide pour les démarches administratives",
        "QUALIF3": "Utilisation d'une imprimante",
        "QUALIF4": "Utilisation d'un scanner",
        "WIFI": "Accès WIFI",
        "AIDE_DEMAT": "Aide aux démarches dématérialisées",
        "FORM_PERF": "Perfectionnement aux outils numériques",
        "SENS_INTER": "Sensibilisation aux risques d'internet",
        "TRANSPORT": "Tramway, station Molière",
    }
    rows = [
        {"USER_NOM": f"Lieu {n}"} | {head: word if n % 3 else "" for head, word in words.items()}
        for n in range(9)
    ]
    assert set(rules_of(*rows)["services"].sources) == set(words) - {"TRANSPORT"}


def test_a_column_that_says_everybody_says_nothing():
    rows = [{"Nom": f"Lieu {n}", "PBC_Tout": "Tous" if n % 2 else ""} for n in range(8)]
    assert "publics_specifiquement_adresses" not in rules_of(*rows)


def test_everybody_is_no_unknown_word_of_a_producer_s_own_column():
    rows = [{"Nom": f"L{n}", "Public visé": ["Tout public", "Seniors"][n % 2]} for n in range(4)]
    rule = rules_of(*rows)["publics_specifiquement_adresses"]
    assert rule == Table("Public visé", {"Tout public": ""})


BROKEN = 'Surdité","<i class=""fas fa-wheelchair""></i> Accès Personnes à Mobilité Réduite'


def test_a_list_cut_badly_with_icons_is_read():
    rows = [{"nom": "A", "Accueil handicap": BROKEN}] * 3
    rule = rules_of(*rows)["publics_specifiquement_adresses"]
    assert rule.cell(rows[0]) == "Surdité|Handicaps moteurs"


@given(st.text('ab",;| ', max_size=30))
def test_pieces_without_their_marks_are_the_same_twice(text):
    assert unquoted(unquoted(text)) == unquoted(text)
    for piece in pieces_of(text, set()):
        assert pieces_of(piece, {piece}) in ([piece], pieces_of(piece, set()))


@pytest.mark.parametrize(
    ("column", "words", "value"),
    [
        ("services", "Postes informatiques avec internet",
         "Accès internet et matériel informatique"),
        ("services", "3 ordinateurs", "Accès internet et matériel informatique"),
        ("services", "Impression de documents", "Accès internet et matériel informatique"),
        ("services", "Découpeuse laser", "Loisirs et créations numériques"),
        ("services", "Accompagnement CARSAT", "Aide aux démarches administratives"),
        ("services", "Sensibilisation Vie privée", "Utilisation sécurisée du numérique"),
        ("services", "Créer et gérer une adresse mail",
         "Maîtrise des outils numériques du quotidien"),
        ("typologie", "Maison de Service au Public (MSAP)", "MSAP"),
        ("typologie", "Maison de quartier/maison commune", "MQ"),
        ("typologie", "Inconnu", ""),
        ("publics_specifiquement_adresses", "Tout types de publics", ""),
        ("publics_specifiquement_adresses", "Jeunesse (11-26 ans)", "Jeunes"),
        ("publics_specifiquement_adresses", "Petite enfance", "Familles et/ou enfants"),
        ("prise_en_charge_specifique", "Cécité", "Déficience visuelle"),
        ("services", "numerique--creer-avec-le-numerique", "Loisirs et créations numériques"),
        ("services", "acces-aux-droits--accompagnement-dans-les-demarches",
         "Aide aux démarches administratives"),
        ("typologie", "PE", "FT"),
        ("publics_specifiquement_adresses", "Senoirs", "Seniors"),
        ("modalites_accompagnement", "Individuel et collectif",
         "Accompagnement individuel|Dans un atelier collectif"),
        ("modalites_acces", "Avec ou sans rendez-vous", "Téléphoner|Se présenter"),
        ("frais_a_charge", "Gratuit et payant", "Gratuit|Payant"),
        ("frais_a_charge", "2€ la séance", "Payant"),
        ("frais_a_charge", "Gratuit pour les demandeurs d'emploi", "Gratuit sous condition"),
        ("publics_specifiquement_adresses", "60 ans et +", "Seniors"),
        ("publics_specifiquement_adresses", "3ème âge", "Seniors"),
        ("publics_specifiquement_adresses", "+ 18 ans", ""),
        ("typologie", "Centre social et culturel", "CSC"),
        ("services", "Protéger ses données", "Utilisation sécurisée du numérique"),
        ("services", "Fabrication 3D", "Loisirs et créations numériques"),
        ("services", "Aide aux démarches et initiation informatique",
         "Aide aux démarches administratives|Maîtrise des outils numériques du quotidien"),
        ("dispositif_programmes_nationaux", "conseillerNumFranceServices",
         "Conseillers numériques"),
        ("dispositif_programmes_nationaux", "dem gen", None),
    ],
)  # fmt: skip
def test_more_words_of_producers_are_understood(column, words, value):
    assert value_of(column, words) == value


@pytest.mark.parametrize(
    ("head", "column", "value"),
    [
        ("DEM_Gen", "services", "Aide aux démarches administratives"),
        ("en_ligne", "modalites_accompagnement", "À distance"),
    ],
)
def test_a_head_in_short_says_what_its_yes_means(head, column, value):
    profiles = profiles_of((head,), file_of({head: "Oui"}, {head: "-"}).rows)
    assert yes_no_of(profiles) == {column: {head: value}}


def test_values_of_a_list_with_commas_make_a_column_of_few_values():
    words = ("Réseau Wifi", "Impression", "Scanner")
    rows = [
        {"À disposition": ", ".join(words[:2])},
        {"À disposition": ", ".join(words[1:])},
        {"À disposition": ", ".join(words)},
        {"À disposition": ", ".join(reversed(words))},
    ]
    fits = fits_of(profiles_of(("À disposition",), file_of(*rows).rows))
    assert "services" in {fit.column for fit in fits}


def test_a_page_of_accessibility_that_holds_words_says_who_is_welcome():
    rows = [
        {"id": n, "nom": f"Lieu {n}", "publics_accueillis": "Jeunes", "accessibilite": words}
        for n, words in enumerate(["Accessibilité PMR", "", "Accessibilité PMR"])
    ]
    rules = rules_of(*rows)
    assert "fiche_acces_libre" not in rules
    assert rules["publics_specifiquement_adresses"].cell(rows[0]) == "Jeunes|Handicaps moteurs"


def test_numbers_are_no_words_of_a_list():
    rows = [{"nom": f"Lieu {n}", "services": ["202", "301"], "aide": [1, 4]} for n in range(4)]
    proposal = propose(file_of(*rows))
    assert {"services", "aide"} <= set(proposal.unmapped)


def test_the_moment_of_a_writing_is_no_hour_and_zeros_are_no_siret():
    row = {"structureName": "A", "createdAt": "2021-05-06T09:42:38.000Z", "__v": 0}
    rules = rules_of(row, row)
    assert not {"horaires", "pivot"} & rules.keys()


def test_services_that_are_ways_to_help_are_read_as_such():
    words = "Accompagnement individuel, Administration en ligne, Ateliers collectifs"
    rows = [{"nom": f"Lieu {n}", "services": words} for n in range(3)]
    rules = rules_of(*rows)
    assert rules["services"].cell(rows[0]) == "Aide aux démarches administratives"
    helps = "Accompagnement individuel|Dans un atelier collectif"
    assert rules["modalites_accompagnement"].cell(rows[0]) == helps


def test_services_told_in_free_words_say_nothing_of_other_lists():
    rows = [{"nom": f"L{n}", "services": f"Atelier collectif {n}, Wifi"} for n in range(50)]
    assert "modalites_accompagnement" not in rules_of(*rows)


def test_a_file_of_the_standard_with_a_column_of_its_own_still_needs_no_mapping():
    row = {"commune": "Guéret", "code_postal": "23000", "adresse": "1 rue Haute"}
    own = {"services": "Aide aux démarches administratives", "Borne": "Accès WIFI"}
    rows = [{"id": str(n), "nom": f"Lieu {n}", **row, **own} for n in range(3)]
    assert propose(file_of(*rows)).follows_standard


def test_an_address_made_of_the_words_of_its_place_is_a_service_s():
    row = place_row(nom="Appart'Infos (CLCV)", commune="Angers", code_postal="49000")
    record, _issues = read_row(row | {"courriels": "clcvangers.appartinfos@exemple.fr"})
    assert record.emails == "clcvangers.appartinfos@exemple.fr"
    record, _issues = read_row(row | {"courriels": "sophie.clcvangers@exemple.fr"})
    assert record.emails == ""


CONTACT = "Tél : 05 55 00 00 01 - contact@lieu.fr, www.lieu.fr"


def test_contacts_in_one_cell_are_each_taken_out():
    row = {"Structure": "Mairie de Noth", "CP": "23300", "Contact": CONTACT}
    mapping = propose(file_of(row, row | {"Structure": "Mairie"})).mapping
    assert mapping.rules["telephone"] == Column("Contact", "telephone")
    (first, *_rest) = mapped(mapping, file_of(row)).rows
    record, issues = read_row(first.cells)
    assert (record.phone, record.emails) == ("+33555000001", "contact@lieu.fr")
    assert record.websites == "https://www.lieu.fr"
    assert record.raw["Contact"] == CONTACT
    assert "personal_email" not in {issue.kind for issue in issues}


def test_a_person_s_own_contacts_stay_private():
    row = {"Structure": "Mairie de Noth", "CP": "23300"}
    row["Contact"] = "Mme Jeanne Exemple 06 01 02 03 04 jeanne.exemple@lieu.fr"
    (first,) = mapped(propose(file_of(row)).mapping, file_of(row)).rows
    record, _issues = read_row(first.cells)
    assert (record.phone, record.emails) == ("", "")
    assert "Contact" not in record.raw


def test_a_telephone_of_its_own_comes_before_a_cell_of_contacts():
    row = {"Nom": "Mairie", "Téléphone": "05 55 00 00 02", "Contact": CONTACT}
    assert rules_of(row)["telephone"] == Column("Téléphone")


@given(st.text("0123456789 +@.w/a-z", max_size=60))
def test_what_a_cell_of_contacts_gives_stands_in_it(text):
    for take in CONTACTS.values():
        assert all(piece in text for piece in take(text).split("|"))
        assert take(take(text)) == take(text)


def test_a_day_of_closing_is_no_telephone_nor_a_date_of_writing():
    row = {"Nom": "Mairie", "Date de fermeture": "31/12/2022"}
    assert set(rules_of(row)) == {"id", "nom"}


@pytest.mark.parametrize(
    "times",
    [
        {"Horaires matin": "9h-12h", "Horaires après-midi": "14h-17h"},
        {"Heure début": "9h", "Heure fin": "12h"},
    ],
)
def test_times_in_several_columns_are_never_read_by_half(times):
    row = {"Nom": "Mairie", **times, "Jours d’ouverture": "du lundi au vendredi"}
    assert rules_of(row)["horaires"] == Join(("Jours d’ouverture", *times))


def test_times_of_two_seasons_are_not_those_of_one_day():
    row = {"Nom": "Mairie", "Horaires été": "9h-12h", "Horaires hiver": "14h-17h"}
    assert len(rules_of(row)["horaires"].sources) == 1


def test_a_telephone_with_slashes_is_no_date():
    assert rules_of({"Nom": "A", "Joindre": "01/02/03/04/05"})["telephone"] == Column("Joindre")


def test_a_code_of_one_is_no_yes():
    row = {"bf_titre": "Espace", "checkboxListeTarifs": "1", "statut_fiche": "1", "WIFI": "1"}
    rows = [row | {"bf_titre": f"Espace {n}"} for n in range(4)]
    assert set(rules_of(*rows)) == {"id", "nom", "services"}


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("equipements", "Ordinateur, Téléphone, Visioconférence"),
        ("Type démarches", "caf, étrangers, retraite"),
    ],
)
def test_machines_and_steps_to_take_are_neither_help_nor_people(head, words):
    rows = [{"nom": f"Lieu {n}", head: words} for n in range(4)]
    assert not {"modalites_accompagnement", "prise_en_charge_specifique"} & rules_of(*rows).keys()


def test_a_hostile_column_of_contacts_is_read_at_once():
    started = perf_counter()
    read_row(place_row(contact="www." * 25_000 + "linkedin"))
    assert perf_counter() - started < 1
