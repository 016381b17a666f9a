"""Keep one row for each identity of a file, and none of what it may not speak of."""

from dataclasses import dataclass, field

from places.imports.first_lines import FirstLines
from places.imports.reading import Lot, Said
from places.standard import Issue

FOREIGN = "ce lieu appartient maintenant à une autre structure"


def named(source: str, identifier: str) -> str:
    """What tells a place from another in a file, which may have several sources."""
    return f"{source}\n{identifier}"


@dataclass
class Identities:
    """Those that a file named so far; `foreign` are identifiers of others."""

    foreign: frozenset[str] = frozenset()
    seen: FirstLines = field(default_factory=FirstLines)
    # The line read last, and who stands on it: a line may hold several places.
    line: int = 0
    on_line: list[tuple[str, str]] = field(default_factory=list)

    def sorted_out(self, lot: Lot) -> Lot:
        """The lot without the rows whose identity is taken, each told; lots come in their order."""
        refused = {
            rank: reason for rank, said in enumerate(lot.said) if (reason := self.refusal(said))
        }
        # From the last to the first: where the others stand does not move.
        for rank, reason in reversed(refused.items()):
            said = lot.said[rank]
            issue = Issue(said.line, "id", reason, said.saying.identifier, is_fatal=True)
            lot.issues[said.start : said.end] = [issue]
            lot.rejected += 1
        lot.said = [said for rank, said in enumerate(lot.said) if rank not in refused]
        return lot

    def refusal(self, said: Said) -> str:
        """Why a row is not kept; empty when it is."""
        name, identifier = said.saying.name, said.saying.identifier
        first = self.seen.first(named(name, identifier), said.line)
        if first != said.line or self.is_on_its_line(said):
            return f"identifiant déjà vu ligne {first}"
        return FOREIGN if identifier in self.foreign else ""

    def is_on_its_line(self, said: Said) -> bool:
        """Whether another place of the same line has this identity."""
        key = (said.saying.name, said.saying.identifier)
        if said.line != self.line:
            self.line, self.on_line = said.line, [key]
            return False
        is_taken = key in self.on_line
        self.on_line.append(key)
        return is_taken
