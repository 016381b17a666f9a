"""The report an organisation reads of itself: exact figures, on free dates."""

from collections.abc import Callable, Iterator
from datetime import date

from mediation.statistics.definitions import BANDS_NOTE, SEVERAL_NEEDS_NOTE, SEVERAL_NOTE
from mediation.statistics.figures import activities, persons, referrals
from mediation.statistics.filters import OwnFilter
from mediation.statistics.tables import (
    ACTIVITY_COLUMNS,
    Column,
    Figure,
    Kind,
    Report,
    Table,
    Unit,
    hours,
)

INDIVIDUAL_NOTE = "Accompagnements individuels seulement."
PERSON_COLUMNS = (Column("Bénéficiaires suivis"), Column("Accompagnements anonymes"))
REFERRAL_COLUMNS = (Column("Orientations"),)


def _work(code: str, title: str, heading: str, note: str = "") -> Kind:
    return Kind(code, title, heading, ACTIVITY_COLUMNS, note)


def _people(code: str, title: str, heading: str) -> Kind:
    return Kind(code, title, heading, PERSON_COLUMNS, BANDS_NOTE)


def _sent(code: str, title: str, heading: str, note: str = "") -> Kind:
    return Kind(code, title, heading, REFERRAL_COLUMNS, note)


ACTIVITY_TABLES: tuple[tuple[Kind, Callable[[OwnFilter], list[activities.Line]]], ...] = (
    (Kind("mois", "Par mois", "Mois", ACTIVITY_COLUMNS, is_timeline=True), activities.by_month),
    (_work("type", "Par type d’activité", "Type"), activities.by_kind),
    (_work("thematique", "Par thématique", "Thématique", SEVERAL_NOTE), activities.by_topic),
    (
        _work("demarche", "Par démarche administrative", "Démarche", SEVERAL_NOTE),
        activities.by_procedure,
    ),
    (_work("ou", "Par type de lieu", "Où"), activities.by_location),
    (_work("lieu", "Par lieu", "Lieu"), activities.by_place),
    (_work("commune", "Par commune de l’activité", "Commune"), activities.by_commune),
    (_work("intercommunalite", "Par intercommunalité", "Intercommunalité"), activities.by_epci),
    (_work("materiel", "Par matériel", "Matériel", SEVERAL_NOTE), activities.by_equipment),
    (
        _work("autonomie", "Par autonomie de la personne", "Autonomie", INDIVIDUAL_NOTE),
        activities.by_autonomy,
    ),
    (_work("suite", "Par suite donnée", "Suite", INDIVIDUAL_NOTE), activities.by_outcome),
)
BANDS = (
    (_people("age", "Personnes par tranche d’âge", "Tranche d’âge"), "age_band"),
    (_people("genre", "Personnes par genre", "Genre"), "gender"),
    (_people("statut", "Personnes par statut", "Statut"), "occupation"),
)
RESIDENCE = _people("residence", "Personnes par commune de résidence", "Commune")
REFERRAL_TABLES: tuple[tuple[Kind, Callable[[OwnFilter], list[referrals.Line]]], ...] = (
    (_sent("etat", "Orientations reçues par état", "État"), referrals.by_status),
    (_sent("refus", "Orientations refusées par motif", "Motif"), referrals.by_decline_reason),
    (
        _sent("besoin", "Orientations reçues par besoin", "Besoin", SEVERAL_NEEDS_NOTE),
        referrals.by_need,
    ),
)


def own_report(asked: OwnFilter, today: date) -> Report:
    """Count everything an organisation may know of its own work; the same number of queries."""
    return Report(
        territory=asked.territory_label,
        period=str(asked.days),
        made_on=today,
        is_exact=True,
        figures=_figures(asked),
        tables=(*_activity_tables(asked), *_person_tables(asked), *_referral_tables(asked)),
        file_slug=asked.file_slug,
    )


def _figures(asked: OwnFilter) -> tuple[Figure, ...]:
    work, people, sent = activities.totals(asked), persons.totals(asked), referrals.totals(asked)
    delay = sent.delay
    return (
        Figure("attendances", work.attendances),
        Figure("activities", work.activities),
        Figure("hours", hours(work.minutes), Unit.HOURS),
        Figure("followed", people.followed),
        Figure("new", people.new),
        Figure("anonymous", people.anonymous),
        Figure("referrals", sent.sent),
        Figure("success_rate", sent.success_rate, Unit.PERCENT),
        Figure("delay", delay.median if delay else None, Unit.BUSINESS_DAYS),
        Figure("ninth_decile", delay.ninth_decile if delay else None, Unit.BUSINESS_DAYS),
    )


def _activity_tables(asked: OwnFilter) -> Iterator[Table]:
    for kind, count in ACTIVITY_TABLES:
        yield kind.table(
            kind.row(line.label, line.activities, line.attendances, line.minutes)
            for line in count(asked)
        )


def _person_tables(asked: OwnFilter) -> Iterator[Table]:
    """Empty when nobody was met."""
    counted = [(kind, persons.by_band(asked, dimension)) for kind, dimension in BANDS]
    for kind, lines in [*counted, (RESIDENCE, persons.by_residence(asked))]:
        rows = [kind.row(line.label, line.followed, line.anonymous) for line in lines]
        yield kind.table(rows if any(any(row.numbers) for row in rows) else ())


def _referral_tables(asked: OwnFilter) -> Iterator[Table]:
    for kind, count in REFERRAL_TABLES:
        yield kind.table(kind.row(line.label, line.referrals) for line in count(asked))
