"""Readable and unique ends of addresses: « nom-commune », with a number on a clash."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count

from django.utils.text import slugify

from places.models import Place

LONGEST_SLUG = 100
ASKED_AT_ONCE = 900
FIRST_NUMBERS = 8


class Slugs:
    """Free slugs, asked of the database for a whole batch of places at once."""

    def __init__(self, bases: Iterable[str] = ()) -> None:
        self.taken: set[str] = set()
        # Base → the highest number that was asked about; 1 is the base itself.
        self.asked: dict[str, int] = {}
        needs = Counter(bases)
        self._ask_about(list(needs))
        # One question for all the bases that clash, until each has the numbers it needs.
        while crowded := [base for base, need in needs.items() if not self._has_room(base, need)]:
            self._ask_further(crowded)

    def take(self, base: str) -> str:
        """A free slug for a place, which is no longer free after."""
        if base not in self.asked:
            self._ask_about([base])
        slug = next(slug for slug in self._ends(base) if slug not in self.taken)
        self.taken.add(slug)
        return slug

    def _ends(self, base: str) -> Iterator[str]:
        yield base
        for number in count(2):
            if number > self.asked[base]:
                self._ask_further([base])
            yield f"{base}-{number}"

    def _has_room(self, base: str, need: int) -> bool:
        if need == 1 and base not in self.taken:
            return True
        known = [base, *(f"{base}-{number}" for number in range(2, self.asked[base] + 1))]
        return sum(slug not in self.taken for slug in known) >= need

    def _ask_about(self, bases: Sequence[str]) -> None:
        self._ask(bases)
        self.asked |= dict.fromkeys(bases, 1)

    def _ask_further(self, bases: Sequence[str]) -> None:
        """Ask about the next numbers of each base, as many again as before."""
        slugs = []
        for base in bases:
            last = self.asked[base]
            self.asked[base] = last + max(last, FIRST_NUMBERS)
            slugs += [f"{base}-{number}" for number in range(last + 1, self.asked[base] + 1)]
        self._ask(slugs)

    def _ask(self, slugs: Sequence[str]) -> None:
        for start in range(0, len(slugs), ASKED_AT_ONCE):
            some = Place.objects.filter(slug__in=slugs[start : start + ASKED_AT_ONCE])
            self.taken |= set(some.order_by().values_list("slug", flat=True))


_town = lru_cache(maxsize=1024)(slugify)


def base_of(name: str, commune: str) -> str:
    """The slug that a place would have if it were alone."""
    words, town = slugify(name), _town(commune)
    whole = words if town in words else f"{words}-{town}"
    return whole[:LONGEST_SLUG].strip("-") or "lieu"
