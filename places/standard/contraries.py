"""The words that make the head of a column mean something else than its others say."""

# A person, a count, then what is another column's own.
PERSON = frozenset(
    """
    mediateur mediatrice conseiller conseillere referent referente contact responsable prenom agent
    personne person animateur animatrice formateur formatrice intervenant intervenante directeur
    directrice coordinateur coordinatrice interlocuteur interlocutrice president presidente benevole
    maire
    """.split()
)
COUNT = frozenset("nombre nb nbre question effectif total score taux".split())
NEVER: dict[str, frozenset[str]] = {
    "nom": PERSON
    | frozenset("commune comm com ville epci departement region dep voie rue gestionnaire".split())
    | frozenset("fichier".split())
    | frozenset("porteuse porteur employeuse employeur parente".split()),
    "id": frozenset("commune epci postal insee dep departement region".split()),
    "commune": frozenset("code insee id epci".split()),
    "code_insee": frozenset("dep departement epci region reg".split()),
    "code_postal": frozenset("insee".split()),
    "adresse": frozenset(
        "mail email electronique site web internet courriel url type typ nature".split()
    ),
    "telephone": PERSON - {"contact", "agent"},
    "courriels": PERSON - {"contact", "agent"},
    "date_maj": frozenset("creation naissance ouverture fermeture debut fin labellisation".split()),
    "services": frozenset("france fs".split()),
    "site_web": frozenset("acces".split()),
    "horaires": frozenset("fuseau".split()),
}
