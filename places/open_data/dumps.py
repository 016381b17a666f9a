"""Editions of the open files: one a night, complete or absent, the last thirty kept."""

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils import timezone

from places.models import Place
from places.open_data import LICENCE
from places.open_data.files import KINDS, Address, Kind, Written

FOLDER = "donnees-ouvertes"
# Written last: an edition without it does not exist.
MANIFEST = "manifest.json"
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}")
KEPT = 30


@dataclass(frozen=True, slots=True)
class DumpedFile:
    """A file of an edition; `size` in bytes, `sha256` of its bytes."""

    name: str
    latest: str
    media_type: str
    title: str
    conforms_to: str
    count: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dump:
    """What was published at once; `name` is the moment, in UTC, as it stands in addresses."""

    name: str
    day: str
    licence: dict[str, str]
    files: tuple[DumpedFile, ...]

    def file(self, name: str) -> DumpedFile | None:
        """The file of that name, dated or not."""
        return next((file for file in self.files if name in {file.name, file.latest}), None)

    @property
    def published_at(self) -> datetime:
        return moment_of(self.name)


def publish(address: Address, kept: int = KEPT) -> Dump:
    """Write an edition, then forget those beyond the last `kept`.

    Whoever reads meanwhile sees the former edition until the manifest of this one is written.
    `address` gives the absolute address of a place's sheet.
    """
    now = timezone.now()
    name, today = f"{now.astimezone(UTC):%Y-%m-%dT%H%M%S}", timezone.localdate(now)
    places = Place.objects.published().order_by("pk")
    files = [
        _store(kind, name, today.isoformat(), kind.write(places, address, today)) for kind in KINDS
    ]
    edition = Dump(name, today.isoformat(), LICENCE, tuple(files))
    text = json.dumps(asdict(edition), ensure_ascii=False, indent=1)
    default_storage.save(f"{FOLDER}/{name}/{MANIFEST}", ContentFile(text.encode()))
    forget_beyond(kept)
    return edition


def _store(kind: Kind, edition: str, day: str, pieces: Iterable[Written]) -> DumpedFile:
    digest, count, size = hashlib.sha256(), 0, 0
    with tempfile.TemporaryFile() as file:
        for piece in pieces:
            data = piece.text.encode()
            digest.update(data)
            size += len(data)
            count += piece.rows
            file.write(data)
        file.seek(0)
        default_storage.save(f"{FOLDER}/{edition}/{kind.dated(day)}", File(file))
    facts = {"media_type": kind.media_type, "title": kind.title, "conforms_to": kind.conforms_to}
    return DumpedFile(
        kind.dated(day), kind.latest, **facts, count=count, size=size, sha256=digest.hexdigest()
    )


def names() -> list[str]:
    """The editions that were begun, newest first."""
    try:
        folders, _files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return sorted((name for name in folders if NAME.fullmatch(name)), reverse=True)


def complete() -> list[str]:
    """The editions that can be read, newest first."""
    return [name for name in names() if default_storage.exists(f"{FOLDER}/{name}/{MANIFEST}")]


def read(name: str) -> Dump | None:
    """An edition by its name, or None when there is none."""
    if not NAME.fullmatch(name):
        return None
    try:
        with default_storage.open(f"{FOLDER}/{name}/{MANIFEST}") as file:
            data: dict[str, Any] = json.load(file)
    except FileNotFoundError:
        return None
    return Dump(**data | {"files": tuple(DumpedFile(**row) for row in data["files"])})


def latest() -> Dump | None:
    """The newest edition that is complete."""
    return next((edition for name in names() if (edition := read(name))), None)


def open_file(edition: Dump, file: DumpedFile) -> File:
    return default_storage.open(f"{FOLDER}/{edition.name}/{file.name}")


def forget_beyond(kept: int) -> None:
    """Delete the editions older than the last `kept` ones, and those that failed before them."""
    newest = complete()[:kept]
    for name in names():
        if newest and name < newest[-1]:
            _delete(name)


def _delete(name: str) -> None:
    folder = f"{FOLDER}/{name}"
    _folders, files = default_storage.listdir(folder)
    # The manifest first: what is left of an edition is not one.
    for file in sorted(files, key=lambda file: file != MANIFEST):
        default_storage.delete(f"{folder}/{file}")
    with suppress(OSError):
        default_storage.delete(folder)


def moment_of(name: str) -> datetime:
    return datetime.strptime(name, "%Y-%m-%dT%H%M%S").replace(tzinfo=UTC)
