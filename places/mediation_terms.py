"""The closed lists of the work of mediation: topics, procedures, equipment, redirections."""

from django.utils.translation import gettext_noop as _

from places.standard_terms import TermData

# Help on the day, passed on to the place only if the person asks.
ARRANGEMENTS: tuple[TermData, ...] = (
    ("lecture", "Aide à la lecture", _("Aide à la lecture"), _("Lire ou écrire à deux")),
    ("fauteuil", "Accès en fauteuil roulant", _("Accès en fauteuil roulant"), ""),
    ("parler-lentement", "Parler lentement", _("Parler lentement"), _("Prendre le temps")),
    ("interprete", "Interprète ou autre langue", _("Interprète ou autre langue"), ""),
    ("audition", "Boucle magnétique ou LSF", _("Boucle magnétique ou langue des signes"), ""),
    ("venir-accompagne", "Venir accompagné", _("Venir accompagné"), _("Proche ou aidant")),
)

TOPICS: tuple[TermData, ...] = (
    (
        "diagnostic",
        "Diagnostic numérique",
        _("Diagnostic numérique"),
        _("Niveau, besoins, équipement de la personne"),
    ),
    (
        "prise-en-main",
        "Prendre en main du matériel",
        _("Prendre en main du matériel"),
        _("Ordinateur, téléphone, tablette, imprimante, clavier et souris"),
    ),
    (
        "maintenance",
        "Maintenance de matériel",
        _("Maintenance de matériel"),
        _("Mises à jour, nettoyage, panne, installation"),
    ),
    (
        "contenus",
        "Gérer ses contenus numériques",
        _("Gérer ses contenus numériques"),
        _("Photos, dossiers, clé USB, sauvegarde, nuage"),
    ),
    (
        "internet",
        "Navigation sur internet",
        _("Navigation sur internet"),
        _("Recherche, favoris, formulaires, téléchargement"),
    ),
    ("email", "E-mail", _("E-mail"), _("Créer une adresse, envoyer, pièce jointe, indésirables")),
    (
        "bureautique",
        "Bureautique",
        _("Bureautique"),
        _("Traitement de texte, tableur, diaporama, PDF"),
    ),
    (
        "reseaux-sociaux",
        "Réseaux sociaux et communication",
        _("Réseaux sociaux et communication"),
        _("WhatsApp, Facebook, appels en visio"),
    ),
    ("sante", "Santé", _("Santé"), _("Ameli, Mon espace santé, Doctolib, téléconsultation")),
    (
        "banque-achats",
        "Banque et achats en ligne",
        _("Banque et achats en ligne"),
        _("Compte bancaire, paiement, Vinted, Leboncoin, billets de train"),
    ),
    (
        "professionnel",
        "Accompagner un professionnel",
        _("Accompagner un professionnel"),
        _("Artisan, commerçant, association : site, factures, annonces"),
    ),
    (
        "insertion",
        "Insertion professionnelle",
        _("Insertion professionnelle"),
        _("France Travail, CV, candidatures, Mon compte formation"),
    ),
    (
        "securite",
        "Prévention en sécurité numérique",
        _("Prévention en sécurité numérique"),
        _("Mots de passe, arnaques, virus, données personnelles"),
    ),
    (
        "parentalite",
        "Parentalité",
        _("Parentalité"),
        _("Temps d’écran, contrôle parental, cyberharcèlement"),
    ),
    (
        "scolarite",
        "Scolarité et numérique",
        _("Scolarité et numérique"),
        _("Pronote, espace numérique de travail, Parcoursup, bourses"),
    ),
    (
        "creation",
        "Créer avec le numérique",
        _("Créer avec le numérique"),
        _("Photo, vidéo, musique, impression 3D, code"),
    ),
    (
        "culture",
        "Culture numérique",
        _("Culture numérique"),
        _("Fonctionnement d’internet, fausses informations, écologie"),
    ),
    (
        "ia",
        "Intelligence artificielle",
        _("Intelligence artificielle"),
        _("Assistants, images fabriquées, bons usages"),
    ),
    (
        "demarches",
        "Aide aux démarches administratives",
        _("Aide aux démarches administratives"),
        _("Ameli, CAF, ANTS, impôts, retraite, FranceConnect"),
    ),
)

PROCEDURES: tuple[TermData, ...] = (
    (
        "papiers",
        "Papiers, élections, citoyenneté",
        _("Papiers, élections, citoyenneté"),
        _("Carte d’identité et passeport (ANTS), état civil, listes électorales"),
    ),
    (
        "famille",
        "Famille, scolarité",
        _("Famille, scolarité"),
        _("CAF, naissance, garde d’enfant, inscription à l’école, bourses"),
    ),
    (
        "social-sante",
        "Social, santé",
        _("Social, santé"),
        _("Ameli, RSA, MDPH, complémentaire santé, APA, Doctolib"),
    ),
    (
        "travail",
        "Travail, formation, entreprise",
        _("Travail, formation, entreprise"),
        _("France Travail, retraite, Mon compte formation, Urssaf"),
    ),
    (
        "logement",
        "Logement",
        _("Logement"),
        _("Aide au logement (CAF), logement social, énergie, déménagement"),
    ),
    (
        "transports",
        "Transports, mobilité",
        _("Transports, mobilité"),
        _("Carte grise et permis (ANTS), amendes, cartes de transport"),
    ),
    (
        "argent",
        "Argent, impôts",
        _("Argent, impôts"),
        _("Déclaration de revenus, surendettement, banque, chèque énergie"),
    ),
    (
        "justice",
        "Justice",
        _("Justice"),
        _("Aide juridictionnelle, casier judiciaire, plainte en ligne"),
    ),
    (
        "etrangers",
        "Étrangers, Europe",
        _("Étrangers, Europe"),
        _("Titre de séjour (ANEF), naturalisation, visa"),
    ),
    (
        "loisirs",
        "Loisirs, sports, culture",
        _("Loisirs, sports, culture"),
        _("Pass Culture, licence sportive, chasse et pêche, vacances"),
    ),
    (
        "associations",
        "Associations",
        _("Associations"),
        _("Création, subvention, compte Asso, bénévolat"),
    ),
)

EQUIPMENT: tuple[TermData, ...] = (
    ("ordinateur", "Ordinateur", _("Ordinateur"), ""),
    ("telephone", "Téléphone", _("Téléphone"), ""),
    ("tablette", "Tablette", _("Tablette"), ""),
    ("autre", "Autre", _("Autre"), _("Imprimante, liseuse, console, montre connectée…")),
    ("aucun", "Pas de matériel", _("Pas de matériel"), ""),
)

REDIRECTIONS: tuple[TermData, ...] = (
    ("administration", "Administration", _("Administration"), _("Préfecture, mairie, impôts…")),
    (
        "mediation",
        "Autre structure de médiation numérique",
        _("Autre structure de médiation numérique"),
        _("Espace public numérique, médiathèque, tiers-lieu…"),
    ),
    (
        "operateur",
        "Opérateur en charge de la démarche",
        _("Opérateur en charge de la démarche"),
        _("CAF, CPAM, Carsat, La Poste…"),
    ),
    (
        "aide-sociale",
        "Aide sociale",
        _("Aide sociale"),
        _("CCAS, maison des solidarités, association caritative…"),
    ),
    (
        "insertion",
        "Insertion professionnelle",
        _("Insertion professionnelle"),
        _("France Travail, mission locale, Cap emploi…"),
    ),
    (
        "aide-demarches",
        "Aide aux démarches (France Services…)",
        _("Aide aux démarches (France Services…)"),
        _("France Services, Point-justice, Pimms…"),
    ),
    ("autre", "Autre", _("Autre"), ""),
)
