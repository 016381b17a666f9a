"""A row being read: its cells by column, cleaned, and what is found on the way."""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from places.standard import cells, persons
from places.standard.columns import COLUMNS, LINKS, VOCABULARIES, canonical, version_of
from places.standard.issues import Issue
from places.standard.markup import links_of_markup, without_markup
from places.standard.place_names import without_person
from places.standard.redaction import (
    EMAIL_KIND,
    NAME_KIND,
    PHONE_KIND,
    has_mobile,
    redacted,
)

_LONGEST_SHOWN = 200
_SHORTEST_TOLD = 5
_REASONS = {
    EMAIL_KIND: "adresse e-mail d’une personne, retirée",
    NAME_KIND: "nom d’une personne, retiré",
    PHONE_KIND: "numéro de portable d’une personne, retiré",
}
# Columns that hold a whole point, wherever latitude and longitude are empty.
_POINT_COLUMNS = frozenset(
    """
    coordonnees coordonnee coordonneesgps coordonneesgeographiques geopoint2d geopoint pointgeo
    geolocalisation geom geometry geometrie thegeom wkt position gps latlong latlon latlng point
    latitudelongitude location coordinates localisationgps
    """.split()
)


# What stands after the sign of an e-mail address says nobody's name, nor does that of a page.
_ADDRESS = re.compile(r"@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)


class Head(NamedTuple):
    """What a header says: its name, its column of the standard, whose cells it holds."""

    name: str
    column: str
    is_persons: bool
    is_mobile: bool
    holds_point: bool
    version: int | None


@lru_cache(maxsize=4096)
def head_of(header: str) -> Head:
    """The head of a column, read once a file."""
    name = cells.text_of(header)
    column = canonical(name)
    if column in COLUMNS:
        return Head(name, column, False, False, False, version_of(name))
    own = name.removesuffix(" (fichier)")
    plain = "".join(sign for sign in persons.plain(own) if sign.isalnum())
    is_persons, is_mobile = persons.is_person_column(own), persons.is_mobile_column(own)
    return Head(_free_name(name), "", is_persons, is_mobile, plain in _POINT_COLUMNS, None)


class Row:
    """The cells of a row by column, what no column holds (`raw`), and the issues so far."""

    def __init__(self, row: Mapping[str, object], line: int) -> None:
        self.line = line
        self.issues: list[Issue] = []
        self.raw: dict[str, object] = {}
        self.cells: dict[str, list[tuple[str, str]]] = {}
        self.points: list[tuple[str, str]] = []
        self.has_person = False
        self.has_first_name = False
        self.private: list[str] = []  # what columns of persons said
        self.has_cedex = False
        self.versions: set[int | None] = {None}
        for header, cell in row.items():
            text = "" if cell is None or cell == "" else cells.text_of(cell)
            if not text:
                continue
            head = head_of(header)
            if "<" in text or "&" in text:
                text = self.plain(head, text)
            if column := head.column:
                if cells.says_nothing(text):
                    continue
                self.versions.add(head.version)
                if column in self.cells:
                    self.cells[column].append((head.name, text))
                else:
                    self.cells[column] = [(head.name, text)]
            else:
                self.free(head, text)

    def plain(self, head: Head, text: str) -> str:
        """The text without its markup; a name that is nothing but markup stays as it stands."""
        is_link = head.column in LINKS
        shown = (is_link and links_of_markup(text)) or without_markup(text)
        if shown == text or (not shown and head.column == "nom"):
            return text
        self.warn(head.name, "balises HTML retirées", text, kind="html_removed", after=shown)
        return shown

    def free(self, head: Head, text: str) -> None:
        """Keep a cell of a column of nobody's, unless it tells of a person."""
        if head.holds_point:
            self.points.append((head.name, text))
        is_private = head.is_mobile or (head.is_persons and self.tells_of_somebody(text))
        if not is_private:
            self.raw[head.name] = text
            return
        self.has_person = self.has_person or head.is_persons
        self.private.append(text)
        self.has_first_name = self.has_first_name or persons.is_first_name_column(head.name)
        email = EMAIL_KIND if "@" in text else ""
        kind = email or (PHONE_KIND if head.is_mobile or has_mobile(text) else NAME_KIND)
        self.warn(head.name, f"{_REASONS[kind]} avec sa colonne", kind=kind)

    def tells_of_somebody(self, text: str) -> bool:
        return has_mobile(text) or persons.names_somebody(_ADDRESS.sub(_kept_profile, text))

    @cached_property
    def context(self) -> frozenset[str]:
        """The words of the place's name, commune and address: no names of persons here."""
        columns = ("nom", "commune", "adresse", "structure_parente")
        return persons.words_of(" ".join(self.first(column)[1] for column in columns))

    def is_of_somebody_told(self, address: str) -> bool:
        """Whether an address is that of somebody whom a column names: « skerbrat@ » of Sophie."""
        local = persons.plain(address.partition("@")[0])
        return any(name in local for name in self.told)

    @cached_property
    def told(self) -> frozenset[str]:
        """The longer words of whoever columns name by a first name, and not those of the place."""
        words = [persons.words_of(text) for text in self.private]
        named = [each for each in words if any(map(persons.is_first_name, each))]
        return frozenset(
            word
            for each in named
            for word in each - self.context
            if len(word) >= _SHORTEST_TOLD and not persons.is_office(word)
        )

    def warn(
        self,
        column: str,
        reason: str,
        value: str = "",
        *,
        is_fatal: bool = False,
        kind: str = "",
        after: str = "",
    ) -> None:
        """Remark on a cell: what was written and, when it was mended, what it became."""
        told = (_shown(value), is_fatal, kind, _shown(after))
        self.issues.append(Issue(self.line, column, reason, *told))

    def keep(self, header: str, value: str) -> None:
        kept = self.raw.get(header)
        self.raw[header] = f"{kept}|{value}" if kept else value

    def set_aside(self, header: str, pieces: list[str], reason: str) -> None:
        for piece in pieces:
            self.warn(header, reason, piece)
            self.keep(header, piece)

    def first(self, column: str) -> tuple[str, str]:
        """The first filled cell of a column: its header and its text."""
        found = self.cells.get(column)
        return found[0] if found else (column, "")

    def keep_others(self) -> None:
        """Keep what differs in the other spellings of a column."""
        for column, found in self.cells.items():
            if len(found) > 1 and column not in VOCABULARIES:
                for other, value in found[1:]:
                    if value != found[0][1]:
                        self.keep(other, value)

    def public(self, column: str, header: str, text: str) -> str:
        """A text that people read, without what is somebody's."""
        context = self.context_of(text)
        shown, kinds = redacted(text, context, mobiles=self.has_person)
        if kinds and not context:
            # « Contact : » introduces the town or the organisation as it does people.
            own = f"{self.first('commune')[1]} {self.first('structure_parente')[1]}"
            context = persons.words_of(own)
            shown, kinds = redacted(text, context, mobiles=self.has_person)
        if kinds and not self.has_person:
            # Whoever is named beside a mobile number is whom it calls.
            shown, mobiles = redacted(shown, context, mobiles=True)
            kinds += mobiles
        for kind in dict.fromkeys(kinds):
            self.warn(header or column, _REASONS[kind], kind=kind)
        self.has_person = self.has_person or bool(kinds)
        return shown

    def context_of(self, text: str) -> frozenset[str]:
        return self.context if "@" in text else frozenset()

    def hide_persons(self) -> None:
        """Take out of what is kept beside, then of the remarks, what is somebody's."""
        for header in [name for name in self.raw if self.has_first_name]:
            if persons.is_family_name_column(header):
                del self.raw[header]
                self.warn(header, f"{_REASONS[NAME_KIND]} avec sa colonne", kind=NAME_KIND)
        for header, text in self.raw.items():
            if isinstance(text, str) and head_of(header).name.startswith("nom ("):
                self.raw[header] = without_person(text).text
            elif isinstance(text, str) and not persons.is_address_column(header):
                self.raw[header] = self.public("", header, text)
        if self.has_person or any("@" in issue.value + issue.after for issue in self.issues):
            self.issues = [self.hidden(issue) for issue in self.issues]

    def hidden(self, issue: Issue) -> Issue:
        value, after = self.censored(issue.value), self.censored(issue.after)
        is_same = (value, after) == (issue.value, issue.after)
        return issue if is_same else issue._replace(value=value, after=after)

    def censored(self, text: str) -> str:
        """What a remark quotes, without what is somebody's."""
        return redacted(text, self.context_of(text), mobiles=self.has_person).text


def _kept_profile(address: "re.Match[str]") -> str:
    """Nothing of an address, but that of a page of LinkedIn: it is somebody's."""
    return address[0] if "linkedin" in address[0].lower() else " "


def _shown(text: str) -> str:
    """As much of a cell as a remark quotes, on one line."""
    return cells.line_of(text[: 2 * _LONGEST_SHOWN])[:_LONGEST_SHOWN] if text else ""


def _free_name(header: str) -> str:
    """A key of `raw` for a column of nobody's; « point » is the import's own key there."""
    name = header[:_LONGEST_SHOWN] or "sans nom"
    return f"{name} (fichier)" if name == "point" else name
