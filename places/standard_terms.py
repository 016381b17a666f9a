"""The closed lists of the national standard, with plain words beside each value."""

from django.utils.translation import gettext_noop as _

# (code, national label, plain label, hint), in the order people read them.
TermData = tuple[str, str, str, str]

SERVICES: tuple[TermData, ...] = (
    (
        "demarches",
        "Aide aux démarches administratives",
        _("Démarches en ligne"),
        _("Impôts, retraite, CAF, Ameli, carte grise, France Travail…"),
    ),
    (
        "outils-quotidien",
        "Maîtrise des outils numériques du quotidien",
        _("Téléphone, ordinateur, internet"),
        _("Débuter, envoyer un message, ranger ses photos, installer une application…"),
    ),
    (
        "emploi",
        "Insertion professionnelle via le numérique",
        _("Emploi"),
        _("CV, lettre de motivation, candidature en ligne, espace France Travail…"),
    ),
    (
        "securite",
        "Utilisation sécurisée du numérique",
        _("Sécurité, arnaques"),
        _("Mots de passe, faux messages, achats sans risque…"),
    ),
    (
        "parentalite",
        "Parentalité et éducation avec le numérique",
        _("Parents et école"),
        _("Pronote, espace numérique de l’école, temps d’écran…"),
    ),
    (
        "loisirs",
        "Loisirs et créations numériques",
        _("Loisirs et création"),
        _("Photo, vidéo, musique, impression 3D, jeux…"),
    ),
    (
        "culture",
        "Compréhension du monde numérique",
        _("Culture numérique"),
        _("Intelligence artificielle, fausses informations, données personnelles…"),
    ),
    (
        "acces-materiel",
        "Accès internet et matériel informatique",
        _("Accès internet, matériel sur place"),
        _("Wifi, ordinateur, imprimante, scanner en libre accès…"),
    ),
    (
        "materiel-solidaire",
        "Acquisition de matériel informatique à prix solidaire",
        _("Matériel à petit prix"),
        _("Ordinateur ou téléphone reconditionné, réparation…"),
    ),
)

AUDIENCES: tuple[TermData, ...] = (
    ("jeunes", "Jeunes", _("Jeunes"), ""),
    ("etudiants", "Étudiants", _("Étudiants"), ""),
    ("familles", "Familles et/ou enfants", _("Familles et enfants"), ""),
    ("seniors", "Seniors", _("Personnes âgées"), ""),
    ("femmes", "Femmes", _("Femmes"), ""),
)

ACCOMMODATIONS: tuple[TermData, ...] = (
    ("surdite", "Surdité", _("Personnes sourdes ou malentendantes"), ""),
    ("handicaps-moteurs", "Handicaps moteurs", _("Handicap moteur"), ""),
    ("handicaps-mentaux", "Handicaps mentaux", _("Handicap mental ou psychique"), ""),
    ("illettrisme", "Illettrisme", _("Difficultés à lire ou à écrire"), ""),
    ("langue-anglais", "Langues étrangères (anglais)", _("Accueil en anglais"), ""),
    ("langues-autres", "Langues étrangères (autres)", _("Accueil dans d’autres langues"), ""),
    ("deficience-visuelle", "Déficience visuelle", _("Personnes aveugles ou malvoyantes"), ""),
)

FEES: tuple[TermData, ...] = (
    ("gratuit", "Gratuit", _("Gratuit"), ""),
    (
        "gratuit-sous-condition",
        "Gratuit sous condition",
        _("Gratuit sous condition"),
        _("Selon vos revenus, votre âge ou votre commune"),
    ),
    ("payant", "Payant", _("Payant"), ""),
)

PROGRAMMES: tuple[TermData, ...] = (
    ("aidants-connect", "Aidants Connect", _("Aidants Connect"), ""),
    (
        "bibliotheques-numeriques",
        "Bibliothèques numérique de référence",
        _("Bibliothèque numérique de référence"),
        "",
    ),
    ("pix", "Certification PIX", _("Certification Pix"), ""),
    ("conseillers-numeriques", "Conseillers numériques", _("Conseiller numérique"), ""),
    ("emmaus-connect", "Emmaüs Connect", _("Emmaüs Connect"), ""),
    ("france-services", "France Services", _("France Services"), ""),
    ("grande-ecole-du-numerique", "Grande école du numérique", _("Grande École du Numérique"), ""),
    ("croix-rouge", "La Croix Rouge", _("Croix-Rouge"), ""),
    (
        "point-numerique-caf",
        "Point d'accès numérique CAF",
        _("Point d’accès numérique de la CAF"),
        "",
    ),
    ("promeneurs-du-net", "Promeneurs du net", _("Promeneurs du Net"), ""),
    (
        "relais-numerique",
        "Relais numérique (Emmaüs Connect)",
        _("Relais numérique (Emmaüs Connect)"),
        "",
    ),
)

LABELS: tuple[TermData, ...] = (
    ("mon-espace-sante", "Formé à « Mon Espace Santé »", _("Formé à « Mon espace santé »"), ""),
    ("duplex", "Formé à « DUPLEX » (illettrisme)", _("Formé à « Duplex » (illettrisme)"), ""),
    (
        "arnia-mednum-bfc",
        "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
        _("Arnia et MedNum BFC (Bourgogne-Franche-Comté)"),
        "",
    ),
    (
        "reemploi-normandie",
        "Collectif ressources et acteurs réemploi (Normandie)",
        _("Collectif ressources et acteurs du réemploi (Normandie)"),
        "",
    ),
    ("etapes-numeriques", "Étapes numériques (La Poste)", _("Étapes numériques (La Poste)"), ""),
    ("fabriques-de-territoire", "Fabriques de Territoire", _("Fabrique de territoire"), ""),
    (
        "eclaireurs-drome",
        "Les Éclaireurs du numérique (Drôme)",
        _("Les Éclaireurs du numérique (Drôme)"),
        "",
    ),
    (
        "mes-papiers-lyon",
        "Mes Papiers (Métropole de Lyon)",
        _("Mes Papiers (Métropole de Lyon)"),
        "",
    ),
    ("ordi-30", "ORDI 3.0", _("Ordi 3.0"), ""),
    ("sud-labs", "SUD LABS (PACA)", _("Sud Labs (Provence-Alpes-Côte d’Azur)"), ""),
)

ACCESS_MODES: tuple[TermData, ...] = (
    ("se-presenter", "Se présenter", _("Venir sur place"), ""),
    ("telephoner", "Téléphoner", _("Téléphoner"), ""),
    ("mail", "Contacter par mail", _("Écrire un e-mail"), ""),
    (
        "fiche-prescription",
        "Envoyer un mail avec une fiche de prescription",
        _("Être orienté par un professionnel, par e-mail"),
        "",
    ),
    ("rdv-en-ligne", "Prendre un RDV en ligne", _("Prendre rendez-vous en ligne"), ""),
    (
        "pas-de-public",
        "Ce lieu n'accueille pas de public",
        _("Ce lieu ne reçoit pas de public"),
        "",
    ),
)

SUPPORT_MODES: tuple[TermData, ...] = (
    ("autonomie", "En autonomie", _("En autonomie"), _("Du matériel est à votre disposition")),
    (
        "individuel",
        "Accompagnement individuel",
        _("Aide individuelle"),
        _("Une personne vous aide, vous seul"),
    ),
    (
        "atelier",
        "Dans un atelier collectif",
        _("Atelier en groupe"),
        _("Vous apprenez à plusieurs"),
    ),
    ("distance", "À distance", _("À distance"), _("Par téléphone ou en visio")),
)

ITINERANCIES: tuple[TermData, ...] = (
    ("itinerant", "Itinérant", _("Lieu itinérant"), _("Un bus ou une équipe qui se déplace")),
    ("fixe", "Fixe", _("Lieu fixe"), ""),
)
