"""Import a file of places: `manage.py import_places FILE [--source NAME] [--dry-run]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from places.imports import Report, UnreadableFileError, import_places, write_issues

UNREADABLE = 2


class Command(BaseCommand):
    help = "Importe un fichier de lieux au standard national (CSV ou JSON, versions 1 et 0.1.1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--source", default="", help="producteur des lieux")
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
            report = import_places(
                options["file"],
                options["source"].strip(),
                dry_run=options["dry_run"],
                is_complete=not options["partial"],
            )
            if report_path:
                self.write(report, report_path)
        except UnreadableFileError as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        except IntegrityError as error:
            message = "Un autre import écrit en ce moment\u202f: rien n’a été importé, recommencez."
            raise CommandError(message, returncode=UNREADABLE) from error
        except OSError as error:
            message = f"Le rapport {report_path} ne peut pas être écrit."
            raise CommandError(message, returncode=UNREADABLE) from error
        self.stdout.write(str(report))
        if report.warnings:
            self.stderr.write(f"{report.warnings} avertissement(s)")

    def write(self, report: Report, path: Path) -> None:
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            write_issues(report.issues, file)
