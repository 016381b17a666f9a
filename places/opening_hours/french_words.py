"""The French words and turns of phrase in which opening hours are written."""

from enum import Enum, auto

from places.opening_hours.schedule import AFTERNOON, CODES, EVENING, MIDNIGHT, MORNING, NOON, WEEK


class Kind(Enum):
    """What a token is; its value is explained where it is made."""

    TIME = auto()  # minutes since midnight
    NUMBER = auto()
    DAYS = auto()  # weekdays
    SAME = auto()  # « ces mêmes jours »
    NTH = auto()
    COUNT = auto()  # « un », « deux »: only before « sur deux », « par mois », « premiers »
    HALF = auto()
    MONTH = auto()
    PARITY = auto()  # 0: even weeks
    HOLIDAYS = auto()
    TERM = auto()
    PUBLIC_HOLIDAYS = auto()
    EXCEPT = auto()
    CLOSED = auto()
    DURING = auto()
    OF_MONTH = auto()
    OFTEN = auto()  # « sur deux », « une fois par mois »: which weeks is not said
    BOOKING = auto()
    BY_PHONE = auto()
    ALWAYS = auto()
    BETWEEN = auto()
    TO = auto()
    AND = auto()
    ARTICLE = auto()
    PLURAL = auto()  # « les »
    LABEL = auto()
    WORD = auto()
    COMMA = auto()
    SLASH = auto()
    DASH = auto()
    COLON = auto()
    STOP = auto()  # « ; », « . », a new line
    OPEN = auto()
    CLOSE = auto()
    ODD = auto()


NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT = ("lu lun", "ma mar", "me mer merc mercr", "je jeu", "ve ven vend vendr", "sa sam", "di dim")
DAYS = {word: number for number, words in enumerate(SHORT) for word in words.split()}
DAYS |= {name + plural: number for number, name in enumerate(NAMES) for plural in ("", "s")}
OSM_CODES = {code: number for number, code in enumerate(CODES)}
FRENCH_TOO = frozenset({"Sa", "We"})  # « samedi », « week-end »: no sign that the text is OSM
MONTHS = (
    *("janvier janv jan", "fevrier fevr fev", "mars", "avril avr", "mai", "juin", "juillet juil"),
    *("aout", "septembre", "octobre oct", "novembre nov", "decembre dec"),
)
MONTH = {word: number for number, words in enumerate(MONTHS, 1) for word in words.split()}
ORDINALS = (
    *("premier premiere premiers premieres", "deuxieme second seconde", "troisieme", "quatrieme"),
    "cinquieme",
)
NTH = {word: rank for rank, words in enumerate(ORDINALS, 1) for word in words.split()}
NTH |= {f"{word}s": rank for word, rank in NTH.items() if not word.endswith("s")}
NTH |= dict.fromkeys(("dernier", "derniere", "derniers", "dernieres"), -1)
COUNTS = {"un": 1, "une": 1, "deux": 2, "trois": 3}
GRAMMAR = {
    **dict.fromkeys("et puis ou".split(), Kind.AND),
    **dict.fromkeys("a au aux jusqu".split(), Kind.TO),
    **dict.fromkeys("le la l de du d des en".split(), Kind.ARTICLE),
    **dict.fromkeys("les tous toutes chaque".split(), Kind.PLURAL),
    **dict.fromkeys(
        "horaire horaires ouverture ouvert ouverte accueil public physique".split(), Kind.LABEL
    ),
    **dict.fromkeys("pendant durant lors".split(), Kind.DURING),
    **dict.fromkeys("sauf sf hors hormis excepte exceptee exceptes".split(), Kind.EXCEPT),
    **dict.fromkeys("ferme fermee fermes fermeture fermetures".split(), Kind.CLOSED),
    "entre": Kind.BETWEEN,
    "ferie": Kind.PUBLIC_HOLIDAYS,
    "feries": Kind.PUBLIC_HOLIDAYS,
}
NOT_DAYS = frozenset({"mari", "hardi"})
OWN_MINUTES = "00|15|30|45"

BOOKED = r"(?:rendez[ -]?vous|r\.?d\.?v\.?|inscriptions?|reservations?|demandes?)(?![a-z])"
PATTERNS = (
    ("PHONE", r"(?:\+33 ?|0)[1-9](?:[ .]?\d\d){4}(?!\d)"),
    (
        "BOOKING",
        r"(?:(?:uniquement|seulement|exclusivement) )?"
        rf"(?:(?:avec ou sans|sur|avec|sans|par|prendre) {BOOKED}|a la demande(?![a-z])|"
        r"(?:en )?(?:acces|entree) libre(?![a-z]))(?: uniquement| obligatoire| toute la semaine)?",
    ),
    ("BY_PHONE", r"(?:accueil|permanence|standard) telephonique(?![a-z])"),
    ("ALWAYS", r"24 ?h? ?(?:/|sur) ?24(?: ?h(?![a-z]))?"),
    (
        "WHOLE_WEEK",
        r"tous les jours(?! de (?:la )?semaine| ouvr)|chaque jour(?!s)|"
        r"7 ?j(?:ours)? ?(?:/|sur) ?7(?: ?j(?:ours)?)?|7j7(?![\dh:])|7/7|"
        r"t\. ?l\. ?j\.?(?![a-z])|tlj(?![a-z])\.?",
    ),
    (
        "OFTEN",
        r"(?:(?:une|1) (?:semaine|fois) )?sur (?:deux|trois|quatre|[234])(?!\w)|"
        r"(?:(?:une|deux|trois|[123]) fois )?par mois|"
        r"(?:(?:une|1) fois )?(?:tous les|toutes les|chaque) (?:deux|trois|quatre|[234]) "
        r"(?:semaines|mois)|"
        r"tous les (?:quinze|15) jours",
    ),
    ("PARITY", r"(?:les |en )?(?:semaines?|sem\.) (?P<odd>im)?paires?(?![a-z])"),
    (
        "TERM",
        r"(?:(?:uniquement|seulement|exclusivement) )?(?:en |pendant (?:la |les )?)?"
        r"(?:periodes?|temps) scolaires?(?![a-z])",
    ),
    (
        "WORKING",
        r"(?:en|la) semaine(?![a-z])(?! (?:im)?paire)|jours (?:ouvres|de (?:la )?semaine)(?![a-z])",
    ),
    ("WEEKEND", r"week[ -]?ends?(?![a-z])"),
    ("SAME", r"(?:ces )?memes jours(?![a-z])"),
    (
        "HOLIDAYS",
        # Those of Noël alone are not all of them.
        r"(?:(?:vacances|conges) scolaires|vacances)(?![a-z])(?! (?:scolaires )?"
        r"(?:de (?:la )?|d'|du )"
        r"(?:noel|toussaint|hiver|fevrier|printemps|paques|avril|ete|automne))",
    ),
    ("PUBLIC", r"jours? feries?(?![a-z])"),
    ("EXCEPTION", r"a l'exception d(?:es|u|e|')"),
    ("IN_MONTH", r"(?:au|du) mois d(?:e |')"),
    ("COUNTED", rf"[12](?= (?:{'|'.join(NAMES)}))"),
    ("AS_WELL", r"ainsi que(?![a-z])"),
    ("OF_MONTH", r"(?:du|de chaque|chaque|dans le) mois(?![a-z])"),
    ("AFTERNOON", r"apres[ -]?midis?(?![a-z])|aprem(?![a-z])"),
    ("MORNING", r"matin(?:ee)?s?(?![a-z])"),
    ("EVENING", r"soir(?:ee)?s?(?![a-z])"),
    ("NOON", r"midi(?![a-z])"),
    ("MIDNIGHT", r"minuit(?![a-z])"),
    ("RANK", r"(?P<rank>[1-5])(?:er|ere|eme|nde|nd|e)s?(?![a-z])"),
    (
        "CLOCK",
        r"(?P<hour>\d{1,2})(?: ?(?:heures?|h)(?![b-z]|a[a-z])\.?"
        rf"(?:(?P<stray>00|30|45)h(?![a-z\d])|(?P<glued>\d\d)(?![\d:]|h)(?: ?(?:mn|min)(?![a-z]))?|"
        rf" (?P<apart>{OWN_MINUTES})(?! ?[h:]|\d))?|"
        r" ?: ?(?P<colon>\d\d)(?!\d)(?::00(?!\d))?(?:h(?![a-z\d]))?|\.(?P<dot>\d\d)(?![.\d]))",
    ),
    ("NUMBER", r"\d+"),
    ("WORD", r"(?P<word>[a-z]+)"),
    ("COMMA", r","),
    ("SLASH", r"/"),
    ("DASH", r"-"),
    ("COLON", r":"),
    ("AMPERSAND", r"[&+]"),
    ("STOP", r"[;.|\n•*!]"),
    ("OPEN", r"[(\[]"),
    ("CLOSE", r"[)\]]"),
    ("APOSTROPHE", r"'"),
    ("BLANK", r"\s+"),
    ("ODD", r"."),
)
FIXED: dict[str, tuple[Kind, tuple[int, ...]]] = {
    "PHONE": (Kind.WORD, ()),
    "WHOLE_WEEK": (Kind.DAYS, WEEK),
    "WORKING": (Kind.DAYS, WEEK[:5]),
    "WEEKEND": (Kind.DAYS, WEEK[5:]),
    "PUBLIC": (Kind.PUBLIC_HOLIDAYS, ()),
    "EXCEPTION": (Kind.EXCEPT, ()),
    "IN_MONTH": (Kind.ARTICLE, ()),
    "COUNTED": (Kind.COUNT, (1,)),
    "AS_WELL": (Kind.AND, ()),
    "AMPERSAND": (Kind.AND, ()),
    "AFTERNOON": (Kind.HALF, (AFTERNOON,)),
    "MORNING": (Kind.HALF, (MORNING,)),
    "EVENING": (Kind.HALF, (EVENING,)),
    "NOON": (Kind.TIME, (NOON,)),
    "MIDNIGHT": (Kind.TIME, (MIDNIGHT,)),
}
