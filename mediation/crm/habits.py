"""What a mediator does most often, so that the next form is half filled in."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from mediation.crm.models import Activity
from places.models import Term

USUAL_DURATIONS = (15, 30, 45, 60, 90, 120)
# The last activities say the habits of today, not those of two years ago.
REMEMBERED = 50
# A free duration becomes a choice when it was used this often; at most so many are added.
OFTEN = 3
MOST_ADDED = 2
# So many topics stand open in the form, once there are habits; the others are one gesture away.
USUAL_TOPICS = 6
# Before so many activities there is no habit to speak of.
FEW = 5


@dataclass(frozen=True)
class Habits:
    """Choices of duration (minutes, ascending), the usual one; last place; usual topics (keys)."""

    durations: tuple[int, ...] = USUAL_DURATIONS
    usual_duration: int | None = None
    last_place: dict[str, Any] = field(default_factory=dict)
    usual_topics: frozenset[int] = frozenset()


def habits_of(user: Any, kind: str) -> Habits:
    """Read the habits of a mediator for one kind of activity, in two queries."""
    rows = list(
        Activity.objects.filter(mediator=user, kind=kind)
        .order_by("-created_at")
        .values("pk", "duration", "location", "place", "commune")[:REMEMBERED]
    )
    if not rows:
        return Habits()
    counts = Counter(row["duration"] for row in rows)
    added = [
        minutes
        for minutes, times in counts.most_common()
        if times >= OFTEN and minutes not in USUAL_DURATIONS
    ][:MOST_ADDED]
    return Habits(
        durations=tuple(sorted({*USUAL_DURATIONS, *added})),
        usual_duration=counts.most_common(1)[0][0],
        last_place={name: rows[0][name] for name in ("location", "place", "commune")},
        usual_topics=_usual_topics([row["pk"] for row in rows]),
    )


def _usual_topics(keys: list[Any]) -> frozenset[int]:
    if len(keys) < FEW:
        return frozenset()
    counts = Counter(
        Activity.topics.through.objects.filter(
            activity__in=keys, term__vocabulary=Term.Vocabulary.TOPIC
        ).values_list("term", flat=True)
    )
    return frozenset(key for key, _times in counts.most_common(USUAL_TOPICS))
