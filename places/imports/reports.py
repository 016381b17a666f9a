"""What an import did, counted, and every remark in a file that a spreadsheet opens safely."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TextIO

from places.imports.issue_logs import IssueLog
from places.imports.kinds import KINDS, gravity_of
from places.imports.reading import Lot
from places.standard import Issue, guarded
from places.standard.issues import LEFT_OUT

HEADERS = ("ligne", "colonne", "gravité", "raison", "valeur", "devient")


@dataclass
class Report:
    """Counts of rows by what became of them, and the issues in the order they were met."""

    created: int = 0
    modified: int = 0
    unchanged: int = 0
    rejected: int = 0
    issues: IssueLog = field(default_factory=IssueLog)

    def note(self, lot: Lot) -> None:
        """Add what was found while some rows were read."""
        self.issues += lot.issues
        self.rejected += lot.rejected

    @property
    def left_out(self) -> int:
        """Rows that a rule of the mapping left out."""
        return self.issues.kinds[LEFT_OUT]

    @property
    def rows_read(self) -> int:
        return self.created + self.modified + self.unchanged + self.rejected + self.left_out

    @property
    def warnings(self) -> int:
        """Remarks that neither rejected a row nor left it out."""
        return len(self.issues) - self.issues.fatal - self.left_out

    def by_kind(self) -> Counter[str]:
        """How many times each kind of repair was made, the most frequent first."""
        return Counter(dict(self.issues.kinds.most_common()))

    def told_by_kind(self) -> list[str]:
        """A line for each kind of repair: how often, what was done, its code."""
        return [f"{n} × {KINDS.get(kind, kind)} ({kind})" for kind, n in self.by_kind().items()]

    def __str__(self) -> str:
        left_out = f" · écartés par la règle {self.left_out}" if self.left_out else ""
        return (
            f"créés {self.created} · modifiés {self.modified}"
            f" · inchangés {self.unchanged} · rejetés {self.rejected}{left_out}"
        )


def write_issues(issues: Iterable[Issue], file: TextIO) -> None:
    """Write the issues as CSV: line, column, gravity, reason, before, after, each inert."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADERS)
    writer.writerows(map(cells_of, issues))


def cells_of(issue: Issue) -> list[str]:
    """A remark as the cells of a row under HEADERS, each inert in a spreadsheet."""
    told = (issue.column, gravity_of(issue), issue.reason, issue.value, issue.after)
    cells = (str(issue.line), *told)
    return [guarded(cell) for cell in cells]
