"""Opening hours written in French: parsed whole, or left to their words."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.opening_hours import MAX_LENGTH, describe_week, parse, week
from places.opening_hours.prose import from_prose

MONDAY = date(2026, 11, 23)
NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        # days
        ("Du lundi au vendredi de 9h à 12h", "Mo-Fr 09:00-12:00"),
        ("Les lundi, mardi et jeudi : de 9h à 12h", "Mo,Tu,Th 09:00-12:00"),
        ("Du lundi au mercredi et vendredi de 8h30 à 16h30", "Mo-We,Fr 08:30-16:30"),
        ("LUNDI ET JEUDI 9H30 - 11H30", "Mo,Th 09:30-11:30"),
        ("lun-ven 8h30/12h", "Mo-Fr 08:30-12:00"),
        ("Lu, Ma, Je : 9h-12h", "Mo,Tu,Th 09:00-12:00"),
        ("lun. au ven. : 9h-12h", "Mo-Fr 09:00-12:00"),
        ("lun/mar/sam: 14h30/17h30 mer/ven: 9h30/12h30", "Mo,Tu,Sa 14:30-17:30; We,Fr 09:30-12:30"),
        ("lundi - mercredi - vendredi 9h-12h", "Mo,We,Fr 09:00-12:00"),
        ("Les lundi, mardi et eudi de 9h à 12h", "Mo,Tu,Th 09:00-12:00"),
        ("vendrdi 9h-12h", "Fr 09:00-12:00"),
        ("Tous les jours de 8h à 20h", "Mo-Su 08:00-20:00"),
        ("tlj 9h-12h", "Mo-Su 09:00-12:00"),
        ("TLJ : 9h-12h", "Mo-Su 09:00-12:00"),
        ("tlj sauf lundi 10h-18h", "Tu-Su 10:00-18:00"),
        ("T.L.J. (sf mardi) 10h-18h", "Mo,We-Su 10:00-18:00"),
        ("9h-12h tlj. Fermé le dimanche", "Mo-Sa 09:00-12:00"),
        ("du 1er juin au 31 août tlj 10h-18h", "Jun 01-Aug 31 Mo-Su 10:00-18:00"),
        ("7j/7 9h-18h", "Mo-Su 09:00-18:00"),
        ("7j7 9h-18h", "Mo-Su 09:00-18:00"),
        ("La semaine de 8h30 à 12h, le samedi de 9h à 12h", "Mo-Fr 08:30-12:00; Sa 09:00-12:00"),
        ("week-end 10h-12h", "Sa,Su 10:00-12:00"),
        ("7j/7 24h/24", "Mo-Su 00:00-24:00"),
        ("9h-12h le lundi, 14h-17h le mardi", "Mo 09:00-12:00; Tu 14:00-17:00"),
        # times
        ("lundi de 8 à 20h", "Mo 08:00-20:00"),
        ("mar, jeu : 13-18h", "Tu,Th 13:00-18:00"),
        ("lundi 9h12h-14h-17h", "Mo 09:00-12:00,14:00-17:00"),
        ("lundi : 8h30h/12h 14h/17", "Mo 08:30-12:00,14:00-17:00"),
        ("lundi de 8 h 30 à 12 h et de 13 h 15 à 17 h 00", "Mo 08:30-12:00,13:15-17:00"),
        ("lundi de 9 heures à 12 heures 30", "Mo 09:00-12:30"),
        ("lundi 8.30-12.00", "Mo 08:30-12:00"),
        ("lundi 08:30:00 – 12:00:00", "Mo 08:30-12:00"),
        ("lundi entre 9h et 12h", "Mo 09:00-12:00"),
        ("lundi de 9h à midi, samedi de 14h à minuit", "Mo 09:00-12:00; Sa 14:00-24:00"),
        ("lundi matin : 9h-12h, après-midi : 14h-17h", "Mo 09:00-12:00,14:00-17:00"),
        ("lundi de 9h à 12h le matin et de 14h à 17h l’apres midi", "Mo 09:00-12:00,14:00-17:00"),
        ("mardi 9h-10h30 ou 16h-17h30", "Tu 09:00-10:30,16:00-17:30"),
        ("samedi 10h - 17h non-stop", 'Sa 10:00-17:00 "non-stop"'),
        ("jeudi de 9h à 17h (journée continue)", 'Th 09:00-17:00 "journée continue"'),
        # several clauses
        (
            "du lundi au vendredi de 8h30 à 12h et lundi, jeudi de 13h30 à 16h",
            "Mo,Th 08:30-12:00,13:30-16:00; Tu,We,Fr 08:30-12:00",
        ),
        ("mar à ven : 10h/17h mer : 10h/18h", "Tu,Th,Fr 10:00-17:00; We 10:00-18:00"),
        (
            "Lundi : 8h - 11h / 15h - 17h\nMardi : fermé\nMercredi : 10h-12h",
            "Mo 08:00-11:00,15:00-17:00; We 10:00-12:00",
        ),
        # exceptions and closings
        (
            "du lundi au vendredi 9h-12h et 14h-17h30, sauf mercredi",
            "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:30",
        ),
        ("tous les jours sauf le dimanche : 9h à 18h", "Mo-Sa 09:00-18:00"),
        (
            "du lundi au mercredi 9h-12h et 14h-17h, fermé les lundi et mardi après-midi",
            "Mo,Tu 09:00-12:00; We 09:00-12:00,14:00-17:00",
        ),
        ("lundi au vendredi 9h-17h sauf le vendredi 9h-16h", "Mo-Th 09:00-17:00; Fr 09:00-16:00"),
        ("mardi au samedi 10h-18h, fermé le lundi", "Tu-Sa 10:00-18:00"),
        ("lundi 9h-12h, fermé dimanche et jours fériés", "Mo 09:00-12:00; PH off"),
        ("lundi 9h-12h, fermé du 1er au 15 août", "Mo 09:00-12:00; Aug 01-Aug 15 off"),
        ("lundi 9h-12h sauf le premier lundi du mois", "Mo 09:00-12:00; Mo[1] off"),
        # weeks, months, holidays
        ("1er et 3e mardi du mois de 14h à 17h", "Tu[1,3] 14:00-17:00"),
        ("Les deuxièmes mercredis du mois de 14h à 17h", "We[2] 14:00-17:00"),
        ("le dernier jeudi de chaque mois 14h-17h", "Th[-1] 14:00-17:00"),
        ("les deux premiers mardis du mois 9h-12h", "Tu[1,2] 09:00-12:00"),
        (
            "lundi 9h-12h et le 1er lundi du mois de 18h à 20h",
            "Mo 09:00-12:00; Mo[1] 09:00-12:00,18:00-20:00",
        ),
        (
            "Semaines paires : lundi 9h-12h. Semaines impaires : mardi 14h-17h",
            "week 02-53/2 Mo 09:00-12:00; week 01-53/2 Tu 14:00-17:00",
        ),
        ("lundi 9h-12h (semaines paires)", "week 02-53/2 Mo 09:00-12:00"),
        # « one in two » is told by the weeks, even or odd; « one in three » is not
        ("un mardi sur deux (semaines paires) 9h-12h", "week 02-53/2 Tu 09:00-12:00"),
        ("mardi 9h-12h, une semaine sur deux, semaines impaires", "week 01-53/2 Tu 09:00-12:00"),
        (
            "un mardi sur trois, semaines paires, 9h-12h",
            'week 02-53/2 Tu 09:00-12:00 unknown "un mardi sur trois, semaines paires, 9h-12h"',
        ),
        (
            "mardi 9h-12h (semaine paire), mardi 14h-17h (semaine impaire)",
            "week 02-53/2 Tu 09:00-12:00; week 01-53/2 Tu 14:00-17:00",
        ),
        ("Mardi 9h00-12h00 (1er et 3e du mois)", "Tu[1,3] 09:00-12:00"),
        ("lundi 9h-12h uniquement en période scolaire", "Mo 09:00-12:00; SH off"),
        ("Les mardis d'octobre à juin de 9h à 17h", "Oct-Jun Tu 09:00-17:00"),
        ("Du 1er septembre au 30 juin : lundi 9h-12h", "Sep 01-Jun 30 Mo 09:00-12:00"),
        ("Mardi 9h-12h hors vacances scolaires", "Tu 09:00-12:00; SH off"),
        ("lundi 9h-12h, fermé pendant vacances scolaires", "Mo 09:00-12:00; SH off"),
        ("Pendant les vacances scolaires : mardi 10h-12h", "SH Tu 10:00-12:00"),
        (
            "En période scolaire : mardi 16h-18h. Vacances scolaires : lundi au vendredi 10h-12h",
            "Tu 16:00-18:00; SH off; SH Mo-Fr 10:00-12:00",
        ),
        # comments
        (
            "Lundi, accueil physique : 8h à 16h, accueil téléphonique : 9h à 17h",
            'Mo 08:00-16:00 "accueil téléphonique : 9h à 17h"',
        ),
        (
            "mardi 9h-12h ou sur rdv toute la semaine",
            'Tu 09:00-12:00 "ou sur rdv toute la semaine"',
        ),
        ("sur rendez-vous", 'unknown "sur rendez-vous"'),
        ("Du lundi au vendredi sur RDV", 'Mo-Fr unknown "sur RDV"'),
        ("lundi 9h-12h, le samedi sur rdv.", 'Mo 09:00-12:00; Sa unknown "sur rdv"'),
        ("Le lundi de 9h à 12h et sur rendez-vous.", 'Mo 09:00-12:00 "et sur rendez-vous"'),
        ("Horaires d’ouverture : lundi 9h-12h", "Mo 09:00-12:00"),
        ("Espace jeunes : lundi 9h-12h", 'Mo 09:00-12:00 "Espace jeunes"'),
        ("samedi 10h-12h (permanence jeunes)", 'Sa 10:00-12:00 "permanence jeunes"'),
        (
            "Sans rdv, lundi et mardi de 8h à 12h, sur rdv le lundi de 13h à 16h",
            'Mo 08:00-12:00 "Sans rdv de 8h à 12h", Mo 13:00-16:00 "sur rdv de 13h à 16h"; '
            'Tu 08:00-12:00 "Sans rdv"',
        ),
        (
            "Un lundi sur deux de 14h à 17h",
            'Mo 14:00-17:00 unknown "Un lundi sur deux de 14h à 17h"',
        ),
    ],
)
def test_french_hours_are_read(text, expression):
    assert from_prose(text) == expression
    assert parse(expression)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "le matin",
        "Du lundi au vendredi",
        "Mercredi",
        "9h-12h / 14h-18h",
        "fermé le lundi",
        "Hebdomadaire",
        "Se rapprocher de l’organisme",
        # cut short by a spreadsheet
        "du lundi au vendredi de 9h à 12h et d",
        "du lundi au vendredi de 9h à 12h et de 13h30",
        "le lundi de 14h à 17h, du mardi au vendredi d",
        # two ways to read it
        "lundi/vendredi 9h-12h",
        "lundi 9h-12h et mardi 14h-17h hors vacances scolaires",
        "lundi, mardi 9h-12h, mardi 10h-18h",
        "lundi au samedi 9h-17h. Juillet et août : lundi au vendredi 9h-12h",
        "Mercredi et vacances scolaires de 8h30 à 12h",
        "lundi 9h-12h, ouvert pendant les vacances scolaires",
        # more than one channel, one place or one season
        "lundi 9h-12h, accueil téléphonique",
        "lundi 9h-12h, par téléphone",
        "lundi 9h-12h, accueil téléphonique le mardi 9h-12h, accueil physique mercredi 9h-12h",
        "Permanence téléphonique le lundi 9h-12h",
        "Mairie : lundi 9h-12h ; Médiathèque : mardi 14h-17h",
        "lundi 9h-12h, fermé l’été",
        "En été : du lundi au vendredi 9h-12h",
        "lundi 9h-12h (semaine A)",
        "lundi 9h-12h, mardi 14h-17h (semaines paires)",
        "lundi et mardi 9h-12h (1er du mois)",
        "jeudi 14h-17h, le premier du mois",
        "Hiver : lundi 9h-12h. Été : lundi 9h-17h",
        # some of the school holidays
        "jeudi 9h30-11h30 (sauf vacances de Noël)",
        "mercredi 14h-18h, sauf vacances d’été",
        "mercredi 14h-18h hors vacances scolaires de la Toussaint",
        # not hours, or wrong ones
        "lundi 14h-12h",
        "jeudi : 3-11 h",
        "lundi de 13h030 à 15h",
        "lundi 25h-26h",
        "lundi 9h-12h30 et 13h30-17h/16h30",
        "lundi à partir de 14h",
        "le 12 mars de 9h à 12h",
        "un mardi de 9h à 12h",
        "lundi au vendredi 9h-17h, fermé de 12h à 14h",
        "lundi au vendredi 9h-17h (16h le vendredi)",
        "lundi 9-12",
        "Formation : 57 heures",
        "lundi 9h-12h ne pas venir sans rendez-vous",
    ],
)
def test_what_is_not_understood_whole_is_left_to_its_words(text):
    assert from_prose(text) is None


def test_a_reading_is_said_again_in_the_same_words():
    expression = from_prose("Du lundi au jeudi de 9h à 12h et de 14h à 17h30, vendredi 9h-12h")
    assert [
        line.replace("\u00a0", " ") for line in describe_week(week(parse(expression), MONDAY))
    ] == [
        "Lundi au jeudi : 9 h à 12 h et 14 h à 17 h 30",
        "Vendredi : 9 h à 12 h",
        "Samedi et dimanche : fermé",
    ]


# --- properties ---

WORDS = """lundi mardi mar sam dimanche 9h 12h30 14h 17 midi de à et - / , ; : . ( ) sauf fermé hors
le les du au matin après-midi 1er dernier du_mois semaines_paires vacances_scolaires jours_fériés
août sur_rdv un sur_deux 24h/24 tous_les_jours pendant entre ouvert salle"""
VOCABULARY = st.sampled_from(["\n", *(word.replace("_", " ") for word in WORDS.split())])


@given(st.lists(VOCABULARY, max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_or_left(text):
    expression = from_prose(text)
    if expression is not None:
        assert parse(expression).text == expression


SPANS = st.lists(st.integers(24, 92), min_size=2, max_size=4, unique=True).map(
    lambda quarters: [
        (start * 15, end * 15)
        for start, end in zip(*[iter(sorted(quarters)[: len(quarters) // 2 * 2])] * 2, strict=True)
    ]
)
WEEKS = st.dictionaries(st.integers(0, 6), SPANS, min_size=1)


def say(minutes, style):
    hour, minute = divmod(minutes, 60)
    if style == "colon":
        return f"{hour}:{minute:02}"
    return f"{hour}h{minute:02}" if minute or style == "long" else f"{hour}h"


@given(
    WEEKS, st.sampled_from(["short", "long", "colon"]), st.sampled_from([", ", "\n", " ; ", " - "])
)
def test_a_week_said_in_french_is_read_back(days, style, stop):
    said = stop.join(
        f"{NAMES[day]} de "
        + " et de ".join(f"{say(start, style)} à {say(end, style)}" for start, end in spans)
        for day, spans in sorted(days.items())
    )
    read = week(parse(from_prose(said)), MONDAY)
    assert {
        day.date.weekday(): [
            (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
            for start, end in day.periods
        ]
        for day in read
        if day.periods
    } == days


@pytest.mark.parametrize(
    "motif", ["lundi ", "9h-12h ", "le 1er ", "sauf ", "(", "mardi 9h-12h, ", "é", "a "]
)
def test_a_hostile_text_is_bounded(motif):
    assert from_prose((motif * 100_000)[:100_000]) is None
    from_prose((motif * MAX_LENGTH)[:MAX_LENGTH])


def test_a_quote_never_leaves_its_comment():
    expression = from_prose('lundi 9h-12h (dit "le hangar")')
    assert expression is None or re.fullmatch(r'[^"]*("[^"]*"[^"]*)*', expression)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Lundi au vendredi : 9h à 18h (mercredi fermé)", "Mo,Tu,Th,Fr 09:00-18:00"),
        ("lundi au vendredi 9h-12h 14h-17h ; mercredi matin : fermé",
         "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:00; We 14:00-17:00"),
        ("Mercredi fermé, du lundi au vendredi 9h-12h", "Mo,Tu,Th,Fr 09:00-12:00"),
        ("Lundi au vendredi 9h-12h, samedi : fermé", "Mo-Fr 09:00-12:00"),
        ("Lundi au vendredi : 9h à 18h (lundi et jeudi matin fermé)", None),
        ("Du lundi au vendredi 9h-12h, 1er mercredi du mois fermé", None),
    ],
)  # fmt: skip
def test_a_day_that_is_shut_after_all_is_taken_from_those_that_were_told_open(text, hours):
    assert from_prose(text) == hours
