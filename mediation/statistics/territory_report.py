"""The report third parties read of a territory: made of released tables only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mediation.crm.models import Activity
from mediation.statistics.definitions import SEVERAL_NEEDS_NOTE, SEVERAL_NOTE
from mediation.statistics.disclosure import QUARTERS, Withheld
from mediation.statistics.figures.grids import TOTAL, Levels, Scope
from mediation.statistics.figures.referrals import success_rate
from mediation.statistics.figures.released_activities import (
    ACTIVITIES,
    ATTENDANCES,
    MEASURES,
    MINUTES,
    ReleasedActivities,
    released_activities,
)
from mediation.statistics.figures.released_persons import ReleasedPersons, released_persons
from mediation.statistics.figures.released_referrals import (
    DECLINED,
    GROUP_LABELS,
    ReleasedReferrals,
    released_referrals,
)
from mediation.statistics.filters import OUTSIDE, TerritoryFilter
from mediation.statistics.periods import ClosedPeriod
from mediation.statistics.tables import (
    ACTIVITY_COLUMNS,
    Column,
    Figure,
    Kind,
    Report,
    Table,
    Unit,
    hours,
    most_first,
    why,
)
from places.models import Epci, Term
from referrals.models import Referral
from referrals.people import AgeBand, Gender

WITHHELD = "retenu"
NEEDS = (Term.Vocabulary.SERVICE, Term.Vocabulary.TOPIC)

Labels = Mapping[str, str]


PERSONS = (Column("Personnes"),)
REFERRALS = (Column("Orientations"),)
QUARTER = Kind("trimestre", "Par trimestre", "Trimestre", ACTIVITY_COLUMNS, is_timeline=True)
KIND = Kind("type", "Par type d’activité", "Type", ACTIVITY_COLUMNS)
TOPIC = Kind("thematique", "Par thématique", "Thématique", ACTIVITY_COLUMNS, SEVERAL_NOTE)
ACTIVITY_PART = Kind(
    "intercommunalite", "Par intercommunalité", "Intercommunalité", ACTIVITY_COLUMNS
)
AGE = Kind("age", "Personnes par tranche d’âge", "Tranche d’âge", PERSONS)
GENDER = Kind("genre", "Personnes par genre", "Genre", PERSONS)
PERSON_PART = Kind(
    "personnes-intercommunalite", "Personnes par intercommunalité", "Intercommunalité", PERSONS
)
OUTCOME = Kind("etat", "Orientations reçues par état", "État", REFERRALS)
REASON = Kind("refus", "Orientations refusées par motif", "Motif", REFERRALS)
NEED = Kind("besoin", "Orientations reçues par besoin", "Besoin", REFERRALS, SEVERAL_NEEDS_NOTE)
REFERRAL_PART = Kind(
    "orientations-intercommunalite",
    "Orientations reçues par intercommunalité",
    "Intercommunalité",
    REFERRALS,
)


@dataclass(frozen=True)
class Released:
    """All that is released of a year; persons exist by whole years only."""

    activities: ReleasedActivities
    referrals: ReleasedReferrals
    persons: ReleasedPersons | None


def territory_report(asked: TerritoryFilter, today: date) -> Report:
    """Release the tables of the year, and show those of the territory and period asked for."""
    period = asked.period
    scope = Scope.of(asked.node.departement, period.year, today)
    parts = _part_labels(asked.node.departement)
    released = Released(
        released_activities(scope),
        released_referrals(scope),
        released_persons(scope) if period.quarter is None else None,
    )
    return Report(
        territory=asked.territory_label,
        period=str(period),
        made_on=today,
        is_exact=False,
        figures=_figures(asked, released),
        tables=(
            *_activity_tables(asked, parts, released.activities),
            *_person_tables(asked, parts, released.persons),
            *_referral_tables(asked, parts, released.referrals),
        ),
        file_slug=asked.file_slug,
    )


def _figures(asked: TerritoryFilter, released: Released) -> tuple[Figure, ...]:
    work = _total(released.activities.totals, asked, MEASURES)
    people = _total(released.persons.totals, asked, 1) if released.persons else None
    return (
        _figure("attendances", work, ATTENDANCES),
        _figure("activities", work, ACTIVITIES),
        Figure("hours", hours(work[MINUTES]) if work else None, Unit.HOURS, WITHHELD),
        *([_figure("persons", people, 0)] if released.persons else []),
        *_referral_figures(asked, released.referrals),
    )


def _referral_figures(asked: TerritoryFilter, released: ReleasedReferrals) -> tuple[Figure, ...]:
    sent = _total(released.totals, asked, 1)
    outcomes = released.outcomes.read(asked.node, asked.period)
    delay = released.delay(asked.node, asked.period)
    is_withheld = sent is None or isinstance(outcomes, Withheld)
    rate = None
    if sent and not isinstance(outcomes, Withheld):
        helped = outcomes["helped"].measures[0] if "helped" in outcomes else 0
        rate = success_rate(helped, sent[0])
    return (
        _figure("referrals", sent, 0),
        Figure("success_rate", rate, Unit.PERCENT, WITHHELD if is_withheld else ""),
        Figure("delay", delay.median if delay else None, Unit.BUSINESS_DAYS),
        Figure("ninth_decile", delay.ninth_decile if delay else None, Unit.BUSINESS_DAYS),
    )


def _activity_tables(
    asked: TerritoryFilter, parts: Labels, released: ReleasedActivities
) -> tuple[Table, ...]:
    terms = Term.objects.filter(vocabulary=Term.Vocabulary.TOPIC)
    topics = dict(terms.values_list("code", "plain_label"))
    kinds = _table(KIND, released.kinds, asked, dict(Activity.Kind.choices))
    tables = [kinds, _table(TOPIC, released.topics, asked, topics)]
    if asked.period.quarter is None:
        tables.insert(0, _by_quarter(asked, released.totals))
    return (*tables, *_by_part(ACTIVITY_PART, released.totals, asked, parts))


def _person_tables(
    asked: TerritoryFilter, parts: Labels, released: ReleasedPersons | None
) -> tuple[Table, ...]:
    if released is None:
        return ()
    return (
        _table(AGE, released.age_bands, asked, dict(AgeBand.choices), in_order=True),
        _table(GENDER, released.genders, asked, dict(Gender.choices), in_order=True),
        *_by_part(PERSON_PART, released.totals, asked, parts),
    )


def _referral_tables(
    asked: TerritoryFilter, parts: Labels, released: ReleasedReferrals
) -> tuple[Table, ...]:
    reasons = {f"{DECLINED}:{code}": label for code, label in Referral.DeclineReason.choices}
    reasons[f"{DECLINED}:"] = "Mauvais destinataire"
    tables = [
        _table(OUTCOME, released.outcomes, asked, GROUP_LABELS),
        _table(REASON, released.decline_reasons, asked, reasons),
    ]
    if not asked.node.part:
        services = Term.objects.filter(vocabulary__in=NEEDS).values_list("pk", "plain_label")
        needs = {str(key): label for key, label in services}
        tables.append(_table(NEED, released.needs, asked, needs))
    return (*tables, *_by_part(REFERRAL_PART, released.totals, asked, parts))


def _table(
    kind: Kind, levels: Levels, asked: TerritoryFilter, labels: Labels, *, in_order: bool = False
) -> Table:
    """One table of the territory, or why it is withheld; what counts nobody is left out."""
    cells = levels.read(asked.node, asked.period)
    if isinstance(cells, Withheld):
        return kind.table(withheld=why(cells, is_of_a_part=bool(asked.node.part)))
    rows = [
        kind.row(label, *cells[code].measures) for code, label in labels.items() if code in cells
    ]
    found = tuple(row for row in rows if any(row.numbers))
    return kind.table(found if in_order else most_first(found))


def _by_part(
    kind: Kind, levels: Levels, asked: TerritoryFilter, parts: Labels
) -> tuple[Table, ...]:
    """A département by its intercommunalities, those that count nobody too; or none of them."""
    if asked.node.part:
        return ()
    cells = levels.by_part(asked.period)
    if isinstance(cells, Withheld):
        return (kind.table(withheld=why(cells)),)
    nobody = (0,) * (MEASURES if kind.columns is ACTIVITY_COLUMNS else 1)
    rows = [
        kind.row(label, *(cells[code].measures if code in cells else nobody))
        for code, label in parts.items()
        if code in cells or code != OUTSIDE
    ]
    ranked = sorted(rows, key=lambda row: (-row.numbers[0], row.label))
    return (kind.table(ranked if cells else ()),)


def _by_quarter(asked: TerritoryFilter, totals: Levels) -> Table:
    """The year by its quarters; those that are withheld are named."""
    rows, hidden = [], []
    for number in QUARTERS:
        period = ClosedPeriod(asked.period.year, number)
        cells = totals.read(asked.node, period)
        if isinstance(cells, Withheld):
            hidden.append((period, cells))
        elif TOTAL in cells:
            rows.append(QUARTER.row(f"Trimestre {number}", *cells[TOTAL].measures))
    if hidden and not rows:
        return QUARTER.table(withheld=why(hidden[0][1], is_of_a_part=bool(asked.node.part)))
    note = f"Retenu : {', '.join(str(period) for period, _ in hidden)}." if hidden else ""
    return QUARTER.table(tuple(rows), note)


def _total(levels: Levels, asked: TerritoryFilter, size: int) -> tuple[int, ...] | None:
    """The measures of the territory's total; None when it is withheld."""
    cells = levels.read(asked.node, asked.period)
    if isinstance(cells, Withheld):
        return None
    return cells[TOTAL].measures if TOTAL in cells else (0,) * size


def _figure(code: str, measures: tuple[int, ...] | None, index: int) -> Figure:
    return Figure(code, measures[index] if measures else None, absent=WITHHELD)


def _part_labels(departement: str) -> Labels:
    epcis = Epci.objects.filter(communes__departement=departement).distinct()
    return dict(epcis.values_list("siren", "name")) | {OUTSIDE: "Hors intercommunalité"}
