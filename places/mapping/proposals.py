"""Propose the mapping of a file that nobody has described yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from places.files import SourceFile
from places.mapping.asides import told_aside
from places.mapping.crosses import Crosses
from places.mapping.filtering import RowFilter, proposed
from places.mapping.fitting import Fit, fits_of
from places.mapping.identities import identity_of
from places.mapping.lists import rule_of_lists, yes_no_of
from places.mapping.map_tags import tags_in
from places.mapping.mappings import Mapping
from places.mapping.parts import CONTACTS, PARTS
from places.mapping.profiles import Profile, profiles_of
from places.mapping.programmes import constants_of
from places.mapping.rules import Column, First, Join, Rule, Union, YesNo
from places.mapping.series import united
from places.mapping.streets import before_the_street
from places.mapping.weeks import days_and_times, week_in
from places.mapping.wording import quoted
from places.standard import COLUMNS, ESSENTIAL, canonical
from places.standard.columns import VOCABULARIES
from places.standard.head_words import is_geocoded
from places.standard.persons import is_mobile_column

_CLEAR = 0.7
_MOST_SOURCES = 3
# Columns that keep several values, and those whose first filled source is enough.
_UNITED = frozenset({"courriels", "site_web"})
_FIRST = frozenset("telephone latitude longitude code_postal horaires pivot date_maj".split())
# The standard reads the values of both in either.
_TWINS = {
    "prise_en_charge_specifique": "publics_specifiquement_adresses",
    "formations_labels": "dispositif_programmes_nationaux",
}
_IN_AN_ADDRESS = ("adresse", "code_postal", "commune")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is proposed for one column: a rule, how surely (0 to 1), and why, in French."""

    column: str
    rule: Rule
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to accept or to correct, its choices, and the columns that nothing reads."""

    mapping: Mapping
    choices: tuple[Choice, ...]
    unmapped: tuple[str, ...]
    follows_standard: bool = False


def propose(file: SourceFile) -> Proposal:
    """Propose where each column of the standard comes from, by the heads and by the cells.

    Args:
        file: the producer's file; its first 5,000 rows are looked at.

    Returns:
        The proposal; a person decides. A file that follows the standard needs none, and its
        mapping changes nothing.
    """
    return _Proposing(file).proposal()


class _Proposing:
    """A proposal being made: what is chosen so far, and the headers that serve already."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.profiles = profiles_of(file.headers, file.rows)
        self.spread = united(self.profiles)
        self.fits = fits_of(self.profiles, self.spread)
        self.choices: dict[str, Choice] = {}
        self.taken: set[str] = set()
        self.filters: tuple[RowFilter, ...] = ()

    def proposal(self) -> Proposal:
        self.rows()
        self.week()
        yes_no = yes_no_of(self.free())
        self.taken |= {header for values in yes_no.values() for header in values}
        self.columns()
        self.contacts()
        self.point()
        self.address()
        self.street_number()
        self.lists(yes_no)
        self.asides()
        group_by = self.identity()
        self.constants()
        return self.made(group_by)

    def rows(self) -> None:
        """A column that says which rows count speaks of nothing else."""
        if found := proposed(self.profiles):
            self.filters = (found,)
            self.taken.add(found.header)

    def constants(self) -> None:
        """What a national programme's file does not write."""
        name = self.source_of("nom")
        for column, constant, reason in constants_of(self.profiles, name, self.file.name):
            own = self.choices.get(column)
            if own is None:
                self.choose(column, constant, 0.6, reason)
            elif isinstance(own.rule, YesNo):
                self.choose(column, Union((constant, own.rule)), 0.6, f"{reason}, {own.reason}")

    def made(self, group_by: tuple[str, ...]) -> Proposal:
        choices = tuple(self.choices[column] for column in COLUMNS if column in self.choices)
        rules = {choice.column: choice.rule for choice in choices}
        mapping = Mapping(rules, group_by, self.filters)
        unmapped = tuple(header for header in self.file.headers if header not in mapping.sources)
        is_standard = follows_standard(mapping, self.file.headers)
        return Proposal(mapping, choices, unmapped, is_standard)

    def choose(self, column: str, rule: Rule, score: float, reason: str) -> None:
        self.choices[column] = Choice(column, rule, score, reason)
        self.taken |= set(rule.sources)

    def free(self) -> dict[str, Profile]:
        return {name: each for name, each in self.profiles.items() if name not in self.taken}

    def source_of(self, column: str) -> str:
        return next(iter(self.sources_of(column)), "")

    def sources_of(self, column: str) -> tuple[str, ...]:
        choice = self.choices.get(column)
        return choice.rule.sources if choice else ()

    def week(self) -> None:
        """Columns of hours or of crosses, one or several a day."""
        if found := week_in(self.file.headers, self.profiles):
            self.choose("horaires", *found)

    def columns(self) -> None:
        """The columns of words, codes and numbers, the surest first; each header serves once."""
        for fit in self.fits:
            is_plain = fit.column not in VOCABULARIES and fit.column not in {"id", "horaires"}
            if is_plain and fit.column not in self.choices and fit.header not in self.taken:
                rule = self.several(fit.column, self.alike(fit))
                self.choose(fit.column, rule, fit.score, fit.reason)
        self.hours()

    def alike(self, best: Fit) -> list[str]:
        """The header of a fit, then the other free ones that are clearly for the same column."""
        others = [
            fit.header
            for fit in self.fits
            if fit.column == best.column and fit.score >= _CLEAR and fit.header not in self.taken
            if not is_geocoded(fit.header)
        ]
        return list(dict.fromkeys([best.header, *others]))[:_MOST_SOURCES]

    def several(self, column: str, headers: list[str]) -> Rule:
        if column == "telephone":
            headers = sorted(headers, key=is_mobile_column)
        if len(headers) > 1 and column in _UNITED:
            return Union(tuple(Column(header) for header in headers))
        if len(headers) > 1 and column == "complement_adresse" and canonical(headers[0]) != column:
            return Join(tuple(sorted(headers, key=self.file.headers.index)), ", ")
        same = [name for name in headers if canonical(name) == column]
        if column == "date_maj" and same:
            headers = same  # a file of the standard says no date elsewhere
        if len(headers) > 1 and column in _FIRST | ({column} if len(same) > 1 else set()):
            return First(tuple(Column(header) for header in headers))
        return Column(headers[0])

    def hours(self) -> None:
        """Hours in words, after those in columns when the file has both."""
        fits = [f for f in self.fits if f.column == "horaires" and f.header not in self.taken]
        if not fits:
            return
        week = self.choices.get("horaires")
        if week is None:
            self.choose("horaires", *days_and_times(fits, self.profiles))
        elif fits[0].score >= _CLEAR:
            words = Column(fits[0].header)
            if isinstance(week.rule, Crosses):
                reason = f"{fits[0].reason}, sinon {week.reason}"
                self.choose("horaires", First((words, week.rule)), fits[0].score, reason)
                return
            reason = f"{week.reason}, sinon {fits[0].reason}"
            self.choose("horaires", First((week.rule, words)), week.score, reason)

    def contacts(self) -> None:
        """A telephone and an e-mail address in one cell, when they have no columns of their own."""
        own = (self.source_of(column) for column in CONTACTS)
        pool = self.free() | {header: self.profiles[header] for header in own if header}
        header = self.best_of("contact", pool)
        for column in CONTACTS if header else ():
            is_told = any(PARTS[column](text) for text, _count in self.profiles[header].most)
            if is_told and self.source_of(column) in {"", header}:
                reason = f"coordonnées dans «\u00a0{header}\u00a0»"
                self.choose(column, Column(header, column), 0.8, reason)

    def point(self) -> None:
        """« lat, lon » in one cell, when no two columns have them."""
        if "latitude" in self.choices and "longitude" in self.choices:
            return
        header = self.best_of("point", self.free())
        if header:
            reason = f"deux coordonnées dans «\u00a0{header}\u00a0»"
            for column in ("latitude", "longitude"):
                self.choose(column, Column(header, column), 0.9, reason)

    def address(self) -> None:
        """Address, postal code and town in one cell, when they have no columns of their own."""
        if {"code_postal", "commune"} <= self.choices.keys():
            return
        own = self.source_of("adresse")
        pool = {own: self.profiles[own]} if own else self.free()
        header = self.best_of("address", pool) or self.best_of("address", self.free())
        if not header:
            return
        reason = f"dans l’adresse complète «\u00a0{header}\u00a0»"
        for column in _IN_AN_ADDRESS:
            if column not in self.choices or self.source_of(column) == header:
                self.choose(column, Column(header, column), 0.85, reason)

    def street_number(self) -> None:
        """The number of the street, and the kind of way, in columns of their own."""
        own = self.choices.get("adresse")
        if own is None or own.rule != Column(self.source_of("adresse")):
            return
        street = own.rule.sources[0]
        if before := before_the_street(self.profiles[street], self.free()):
            reason = f"{own.reason}, précédé de {', '.join(map(quoted, before))}"
            self.choose("adresse", Join((*before, street)), own.score, reason)

    def best_of(self, kind: str, profiles: dict[str, Profile]) -> str:
        """The header with most cells of a kind, or nothing when they are not the rule."""
        shares = {name: each.share(kind) * each.fill for name, each in profiles.items()}
        best = max(shares, key=lambda name: shares[name], default="")
        return best if best and self.profiles[best].share(kind) > 0.5 else ""  # noqa: PLR2004

    def lists(self, yes_no: dict[str, dict[str, str]]) -> None:
        """Closed lists; one column of the file may speak of several of them."""
        tags = tags_in(self.free())
        plain = self.taken | {tag.header for tag in tags.values()}
        surest = {f.header: f.column for f in reversed(self.fits) if f.column in VOCABULARIES}
        for column in VOCABULARIES:
            twin = set(self.sources_of(_TWINS.get(column, "")))
            fits = [f for f in self.fits if f.column == column and f.header not in plain | twin]
            said = yes_no.get(column, {})
            rule = rule_of_lists(column, fits, self.spread, said, surest, tags.get(column))
            if rule is not None:
                unheaded = "colonnes de oui et de non" if said else "clé d’OpenStreetMap"
                reason = fits[0].reason if fits else unheaded
                self.choose(column, rule, fits[0].score if fits else 0.7, reason)

    def asides(self) -> None:
        """What a column of services says besides of other lists."""
        services = self.choices.get("services")
        for column, aside in told_aside(services.rule, self.profiles) if services else ():
            own = self.choices.get(column)
            if own is None:
                reason = f"mots de «\u00a0{aside.header}\u00a0» qui ne sont pas des services"
                self.choose(column, aside, 0.6, reason)
            elif aside.header not in own.rule.sources:
                rules = own.rule.rules if isinstance(own.rule, Union) else (own.rule,)
                self.choose(column, Union((*rules, aside)), own.score, own.reason)

    def identity(self) -> tuple[str, ...]:
        ids = [fit.header for fit in self.fits if fit.column == "id"]
        filled = [header for header in ids if self.profiles[header].filled]
        own = next((header for header in filled if header not in self.taken), "")
        told = (self.sources_of(column) for column in ("nom", "adresse", "commune"))
        key = tuple(dict.fromkeys(header for sources in told for header in sources))
        found = identity_of(own, key, self.profiles, self.file.rows)
        if found.rule.sources:
            self.choose("id", found.rule, found.score, found.reason)
        return found.group_by


def follows_standard(mapping: Mapping, headers: Iterable[str]) -> bool:
    """Whether a file needs no mapping: its columns are the standard's, read as they stand."""
    present = {canonical(header) for header in headers}
    return (
        set(ESSENTIAL) <= present
        and not mapping.group_by
        and not mapping.filters
        and all(
            isinstance(rule, Column) and not rule.part and canonical(rule.header) == column
            for column, rule in mapping.rules.items()
        )
    )
