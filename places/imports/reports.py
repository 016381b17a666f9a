"""What an import did, counted, and every remark in a file that a spreadsheet opens safely."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import TextIO

from places.standard import Issue, guarded

HEADERS = ("ligne", "colonne", "gravité", "raison", "valeur")


@dataclass
class Report:
    """Counts of rows by what became of them, and the issues in the order they were met."""

    created: int = 0
    modified: int = 0
    unchanged: int = 0
    rejected: int = 0
    issues: list[Issue] = field(default_factory=list)

    def reject(self, issue: Issue) -> None:
        self.issues.append(issue)
        self.rejected += 1

    @property
    def rows_read(self) -> int:
        return self.created + self.modified + self.unchanged + self.rejected

    @property
    def warnings(self) -> int:
        """Remarks that rejected nothing."""
        return sum(not issue.is_fatal for issue in self.issues)

    def by_kind(self) -> Counter[str]:
        """How many times each kind of repair was made, the most frequent first."""
        return Counter(issue.kind for issue in self.issues if issue.kind)

    def __str__(self) -> str:
        return (
            f"créés {self.created} · modifiés {self.modified}"
            f" · inchangés {self.unchanged} · rejetés {self.rejected}"
        )


def write_issues(issues: list[Issue], file: TextIO) -> None:
    """Write the issues as CSV: line, column, gravity, reason, value, each cell inert."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADERS)
    writer.writerows(map(cells_of, issues))


def cells_of(issue: Issue) -> list[str]:
    """A remark as the cells of a row under HEADERS, each inert in a spreadsheet."""
    gravity = "rejet" if issue.is_fatal else "réparation" if issue.is_repair else "avertissement"
    cells = (str(issue.line), issue.column, gravity, issue.reason, issue.value)
    return [guarded(cell) for cell in cells]
