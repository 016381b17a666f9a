"""Propose how a producer's file becomes the standard: `manage.py propose_mapping FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from places.files import UnreadableFileError, read_rows
from places.mapping import Choice, Proposal, propose
from places.mapping.wording import filter_in_words, in_words, quoted
from places.standard import REQUIRED

UNREADABLE = 2


class Command(BaseCommand):
    help = "Propose d’où vient chaque colonne du standard, pour un fichier CSV, XLSX ou JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--output", type=Path, help="fichier JSON de la correspondance")

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path | None = options["output"]
        if output and output.resolve() == options["file"].resolve():
            message = "La correspondance effacerait le fichier lu."
            raise CommandError(message, returncode=UNREADABLE)
        try:
            file = read_rows(options["file"])
            proposal = propose(file)
            if output:
                output.write_text(proposal.mapping.to_json(), encoding="utf-8")
        except UnreadableFileError as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        except OSError as error:
            message = f"Le fichier {output} ne peut pas être écrit."
            raise CommandError(message, returncode=UNREADABLE) from error
        for issue in file.issues:
            self.stdout.write(issue.reason)
        self.tell(proposal)

    def tell(self, proposal: Proposal) -> None:
        for choice in proposal.choices:
            self.stdout.write(line_of(choice))
        found = {choice.column for choice in proposal.choices}
        if missing := [column for column in REQUIRED if column not in found]:
            self.stdout.write(f"Rien trouvé pour\u202f: {', '.join(missing)}")
        for each in proposal.mapping.filters:
            self.stdout.write(f"Lignes gardées\u202f: {filter_in_words(each)}")
        if proposal.mapping.group_by:
            names = ", ".join(map(quoted, proposal.mapping.group_by))
            self.stdout.write(f"Lignes d’un même lieu réunies par {names}")
        if proposal.unmapped:
            names = ", ".join(map(quoted, proposal.unmapped))
            self.stdout.write(f"Colonnes gardées à part\u202f: {names}")
        if proposal.follows_standard:
            self.stdout.write("Ce fichier suit le standard\u202f: il entre sans correspondance.")


def line_of(choice: Choice) -> str:
    """One column: its name, how surely it was found, where and why."""
    sure = f"{choice.score:.0%}".replace("%", "\u00a0%")
    return f"{choice.column:32} {sure:>6}  {in_words(choice.rule)} ({choice.reason})"
