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

    def sorted_out(self, lot: Lot) -> Lot:
        """The lot without the rows whose identity is taken, each told; lots come in their order."""
        refused = [(said, reason) for said in lot.said if (reason := self.refusal(said))]
        # From the last to the first: where the others stand does not move.
        for said, reason in reversed(refused):
            issue = Issue(said.line, "id", reason, said.saying.identifier, is_fatal=True)
            lot.issues[said.start : said.end] = [issue]
            lot.rejected += 1
        dropped = {said.line for said, _reason in refused}
        lot.said = [said for said in lot.said if said.line not in dropped]
        return lot

    def refusal(self, said: Said) -> str:
        """Why a row is not kept; empty when it is."""
        name, identifier = said.saying.name, said.saying.identifier
        first = self.seen.first(named(name, identifier), said.line)
        if first != said.line:
            return f"identifiant déjà vu ligne {first}"
        return FOREIGN if identifier in self.foreign else ""
