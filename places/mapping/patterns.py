"""The words by which producers mean the terms of the standard's closed lists."""

# Vocabulary → (code, pattern), tried in this order on words without accents or link words.
PATTERNS: dict[str, tuple[tuple[str, str], ...]] = {
    "service": (
        (
            "culture",
            r"(cultures?|monde|citoyennete) numerique|enjeux|fake news|intelligence artificielle|"
            r"connaitre.*(usages|cloud|alternatives)",
        ),
        (
            "materiel-solidaire",
            r"reconditionn|prix solidaire|dotation|distribution|\bdons?\b|\bpret\b|reemploi|"
            r"s equiper|vente (materiel|solidaire)|"
            r"(acquerir|acquisition).*(equipement|materiel|ordinateur)",
        ),
        (
            "securite",
            r"cyber ?secur|arnaque|(prevention|sensibilis\w+) risques|mots? passe|\bsecur|"
            r"bonnes pratiques|donnees personnelles|vie privee|identite numerique|reputation|"
            r"(proteg\w+|gerer|protection)( \w+)? donnees|effacer traces",
        ),
        (
            "demarches",
            r"demarche|administrati|acces droits|connaitre droits|valoir droit|services? ligne|"
            r"impots|\bcaf\b|teleprocedure|dematerialis|declaration|^dem\b|"
            r"\bcpam\b|\bameli\b|carsat|france ?connect|carte grise|permis conduire|teleservice|"
            r"doctolib|espace sante|sante ligne|ecrivain public",
        ),
        (
            "emploi",
            r"emploi|insertion|\bmetiers\b|\bcv\b|professionnel(?!s\b)|usages professionnels|"
            r"entreprise|lettre motivation",
        ),
        (
            "parentalite",
            r"parentalit|^parents? .|.parent|scolar|educat(?!ion numerique$)|\becole|temps ecran|"
            r"pronote",
        ),
        (
            "loisirs",
            r"loisir|ludique|recreati|creati|fab ?lab|(impression|imprimantes?|modelisation) 3\b|"
            r"robot|decoup\w* (laser|vinyle?)|decoupeuse|prototyp|fabrication (3|numerique)|"
            r"thermoform|\bvr\b|\bvideos?\b|\bjeux?\b|audio|"
            r"multimedia|programmation|realite virtuelle|\bphotos?\b",
        ),
        (
            "outils-quotidien",
            r"(decouv|initi|prise main|prendre main|maitris|apprend|formation|perfectionn|utilis|"
            r"appropri|usages|competences|debut|cours|atelier).*(ordinateur|smartphone|tablette|internet|"
            r"numeri|informati|outil|mail|equipement|perfectionn)|bureautique|"
            r"traitement texte|^(initiation|formation)s?$|adresse mail|peripherique|"
            r"(gerer|ecrire|ranger)( ses)? (documents?|fichiers?)|documents numeriques|"
            r"messagerie|\b(gerer|compte|boites?) e?mails?\b|\bmails\b|webmail|reseaux sociaux|"
            r"mediations? numerique|accompagnements? numerique|accompagnement usages$|"
            r"^education numerique$|surf|telecharg|echanger internet|"
            r"\b(word|excel|tableur|visio\w*)\b|(achats?|paiements?) ligne|cle usb|stockage|"
            r"(apprendre|competences?|notions?) bases?$|gestion fichiers|depannage|logiciel|navig",
        ),
        (
            "acces-materiel",
            r"wi ?fi|ecrans? tactile|liseuse|videoprojecteur|tableaux? numerique|imprim|printer|"
            r"computer|scan|copie|impression|libre service|borne|connexion|"
            r"(postes?|salle|parc) informatique|points? numeriques?$|postes? (connecte|libre)|"
            r"disposition (ordi|materiel|poste|tablette|equipement)|"
            r"acces.*(internet|materiel|ordinateur|equipe|imprimante)|"
            r"^([0-9]+ |deux |trois )?(ordinateurs?|tablettes?|smartphones?|pc)\b|"
            r"^(internet|materiels?|equipements?)\b|point acces numerique",
        ),
    ),
    "audience": (
        ("etudiants", r"etudiant|universit"),
        ("jeunes", r"\bjeun(es?|esse)\b|\bados?\b|adolescent|mineur|collegien|lyceen|moins 3[05]"),
        ("familles", r"famil|parent|enfan|eleve|scolaire"),
        ("seniors", r"sen(io|oi)r|personnes agees|retraite|\baines?\b|(3 e(me)?|troisieme) age|"
         r"^(plus |partir )?(5[05]|6[05]|70) ans( plus)?$"),
        ("femmes", r"\bfemmes?\b"),
    ),
    "accommodation": (
        ("surdite", r"sourd|surdite|malentend|auditi|\blsf\b|langue signes"),
        ("handicaps-moteurs", r"handicaps? moteur|mobilite reduite|fauteuil|\bpmr\b|rampe|"
         r"(toilettes?|accessib\w+|acces) handicap|plain pied"),
        ("handicaps-mentaux", r"handicaps? (mental|mentaux|psychi|cogniti)|psychi|autis"),
        ("illettrisme", r"illett?r|analphab|difficultes? (lire|lecture)|alphabetis"),
        ("langue-anglais", r"anglais|english"),
        (
            "langues-autres",
            r"langues? etranger|allophone|\bfle\b|\bflex?\b|migrant|etranger|primo arriv",
        ),
        ("deficience-visuelle", r"aveugle|malvoy|visuel|cecite"),
    ),
    "fee": (
        (
            "gratuit-sous-condition",
            r"gratui\w*.*(condition|adherent|pour\b|reserv|abonne|habitant|apprenant|"
            r"eleve|inscrit|adhes|demandeur|beneficiaire|minima|\brsa\b|allocataire|etudiant)|"
            r"pass numerique|cheque numerique|aptic",
        ),
        ("gratuit", r"gratui|^libre$|sans frais|^0( euros?)?$|non payant|^aucuns?( frais)?$"),
        (
            "payant",
            r"payant|\beuros?\b|tarif|participation|adhesion|cotisation|^adherents?$|"
            r"abonnement",
        ),
    ),
    "programme": (
        ("aidants-connect", r"aidants? connect"),
        ("conseillers-numeriques", r"conseill\w+ num(erique)?s?\b|cnfs|conum|presence cn$"),
        ("france-services", r"france services?\b|\bmfs\b|\bmsap\b.*france|espace france service"),
        ("promeneurs-du-net", r"promeneurs? net"),
        ("relais-numerique", r"relais numerique"),
        ("emmaus-connect", r"emmaus connect"),
        ("pix", r"\bpix\b"),
        ("bibliotheques-numeriques", r"bibliotheques? numeriques? reference|\bbnr\b"),
        ("grande-ecole-du-numerique", r"grandes? ecoles? numerique|^gen$"),
        ("croix-rouge", r"croix rouge"),
        ("point-numerique-caf", r"(point|relais).*\bcaf\b"),
    ),
    "label": (
        ("mon-espace-sante", r"espace sante"),
        ("duplex", r"duplex"),
        ("arnia-mednum-bfc", r"arnia|mednum bfc"),
        ("etapes-numeriques", r"etapes? numeriques?"),
        ("fabriques-de-territoire", r"fabriques? territoires?"),
        ("eclaireurs-drome", r"eclaireurs? numerique"),
        ("mes-papiers-lyon", r"mes papiers"),
        ("ordi-30", r"ordi 3 ?0"),
        ("sud-labs", r"sud ?labs?"),
    ),
    "access_mode": (
        ("se-presenter", r"sans (rendez vous|rdv|rv)\b|libre|ouvert tous|presenter|venir place|"
         r"^place$|accueil physique|guichet"),
        ("rdv-en-ligne", r"(rendez vous|rdv).*(ligne|internet)|doctolib|rdv aide numerique"),
        ("fiche-prescription", r"prescri|fiche (liaison|navette)|orientation|oriente"),
        ("telephoner", r"telephon|appel|(rendez vous|rdv|\brv\b)|inscription|reservation"),
        ("mail", r"\be?mails?\b|courriel"),
        ("pas-de-public", r"pas public|non ouvert public|ferme public"),
    ),
    "support_mode": (
        ("distance", r"distance|visio|hotline|^ligne$|"
         r"(aide|assistance|accompagnement) (ligne|telephon)"),
        ("individuel", r"individuel|^accompagne(ment)?s?$|personnalis|assistance|ponctuel|un un|"
         r"face face|avec aide"),
        ("atelier", r"collecti|atelier|groupe|parcours formation|formations?\b|stage|cours\b"),
        ("autonomie", r"autonom|^seuls?$|libre service|acces libre|libre acces|consultation"),
    ),
    "itinerancy": (
        ("fixe", r"^non$|fixe|^false$|^0$|antenne|multi sites?|principal|sedentaire"),
        ("itinerant", r"itiner|mobile|\bbus\b|ambulant|camion|^(oui|true|1|x)$|van\b"),
    ),
    "place_type": (
        ("rfs", r"france services?\b|\bmfs\b"),
        ("pimms", r"\bpimms\b"),
        ("msap", r"\bmsap\b|maisons? services? public"),
        ("mq", r"maisons? quartier"),
        ("bib", r"biblio(?!bus)|mediatheque|ludotheque"),
        ("relais-lecture", r"relais lecture"),
        ("ml", r"mission locale|mission local"),
        ("ccas", r"\bccas\b|centres? communa(l|ux) action soc"),
        ("cias", r"\bcias\b"),
        ("csc", r"centre socio ?culturel|socio culturel|centre social culturel"),
        ("cs", r"centres? socia"),
        ("evs", r"espace vie sociale|\bevs\b"),
        ("mjc", r"\bmjc\b|maison jeunes culture"),
        ("cms", r"\bcms\b|centre medico social"),
        ("mds", r"maison departementale solidarite|\bmds\b|maisons? solidarites?\b"),
        ("pij-bij", r"\b[pbc]ij\b|info(rmation)? jeunesse"),
        ("muni", r"\bmairie|hotel ville|communes?$|municipa"),
        ("epn", r"espaces? (publics?|mediation) numeriques?|\bepn\b|cyber ?(base|centre|espace)|"
            r"point accueil numerique"),
        ("epci", r"\bepci\b|intercommun|agglomeration|communautes? communes?|metropole"),
        ("cd", r"conseil departemental|conseil general|^departement$"),
        ("reg", r"conseil regional|^region$"),
        ("ft", r"pole emploi|france travail"),
        ("la-poste", r"\bposte\b|agence postale"),
        ("caf", r"^caf\b|allocations familiales"),
        ("cpam", r"cpam|assurance maladie"),
        ("msa", r"\bmsa\b|mutualite sociale agricole"),
        ("pref", r"prefecture"),
        ("cap-emploi", r"cap emploi"),
        ("mde", r"maison emploi"),
        ("pad", r"point acces droit|maison justice droit|\bmjd\b"),
        ("fablab", r"fab ?lab|makerspace|hackerspace"),
        ("tiers-lieux", r"tiers ?lieux?|cow\w*king|cowork"),
        ("ressourcerie", r"ressourcerie|recyclerie"),
        ("cidff", r"\bcidff\b"),
        ("udaf", r"\budaf\b"),
        ("e2c", r"\be ?2 ?c\b|(deuxieme|2 e) chance"),
        ("plie", r"\bplie\b"),
        ("rs-fjt", r"jeunes travailleurs|\bfjt\b|habitat jeunes|residence sociale"),
        ("es", r"epicerie"),
        ("ccons", r"chambre (commerce|metiers|agriculture)|\bcci\b|chambre consulaire"),
        ("of", r"organisme formation|centre formation"),
        ("fabrique", r"^fabriques?\b"),
        ("enm", r"espace numerique mobile|bus numerique|camion numerique"),
        ("asso", r"(?<!non )\bassociati|^emmaus|secours (populaire|catholique)|^croix rouge|"
         r"restos? coeur|famill?es rurales|foyers? rura"),
        ("autre", r"^(autres?|other)$"),
    ),
}  # fmt: skip
