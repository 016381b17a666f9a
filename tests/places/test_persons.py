"""Tests of how persons are told from services, measured on invented addresses and texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.standard import read_row
from places.standard.persons import (
    is_mobile_column,
    is_nominative,
    is_person_column,
    masked,
    names_somebody,
    words_of,
)
from places.standard.redaction import NAME_KIND, has_name, redacted

# All invented; the domains are examples.
PERSONS = """
sophie.martin jean.dupont j.dupont s.lefevre marie-claude.durand jean-pierre.moreau dupont.jean
martin.sophie karim.benali k.benali fatoumata.diallo aissatou.diop thomas.le-goff t.legoff
nguyen.linh linh.nguyen julie sebastien gwenaelle nadine jerome mehdi amandine sophiemartin
juliendurand fabienbertrand virginielopez mohamedbenali pascalmoreau caroline_petit
olivier_garnier julien-robert veronique-blanc jdupont mmartin sbernard cdurand pleroy fmoreau
nathalie.p nathalie.p2 e.robert2 a.ledoux c.roussel-petit isabelle.van-der-meer yann.lebihan
sandrine.conseillere anne.laure.petit b.fontaine d.roche g.noel h.blanchard i.colin l.masson
n.renard o.gaillard p.barbier q.lemoine r.picard u.meyer v.marchand w.schmitt y.lucas z.rolland
clement.faure adeline.riviere baptiste.hubert corentin.guerin dorothee.perrot emilie.carpentier
florian.menard gaelle.charpentier helene.deschamps ingrid.vasseur jordan.tessier kevin.prevost
laetitia.humbert mathilde.gillet nicolas.hamon ophelie.maillard quentin.monnier romain.poirier
sylvain.millet tiphaine.besson ulysse.jacquet valentin.pelletier william.marty xavier.cousin
yasmine.fernandez zoe.sanchez bernard.accueil2 lucie.mairie.martin duval.philippe
""".split()
SERVICES = """
contact accueil mairie mediatheque bibliotheque info secretariat direction ccas franceservices
france-services espace.numerique espace-numerique pole.social centre.social centresocial mjc
mairie.accueil accueil.mairie accueil-mairie bibliotheque.municipale maison.services msap efs
conseiller.numerique conseillers-numeriques mediation.numerique mediateur.numerique cyber-base
cyberbase epn epn.gueret fablab tiers-lieu tiers.lieu atelier.numerique ateliers-numeriques
mission.locale ml.gueret service.social service.jeunesse pij bij reseau.mediatheques bm
saint-sebastien saint.martin sainte-marie st-pierre la-souterraine le.dorat bourg-en-bresse
contact23 mairie23000 mairie.gueret a.siege s.mediatheque m.numerique f.services c.s.gueret
a.r.e.l mda23 udaf23 cidff23 louise.michel louise-michel simone.veil jean-moulin club.info
etat.civil point.info relais.emploi maison.quartier vie.associative bus.numerique numerique
formation emploi agence.postale lapasserelle legrenier ateliersnumeriques23 mediathequegueret
mairiedegueret centresocialjeanmoulin accueilccas noreply hello bonjour coworking espacejeunes
inclusion.numerique communaute-de-communes cc-gueret cdc.numerique office.tourisme dpo
""".split()
# The words of the place: some services bear the name of somebody.
PLACE = words_of("Centre social Louise Michel, espace Simone Veil, 8 rue Jean Moulin, Guéret")


def found(addresses):
    return [name for name in addresses if is_nominative(f"{name}@gueret.example", PLACE)]


def test_addresses_of_persons_are_recognised():
    caught = found(PERSONS)
    assert len(PERSONS) >= 80
    assert len(caught) / len(PERSONS) >= 0.95, set(PERSONS) - set(caught)


def test_addresses_of_services_are_left_alone():
    wrong = found(SERVICES)
    assert len(SERVICES) >= 80
    assert len(wrong) / len(SERVICES) <= 0.02, wrong


def test_the_words_of_a_place_are_nobody_s_name():
    assert is_nominative("louise.michel@asso.example")
    assert not is_nominative("louise.michel@asso.example", words_of("Centre Louise-Michel"))


def test_a_masked_address_says_only_its_first_letter_and_its_house():
    assert masked("sophie.martin@gueret.example") == "s…@gueret.example"


@pytest.mark.parametrize(
    "header",
    ["Nom du conseiller", "nom_conseiller_numerique", "Contact", "Référent", "mediateur",
     "Prénom", "nomMediatrice", "RESPONSABLE", "Agent d’accueil", "coordinatrice",
     "NometPrenomdelapersonnereferentesilyenaune", "Nomdureferent"],
)  # fmt: skip
def test_columns_of_persons_are_recognised(header):
    assert is_person_column(header)


@pytest.mark.parametrize(
    "header",
    ["nom", "nom_structure", "type_mediation_1", "structureId", "commentaire", "services",
     "Nomdelastructure", "Nomdelastructureduconseiller"],
)  # fmt: skip
def test_columns_of_places_are_not(header):
    assert not is_person_column(header)


def test_columns_of_mobile_numbers_are_recognised():
    assert is_mobile_column("tel_mobile")
    assert is_mobile_column("Portable")
    assert not is_mobile_column("Matériel mobilier")


@pytest.mark.parametrize("cell", ["Sophie Martin", "Mme Ledoux", "LEDOUX S.", "sophie"])
def test_a_cell_that_names_somebody(cell):
    assert names_somebody(cell)


@pytest.mark.parametrize(
    "cell", ["Oui", "non", "3", "accueil@mairie.fr", "05 55 00 00 01", "Mairie"]
)
def test_a_cell_that_names_nobody(cell):
    assert not names_somebody(cell)


@pytest.mark.parametrize(
    ("text", "shown", "kinds"),
    [
        ("Demander Mme Dupont à l’accueil", "Demander Mme [nom retiré] à l’accueil", 1),
        ("M. et Mme Le Goff vous reçoivent", "M. et Mme [nom retiré] vous reçoivent", 1),
        ("Votre conseillère numérique : Sophie Martin",
         "Votre conseillère numérique : [nom retiré]", 1),
        ("Ateliers avec Karim le mardi", "Ateliers avec [nom retiré] le mardi", 1),
        ("Médiateur numérique DURAND Julien", "Médiateur numérique [nom retiré]", 1),
        ("Écrire à sophie.martin@a.example ou contact@a.example",
         "Écrire à [adresse retirée] ou contact@a.example", 1),
    ],
)  # fmt: skip
def test_persons_are_taken_out_of_a_text(text, shown, kinds):
    read = redacted(text)
    assert read.text == shown
    assert len(read.kinds) == kinds
    assert redacted(read.text) == (read.text, ())


@pytest.mark.parametrize(
    "text",
    [
        "Rue de M. Seguin, salle Mme de Sévigné",
        "Bibliothèque Louis Aragon, espace Simone Veil",
        "Contacter Mairie de Guéret",
        "Avec ou sans rendez-vous, par téléphone au 05 55 00 00 01",
        "Madame la directrice et M. le maire",
        "Accueil par le conseiller numérique France Services",
    ],
)
def test_texts_that_name_nobody_stay(text):
    assert redacted(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Contact : Zyad Ouhaddou", "Contact : [nom retiré]"),
        ("contact : Mme OUHADDOU", "contact : Mme [nom retiré]"),
        ("Contact: Maëlig LE KERBRAT - 05 55 00 00 01", "Contact: [nom retiré] - 05 55 00 00 01"),
        ("Référente numérique : Maëlig Kerbrat", "Référente numérique : [nom retiré]"),
        ("Animé par Zyad Ouhaddou", "Animé par [nom retiré]"),
        ("Permanence assurée par Maëlig Kerbrat", "Permanence assurée par [nom retiré]"),
        ("MME OUHADDOU", "MME [nom retiré]"),
        ("M KERBRAT Maëlig", "M [nom retiré]"),
        ("madame kerbrat", "madame [nom retiré]"),
    ],
)
def test_a_name_that_no_list_holds_is_told_by_what_introduces_it(text, shown):
    read = redacted(text)
    assert read == (shown, (NAME_KIND,))
    assert redacted(read.text) == (read.text, ())


@pytest.mark.parametrize(
    "text",
    """
Contact : Mairie de Guéret|Contact : accueil|Référent : CCAS|Contact : Secours Populaire
Contact : Croix Rouge|Contact : Pimms Médiation|Animé par Emmaüs Connect|Animé par la MJC
Animé par Orange Solidarité|Contact : Point Info Jeunes|Animé par UFCV Aubusson|Animé par Konexio
Contact : Conseiller numérique|M numérique|Madame la directrice
Contact : prendre rendez-vous|Animé par Zyad et ses amis du quartier|Permanence par téléphone
""".strip()
    .replace("\n", "|")
    .split("|"),
)
def test_what_is_introduced_so_and_is_nobody_stays(text):
    assert redacted(text) == (text, ())


def test_a_town_or_an_organisation_of_the_row_is_nobody():
    cells = {"id": "1", "nom": "Lieu", "code_postal": "63000", "commune": "Clermont Ferrand"}
    row = cells | {"structure_parente": "Tulipes Vertes", "presentation_detail": ""}
    for text in ("Contact : Clermont Ferrand", "Animé par Tulipes Vertes"):
        record, issues = read_row(row | {"presentation_detail": text})
        assert record.description == text
        assert NAME_KIND not in {issue.kind for issue in issues}
    record, issues = read_row(row | {"presentation_detail": "Animé par Zyad Ouhaddou"})
    assert record.description == "Animé par [nom retiré]"
    assert "Ouhaddou" not in repr((record, issues))


@pytest.mark.parametrize(
    "number",
    ["06 12 34 56 78", "06.12.34.56.78", "0612345678", "+33 6 12 34 56 78", "+33612345678",
     "07 12 34 56 78", "0690 12 34 56", "+590690123456"],
)  # fmt: skip
def test_mobiles_are_taken_out_only_beside_somebody(number):
    text = f"Appeler le {number}."
    assert redacted(text).text == text
    assert redacted(text, mobiles=True) == ("Appeler le [numéro retiré].", ("personal_phone",))


def test_a_first_name_in_a_short_cell():
    assert has_name("06 12 34 56 78 (Sophie)")
    assert not has_name("05 55 00 00 01 accueil")


def test_the_address_of_whoever_is_named_goes_with_the_name():
    read = redacted("Écrire à M. LEFORT (klefort@mairie.example) ou à accueil@mairie.example.")
    assert "klefort" not in read.text
    assert "accueil@mairie.example" in read.text
    assert sorted(read.kinds) == ["personal_email", "personal_name"]


@given(st.text(max_size=80) | st.text("M.meSophie @a.fr0612345678", max_size=60))
def test_no_text_is_an_exception_and_a_redacted_one_stays(text):
    once = redacted(text, mobiles=True)
    assert redacted(once.text, mobiles=True).text == once.text
    is_nominative(text)
    names_somebody(text)


@pytest.mark.parametrize("text", ["a@" * 50_000, "M. A" * 25_000, "06" * 50_000, "avec A" * 16_000])
def test_a_hostile_text_is_read_to_its_end(text):
    assert redacted(text, mobiles=True).text.endswith(text[-2:])
    assert is_nominative(text) in (True, False)


@pytest.mark.parametrize(
    "header",
    ["Structure du conseiller", "Nombre d’agents", "type de contact", "Jours d’agent"],
)
def test_columns_about_persons_that_name_nobody(header):
    assert not is_person_column(header)


def test_the_address_of_whoever_a_column_names_is_set_aside():
    """As « NometPrenomdelapersonnereferente », by whose letter and name the address is made."""
    cells = {"id": "1", "nom": "Atelier Kermadec", "commune": "Noth", "code_postal": "23300"}
    cells["courriels"] = "skerbrat@atelier.example accueil@atelier.example"
    record, issues = read_row(cells | {"NometPrenomdelapersonnereferente": "Sophie KERBRAT"})
    assert record.emails == "accueil@atelier.example"
    assert "kerbrat" not in repr((record, issues)).casefold()
    for own in ("Sophie KERMADEC", "Accueil du public"):
        record, _issues = read_row(cells | {"Contact": own})
        assert record.emails == "skerbrat@atelier.example\naccueil@atelier.example"
