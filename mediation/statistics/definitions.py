"""What each figure means, once: the page, the workbook and the method page read it here."""

from dataclasses import dataclass

from mediation.statistics.disclosure import K, Reason


@dataclass(frozen=True)
class Definition:
    """One figure: its name, and how it is counted."""

    label: str
    text: str


DEFINITIONS: dict[str, Definition] = {
    "attendances": Definition(
        "Accompagnements",
        "Une personne à une activité. Un atelier de dix personnes fait dix accompagnements et une "
        "activité.",
    ),
    "activities": Definition(
        "Activités",
        "Un compte rendu : un accompagnement individuel, un atelier ou une action de coordination.",
    ),
    "hours": Definition(
        "Heures d’activité",
        "Somme des durées des activités. La durée d’un atelier compte une fois, quel que soit le "
        "nombre de participants.",
    ),
    "followed": Definition(
        "Bénéficiaires suivis",
        "Personnes nommées ayant eu au moins un accompagnement dans la période, chacune comptée "
        "une fois.",
    ),
    "new": Definition(
        "Nouveaux bénéficiaires",
        "Bénéficiaires suivis dont le tout premier accompagnement tombe dans la période.",
    ),
    "anonymous": Definition(
        "Accompagnements anonymes",
        "Accompagnements de personnes dont l’identité n’est pas notée. Ils comptent comme des "
        "accompagnements, jamais comme des personnes distinctes.",
    ),
    "persons": Definition(
        "Personnes accompagnées",
        "Personnes ayant eu au moins un accompagnement dans l’année, chacune comptée une fois, là "
        "où a eu lieu le premier. Chaque participant anonyme compte pour une personne. "
        "Ce chiffre n’existe que par année.",
    ),
    "referrals": Definition(
        "Orientations reçues",
        "Orientations envoyées dans la période vers un lieu de la structure ou du territoire.",
    ),
    "delay": Definition(
        "Délai de réponse médian",
        "Nombre de jours ouvrés entre l’envoi et la première réponse (acceptation, refus ou "
        "renvoi). La moitié des réponses arrivent dans ce délai.",
    ),
    "ninth_decile": Definition(
        "Délai de réponse, 9e décile",
        "Neuf réponses sur dix arrivent dans ce délai, en jours ouvrés.",
    ),
    "success_rate": Definition(
        "Taux d’aboutissement",
        "Personnes aidées divisées par orientations envoyées, parmi les orientations envoyées dans "
        "la période.",
    ),
}

TERRITORY_METHOD = (
    "Une activité est comptée dans la commune où elle a eu lieu ; à distance, dans la commune de "
    "la structure. Le lieu de résidence est un tableau à part. Les dates sont celles du territoire."
)
OWN_METHOD = (
    "Chiffres exacts de votre structure, à la date indiquée. Ne les publiez pas tels quels : "
    "de petits nombres peuvent faire reconnaître une personne."
)
CLOSED_METHOD = (
    "Mois arrêtés le 10 du mois suivant : une saisie tardive compte dans le premier mois encore "
    "ouvert. Une orientation est comptée dans l’état qu’elle avait quand son trimestre a été "
    "arrêté."
)
DISCLOSURE_METHOD = (
    "Secret statistique : un tableau n’est publié que si chacune de ses cases, et chaque case "
    f"qu’on pourrait calculer par soustraction, compte 0 personne ou au moins {K}. Sinon le "
    "tableau entier est retenu. Un tableau par intercommunalité est publié pour toutes, ou pour "
    "aucune."
)
# What the method page says, under its titles.
METHODS = (
    ("Territoire d’une activité", TERRITORY_METHOD),
    ("Chiffres d’une structure", OWN_METHOD),
    ("Chiffres d’un territoire", CLOSED_METHOD),
    ("Secret statistique", DISCLOSURE_METHOD),
)
BANDS_NOTE = (
    "Chaque bénéficiaire suivi compte une fois, selon son premier accompagnement de la période. "
    "Pour les participants anonymes d’un atelier, seuls les nombres saisis sont repris ; les "
    "autres sont non renseignés."
)
SEVERAL_NOTE = "Une activité peut compter dans plusieurs lignes : leur somme dépasse le total."
SEVERAL_NEEDS_NOTE = (
    "Une orientation peut compter dans plusieurs lignes : leur somme dépasse le total."
)

WHY_WITHHELD: dict[Reason, str] = {
    Reason.SMALL_CELL: f"une de ses cases compte de 1 à {K - 1} personnes.",
    Reason.WIDER_WITHHELD: "le tableau plus large dont il est le détail est lui-même retenu.",
    Reason.SUBTRACTION: (
        "en retirant les trimestres déjà publiés, on retrouverait une case de "
        f"1 à {K - 1} personnes."
    ),
    Reason.CROSSING: (
        "croisé avec les tableaux trimestriels du département, il ferait retrouver ceux des "
        "intercommunalités, qui sont retenus."
    ),
    Reason.OPEN: "les mois de cette période ne sont pas tous arrêtés.",
}
# A table of one intercommunality is published for all of them, or for none.
SMALL_CELL_SOMEWHERE = (
    f"une case compte de 1 à {K - 1} personnes, ici ou dans une autre intercommunalité du "
    "département."
)
