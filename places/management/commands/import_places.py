"""Import a file of places: `manage.py import_places FILE [--source NAME] [--mapping FILE]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from places.imports import Report, UnreadableFileError, import_places, read_rows, write_issues
from places.imports.conformity import kept_mapping
from places.imports.reading import LONGEST_SOURCE
from places.mapping import InvalidMappingError, Mapping
from places.models import ProducerMapping

UNREADABLE = 2


class Command(BaseCommand):
    help = "Importe un fichier de lieux (CSV, XLSX ou JSON), au standard ou par une correspondance."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--source", default="", help="producteur des lieux")
        parser.add_argument(
            "--mapping", type=Path, help="correspondance\u202f; par défaut celle du producteur"
        )
        parser.add_argument("--dry-run", action="store_true", help="essaie, puis n’écrit rien")
        parser.add_argument(
            "--partial",
            action="store_true",
            help="le fichier n’a qu’une partie des lieux\u202f: ce qui y manque n’a pas fermé",
        )
        parser.add_argument("--report", type=Path, help="fichier CSV des remarques")

    def handle(self, *args: Any, **options: Any) -> None:
        report_path: Path | None = options["report"]
        if report_path and report_path.resolve() == options["file"].resolve():
            raise CommandError("Le rapport effacerait le fichier lu.", returncode=UNREADABLE)
        try:
            if report_path:
                report_path.open("a").close()
            report = self.run(**options)
            if report_path:
                self.write(report, report_path)
        except (UnreadableFileError, InvalidMappingError) as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        except IntegrityError as error:
            message = "Un autre import écrit en ce moment\u202f: rien n’a été importé, recommencez."
            raise CommandError(message, returncode=UNREADABLE) from error
        except OSError as error:
            message = f"Le rapport {report_path} ne peut pas être écrit."
            raise CommandError(message, returncode=UNREADABLE) from error
        self.stdout.write(str(report))
        for told in report.told_by_kind():
            self.stdout.write(told)
        if report.warnings:
            self.stderr.write(f"{report.warnings} avertissement(s)")

    def run(self, **options: Any) -> Report:
        """Import the file; a mapping that was given is kept for the producer's next one."""
        path, source, given = options["file"], options["source"].strip(), options["mapping"]
        rows = read_rows(path)
        mapping = read_mapping(given) if given else kept_mapping(rows, source)
        report = import_places(
            path,
            source,
            rows=rows,
            dry_run=options["dry_run"],
            mapping=mapping,
            is_complete=not options["partial"],
        )
        if given and source and not options["dry_run"]:
            ProducerMapping.objects.keep(source[:LONGEST_SOURCE], mapping)
        return report

    def write(self, report: Report, path: Path) -> None:
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            write_issues(report.issues, file)


def read_mapping(path: Path) -> Mapping:
    """The mapping that a file holds."""
    try:
        return Mapping.from_json(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        message = f"La correspondance {path} ne peut pas être lue."
        raise InvalidMappingError(message) from error
