"""Read one row of a national file, of either version or of both mixed, into a typed record."""

import re
from collections.abc import Mapping
from datetime import date

from places.opening_hours import understand
from places.standard import cells
from places.standard.cells import Read
from places.standard.codes import insee_code_of, pivot_of, postal_code_of
from places.standard.columns import LINES, LINKS, VOCABULARIES, canonical
from places.standard.contacts import emails, phone
from places.standard.dates import date_of
from places.standard.issues import Issue
from places.standard.locations import has_cedex, located, point
from places.standard.place_names import without_person
from places.standard.records import PlaceRecord, Places
from places.standard.redaction import NAME_KIND
from places.standard.rows import Row
from places.standard.values import Key, is_given_up, terms_of

__all__ = ["PlaceRecord", "read_row"]

LONGEST_ID = 200
LONGEST_SUMMARY = 280
_LONGEST_CODE = 200
_TOTAL = re.compile(r"(?:sous[- ])?total\b", re.IGNORECASE)
_LABEL_COLUMNS = ("dispositif_programmes_nationaux", "formations_labels")


def read_row(
    row: Mapping[str, object], line: int = 0, places: Places | None = None
) -> tuple[PlaceRecord | None, list[Issue]]:
    """Read a row.

    Args:
        row: header → cell, as the file gives them (text, number, list, None…).
        line: where the row stands in its file, for the issues.
        places: who finds the commune that the row does not write, if anybody does.

    Returns:
        The record, or None when the row is rejected, and what was found in it. Never raises.
        What is somebody's (nominative address, name, private number) is in neither.
    """
    reading = _Reading(row, line)
    reading.places = places
    record = reading.result()
    return record, reading.issues


class _Reading(Row):
    """A row being read, column by column."""

    places: Places | None = None

    def result(self) -> PlaceRecord | None:
        values: dict[str, object] = {"source_id": self.identifier()}
        self.keep_others()
        if {0, 1} <= self.versions:
            reason = "colonnes des versions 0 et 1 mêlées, lues ensemble"
            self.warn("", reason, kind="version_mixed")
        for column, (name, longest) in LINES.items():
            values[name] = self.words(column, longest)
        for column, name in LINKS.items():
            values[name] = self.links(column)
        if extra := str(values["address_extra"]):
            header = self.first("complement_adresse")[0]
            values["address_extra"] = self.public("complement_adresse", header, extra)
        values["emails"] = emails(self)
        values |= self.texts()
        values |= self.codes()
        located(self, values)
        values["name"] = self.name(str(values["name"]), str(values["commune_name"]))
        values["phone"] = phone(self, str(values["postal_code"]))
        values |= point(self, values, self.places)
        self.complete(values)
        values |= self.lists()
        values["updated_on"] = self.day()
        self.check_essentials(values)
        self.hide_persons()
        if any(issue.is_fatal for issue in self.issues):
            return None
        return PlaceRecord(**values, raw=self.raw)  # type: ignore[arg-type]

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

    def name(self, text: str, town: str) -> str:
        """The name of the place, without that of somebody who works there."""
        read = without_person(text, town)
        header = self.first("nom")[0]
        if read.is_taken:
            self.has_person = True
            reason = "nom d’une personne, retiré du nom du lieu"
            self.warn(header, reason, kind=NAME_KIND, after=read.text)
        elif read.is_doubtful:
            reason = "nom de lieu où quelqu’un est peut-être nommé\u202f: vérifiez"
            self.warn(header, reason, text, kind="place_named_after_person")
        return read.text

    def codes(self) -> dict[str, object]:
        return {
            "pivot": self.code("pivot", pivot_of),
            "postal_code": self.code("code_postal", postal_code_of),
            "insee_code": self.code("code_insee", insee_code_of),
        }

    def code(self, column: str, parse: "cells.Parse") -> str:
        header, cell = self.first(column)
        text = cells.line_of(cell)
        return self.repaired(header, text, parse(text[:_LONGEST_CODE])) if text else ""

    def repaired(self, header: str, text: str, read: Read) -> str:
        """The value of a cell; what was repaired is told, what it no longer says is kept."""
        if read.reason:
            self.warn(header, read.reason, text, kind=read.kind, after=read.value)
        if read.is_lossy:
            self.keep(header, text)
        return read.value

    def links(self, column: str) -> str:
        header, text = self.first(column)
        if not text:
            return ""
        good, others = cells.links_of(text)
        self.set_aside(header, others, "adresse web incompréhensible")
        return "\n".join(good)

    def texts(self) -> dict[str, object]:
        """What people read: the summary, the description, the hours, without anybody's name."""
        shown = {
            column: self.public(column, *self.first(column)) if column in self.cells else ""
            for column in ("presentation_resume", "presentation_detail", "horaires")
        }
        values = self.summary(shown["presentation_resume"], shown["presentation_detail"])
        return values | {"opening_hours": self.hours(shown["horaires"])}

    def hours(self, text: str) -> str:
        """The hours in OSM when they are understood; the words themselves when they are not."""
        if not text:
            return ""
        header = self.first("horaires")[0]
        understood = understand(text)
        if understood.how == "osm":
            for remark in understood.remarks:
                instead = f" Proposition\u202f: {remark.proposal}" if remark.proposal else ""
                self.warn(header, f"{remark.words}{instead}", text, kind="hours_told")
            return text
        if understood.how == "text":
            reason = "horaires gardés et montrés en toutes lettres"
            self.warn(header, reason, text, kind="hours_kept_as_text")
            return text
        is_mended = understood.how == "mended"
        reason = "horaires corrigés" if is_mended else "horaires lus dans une phrase"
        kind = "hours_mended" if is_mended else "hours_from_prose"
        self.warn(header, reason, text, kind=kind, after=understood.expression)
        self.keep(header, text)
        return understood.expression

    def day(self) -> date | None:
        header, cell = self.first("date_maj")
        text = cells.line_of(cell)
        if not text:
            self.warn("date_maj", "date de mise à jour absente")
            return None
        read = date_of(text)
        if read.day is None:
            self.set_aside(header, [text], read.reason)
        elif read.reason:
            self.warn(header, read.reason, text, kind=read.kind, after=read.day.isoformat())
        return read.day

    def lists(self) -> dict[str, object]:
        terms: set[Key] = set()
        labels = self.other_labels()
        odd = ""
        for column in VOCABULARIES:
            for header, text in self.cells.get(column, ()):
                found, unknown = terms_of(column, text)
                terms |= found
                if len(found) > 1 and "|" not in text:
                    odd = odd or header
                if unknown:
                    labels += self.unknown(header, unknown, column)
        if odd and 0 not in self.versions:
            reason = "valeurs séparées autrement que par «\u00a0|\u00a0», lues une à une"
            self.warn(odd, reason, self.first(canonical(odd))[1], kind="list_separator")
        return {"terms": frozenset(terms), "other_labels": "\n".join(dict.fromkeys(labels))}

    def other_labels(self) -> list[str]:
        text = self.first("autres_formations_labels")[1]
        pieces = text.replace("|", "\n").replace(";", "\n").split("\n")
        return [piece.strip() for piece in pieces if piece.strip()]

    def unknown(self, header: str, values: tuple[str, ...], column: str) -> tuple[str, ...]:
        """Set aside the values that no list holds; those of labels have a column of their own."""
        for value in values:
            given_up = is_given_up(value)
            reason = "valeur sans équivalent dans le standard" if given_up else "valeur inconnue"
            self.warn(header, f"{reason}, gardée telle quelle", value)
        if column in _LABEL_COLUMNS:
            return values
        for value in values:
            self.keep(header, value)
        return ()

    def complete(self, values: dict[str, object]) -> None:
        """The commune and its postal code, from what else the row says."""
        if self.places is None:
            return
        is_whole = bool(values["commune_name"] and values["postal_code"])
        if is_whole and not has_cedex(self, values):
            return
        found = self.places.of_cedex(values) if is_whole else self.places.find(values, self.raw)
        if found is None:
            return
        column, after = "commune", f"{found.postal_code} {found.commune_name}".strip()
        header = self.first("code_postal")[0]
        if is_whole and found.written not in str(self.raw.get(header, "")):
            self.keep(header, found.written)
        if values["commune_name"]:
            column, after = "code_postal", found.postal_code
        values["commune_name"], values["postal_code"] = found.commune_name, found.postal_code
        values["insee_code"] = values["insee_code"] or found.insee_code
        self.warn(column, found.reason, found.written, kind=found.kind, after=after)

    def check_essentials(self, values: dict[str, object]) -> None:
        if not values["name"]:
            self.warn("nom", "nom absent", is_fatal=True)
        if not values["address"] and _TOTAL.match(str(values["name"])):
            self.warn("nom", "ligne de total", str(values["name"]), is_fatal=True)
        located_by = ("commune_name", "postal_code", "insee_code")
        if not any(values[name] for name in located_by):
            self.warn("commune", "ni commune ni code postal", is_fatal=True)
            return
        required = {"commune": "commune_name", "code_postal": "postal_code", "adresse": "address"}
        for column, name in required.items():
            if not values[name] and column not in self.raw:
                self.warn(column, "valeur absente")
        if not self.cells.get("pivot"):
            self.warn("pivot", "SIRET ou RNA absent")

    def summary(self, text: str, description: str) -> dict[str, object]:
        """Cut a long summary; all its words stay, ahead of the description."""
        if len(text) <= LONGEST_SUMMARY:
            return {"summary": text, "description": description}
        header = self.first("presentation_resume")[0]
        self.warn(header, f"résumé coupé à {LONGEST_SUMMARY} caractères, gardé entier plus bas")
        if text not in description:
            description = "\n\n".join(part for part in (text, description) if part)
        cut = text[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
        return {"summary": cut, "description": description}
