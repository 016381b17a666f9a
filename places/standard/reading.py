"""Read one row of a national file, of either version or of both mixed, into a typed record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from places.standard import cells
from places.standard.columns import COLUMNS, LINES, LINKS, TEXTS, VOCABULARIES, canonical
from places.standard.issues import Issue
from places.standard.values import Key, is_given_up, terms_of

LONGEST_ID = 200
LONGEST_SUMMARY = 280
_LONGEST_SHOWN = 200
_POLE = 90
_LABEL_COLUMNS = ("dispositif_programmes_nationaux", "formations_labels")


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place as a row of the national file tells it; the fields are named as `Place`'s.

    E-mails, web sites and other labels are kept one a line; coordinates are degrees (WGS 84);
    `terms` holds (vocabulary, code) pairs; `raw` what no field could hold, by its own column.
    """

    source_id: str
    name: str
    origin: str = ""
    pivot: str = ""
    commune_name: str = ""
    postal_code: str = ""
    insee_code: str = ""
    address: str = ""
    address_extra: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    emails: str = ""
    websites: str = ""
    opening_hours: str = ""
    summary: str = ""
    description: str = ""
    parent_organisation: str = ""
    other_labels: str = ""
    accessibility_url: str = ""
    booking_url: str = ""
    updated_on: date | None = None
    terms: frozenset[Key] = frozenset()
    raw: dict[str, object] = field(default_factory=dict, hash=False)


def read_row(row: Mapping[str, object], line: int = 0) -> tuple[PlaceRecord | None, list[Issue]]:
    """Read a row.

    Args:
        row: header → cell, as the file gives them (text, number, list, None…).
        line: where the row stands in its file, for the issues.

    Returns:
        The record, or None when the row is rejected, and what was found in it. Never raises.
    """
    return _Reading(row, line).result()


class _Reading:
    """One row being read: the cells by column, and what is found on the way."""

    def __init__(self, row: Mapping[str, object], line: int) -> None:
        self.line = line
        self.issues: list[Issue] = []
        self.raw: dict[str, object] = {}
        self.cells: dict[str, list[tuple[str, str]]] = {}
        for header, cell in row.items():
            text = cells.text_of(cell)
            name = cells.text_of(header)
            column = canonical(name)
            if column in COLUMNS and text:
                self.cells.setdefault(column, []).append((name, text))
            elif text:
                self.raw[_free_name(name)] = text

    def result(self) -> tuple[PlaceRecord | None, list[Issue]]:
        values: dict[str, object] = {"source_id": self.identifier()}
        for column, (name, longest) in LINES.items():
            values[name] = self.words(column, longest)
        for column, name in TEXTS.items():
            values[name] = self.first(column)[1]
        for column, name in LINKS.items():
            values[name] = self.links(column)
        values |= self.codes() | self.point() | self.lists()
        values |= self.summary(str(values["description"]))
        values["updated_on"] = self.day()
        self.check_essentials(values)
        if any(issue.is_fatal for issue in self.issues):
            return None, self.issues
        return PlaceRecord(**values, raw=self.raw), self.issues  # type: ignore[arg-type]

    def warn(self, column: str, reason: str, value: str = "", *, is_fatal: bool = False) -> None:
        shown = cells.line_of(value)[:_LONGEST_SHOWN]
        self.issues.append(Issue(self.line, column, reason, shown, is_fatal))

    def keep(self, header: str, value: str) -> None:
        kept = self.raw.get(header)
        self.raw[header] = f"{kept}|{value}" if kept else value

    def first(self, column: str) -> tuple[str, str]:
        """The first filled cell of a column; what differs in its other spellings is kept raw."""
        header, text = (found := self.cells.get(column, [(column, "")]))[0]
        for other, value in found[1:]:
            if value != text:
                self.keep(other, value)
        return header, text

    def identifier(self) -> str:
        text = cells.line_of(self.first("id")[1])
        if not text:
            self.warn("id", "identifiant absent", is_fatal=True)
        elif len(text) > LONGEST_ID:
            self.warn("id", f"identifiant de plus de {LONGEST_ID} caractères", text, is_fatal=True)
        return text

    def words(self, column: str, longest: int) -> str:
        header, cell = self.first(column)
        text = cells.line_of(cell)
        if len(text) <= longest:
            return text
        self.warn(header, f"texte coupé à {longest} caractères", text)
        self.keep(header, text)
        return text[: longest - 1] + "…"

    def codes(self) -> dict[str, object]:
        return {
            "pivot": self.code("pivot", cells.pivot_of),
            "postal_code": self.code("code_postal", cells.postal_code_of),
            "insee_code": self.code("code_insee", cells.insee_code_of),
            "phone": self.code("telephone", cells.phone_of),
        }

    def code(self, column: str, parse: "cells.Parse") -> str:
        header, cell = self.first(column)
        text = cells.line_of(cell)
        if not text:
            return ""
        read = parse(text)
        if read.reason:
            self.warn(header, read.reason, text)
            if text.strip("0 "):
                self.keep(header, text)
        return read.value

    def links(self, column: str) -> str:
        header, text = self.first(column)
        if not text:
            return ""
        good, others = cells.links_of(text)
        self.set_aside(header, others, "adresse web incompréhensible")
        return "\n".join(good)

    def set_aside(self, header: str, pieces: list[str], reason: str) -> None:
        for piece in pieces:
            self.warn(header, reason, piece)
            self.keep(header, piece)

    def day(self) -> date | None:
        header, cell = self.first("date_maj")
        text = cells.line_of(cell)
        day = cells.date_of(text)
        if not text:
            self.warn("date_maj", "date de mise à jour absente")
        elif day is None:
            self.set_aside(header, [text], "date incompréhensible")
        return day

    def point(self) -> dict[str, object]:
        """Both coordinates, or neither; swapped ones that cannot stand are put right."""
        written = [self.first("latitude"), self.first("longitude")]
        latitude, longitude = (cells.number_of(cell) for _header, cell in written)
        if latitude is None or longitude is None:
            return self.no_point(written)
        if not _is_on_earth(latitude, longitude) and _is_on_earth(longitude, latitude):
            self.warn(
                "latitude",
                "latitude et longitude échangées, remises en ordre",
                f"{latitude} {longitude}",
            )
            latitude, longitude = longitude, latitude
        if not _is_on_earth(latitude, longitude) or latitude == longitude == 0:
            return self.no_point(written)
        return {"latitude": latitude, "longitude": longitude}

    def no_point(self, written: list[tuple[str, str]]) -> dict[str, object]:
        pair = [cells.line_of(cell) for _header, cell in written]
        for (header, _cell), text in zip(written, pair, strict=True):
            if text:
                self.keep(header, text)
        reason = "coordonnées incompréhensibles" if any(pair) else "coordonnées absentes"
        self.warn("latitude", reason, " ".join(pair))
        return {"latitude": None, "longitude": None}

    def lists(self) -> dict[str, object]:
        header, cell = self.first("courriels")
        emails, others = cells.emails_of(cell)
        self.set_aside(header, others, "adresse e-mail incompréhensible")
        terms: set[Key] = set()
        labels = self.other_labels()
        for column in VOCABULARIES:
            for header, text in self.cells.get(column, ()):
                found, unknown = terms_of(column, text)
                terms |= found
                labels += self.unknown(header, unknown, column)
        return {
            "emails": "\n".join(emails),
            "terms": frozenset(terms),
            "other_labels": "\n".join(dict.fromkeys(labels)),
        }

    def other_labels(self) -> list[str]:
        text = self.first("autres_formations_labels")[1]
        pieces = text.replace("|", "\n").replace(";", "\n").split("\n")
        return [piece.strip() for piece in pieces if piece.strip()]

    def unknown(self, header: str, values: list[str], column: str) -> list[str]:
        """Set aside the values that no list holds; those of labels have a column of their own."""
        for value in values:
            given_up = is_given_up(value)
            reason = "valeur sans équivalent dans le standard" if given_up else "valeur inconnue"
            self.warn(header, f"{reason}, gardée telle quelle", value)
        if column in _LABEL_COLUMNS:
            return values
        for value in values:
            self.keep(header, value)
        return []

    def check_essentials(self, values: dict[str, object]) -> None:
        if not values["name"]:
            self.warn("nom", "nom absent", is_fatal=True)
        located = ("commune_name", "postal_code", "insee_code")
        if not any(values[name] for name in located):
            self.warn("commune", "ni commune ni code postal", is_fatal=True)
            return
        required = {"commune": "commune_name", "code_postal": "postal_code", "adresse": "address"}
        for column, name in required.items():
            if not values[name] and column not in self.raw:
                self.warn(column, "valeur absente")
        if not self.cells.get("pivot"):
            self.warn("pivot", "SIRET ou RNA absent")

    def summary(self, description: str) -> dict[str, object]:
        """Cut a long summary; all its words stay, ahead of the description."""
        header, text = self.first("presentation_resume")
        if len(text) <= LONGEST_SUMMARY:
            return {"summary": text}
        self.warn(header, f"résumé coupé à {LONGEST_SUMMARY} caractères, gardé entier plus bas")
        if text not in description:
            description = "\n\n".join(part for part in (text, description) if part)
        cut = text[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
        return {"summary": cut, "description": description}


def _is_on_earth(latitude: float, longitude: float) -> bool:
    return abs(latitude) <= _POLE and abs(longitude) <= 2 * _POLE


def _free_name(header: str) -> str:
    """A key of `raw` for a column of nobody's; « point » is the import's own key there."""
    name = header[:_LONGEST_SHOWN] or "sans nom"
    return f"{name} (fichier)" if name == "point" else name
