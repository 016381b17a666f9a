"""Look for doubles among the stored places, a département at a time, and join the sure ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django_tasks import task

from places.doubles.blocking import pairs_of
from places.doubles.merging import MergeRefusedError, merge, survivor_of
from places.doubles.scoring import SAME_SOURCE, SURE, WORTH_A_LOOK, Print, Score, print_of, score
from places.models import Double, Place, SourceRecord
from places.models.places import FROM_COMMUNE, POINT, PUBLIC_STATUSES, PlaceQuerySet
from places.sheets import batches

COLUMNS = (
    *("pk", "source", "name", "commune_name", "commune__name", "postal_code", "address"),
    *("latitude", "longitude", "raw", "pivot", "phone", "emails", "websites"),
)
Pair = tuple[int, int]


def find_doubles() -> int:
    """Propose every pair worth a look, and take back proposals that no longer are.

    Decided pairs stay decided. Only as much of the country as one département is in memory.

    Returns:
        How many pairs are now to be decided.
    """
    for places in departments():
        _propose(places)
    return Double.objects.pending().count()


def merge_sure_doubles() -> int:
    """Join the pairs that leave no doubt; how many.

    Two sheets are joined when they come from different sources, each is the other's best, and no
    second sheet of the same source is as good: a bus and its office may share all but their name.
    """
    sure = Double.objects.pending().filter(score__gte=SURE).select_related("first", "second")
    pairs = [d for d in sure.order_by("-score", "pk") if SAME_SOURCE not in d.reasons]
    best: dict[int, float] = {}
    rivals: Counter[tuple[int, str, float]] = Counter()
    for double in pairs:
        for place, partner in (double.sheets, reversed(double.sheets)):
            best.setdefault(place.pk, double.score)
            rivals[place.pk, partner.source, double.score] += 1
    return sum(
        _merge(double)
        for double in pairs
        if all(
            double.score == best[place.pk] and rivals[place.pk, partner.source, double.score] == 1
            for place, partner in (double.sheets, reversed(double.sheets))
        )
    )


@task
def look_for_doubles() -> int:
    """After an import: propose, then join the sure ones when the installation lets it."""
    find_doubles()
    return merge_sure_doubles() if settings.MERGE_SURE_DOUBLES else 0


def _merge(double: Double) -> bool:
    survivor, loser = survivor_of(double.first, double.second)
    try:
        merge(survivor, loser, score=double.score)
    except MergeRefusedError:
        return False
    return True


def departments() -> Iterator[PlaceQuerySet]:
    """The public places, by département; those without a commune, by their postal code."""
    public = Place.objects.standing().filter(status__in=PUBLIC_STATUSES)
    codes = public.order_by("commune__departement_id").values_list(
        "commune__departement_id", flat=True
    )
    for code in codes.distinct():
        if code:
            yield public.filter(commune__departement_id=code)
    lost = public.filter(commune=None)
    starts = {code[:2] for code in lost.order_by().values_list("postal_code", flat=True).distinct()}
    for start in sorted(starts):
        yield lost.filter(postal_code__startswith=start)


@transaction.atomic
def _propose(places: PlaceQuerySet) -> None:
    prints = prints_of(places)
    found: dict[Pair, Score] = {}
    for one, other in pairs_of(prints):
        result = score(one, other)
        if result.value >= WORTH_A_LOOK:
            found[min(one.pk, other.pk), max(one.pk, other.pk)] = result
    decided = _decided([print_.pk for print_ in prints])
    wanted = {pair: result for pair, result in found.items() if pair not in decided}
    _write(wanted, [print_.pk for print_ in prints])


def prints_of(places: PlaceQuerySet) -> list[Print]:
    """What these places are compared by, in the order of their keys."""
    sources = _sources(places)
    prints = []
    for row in places.order_by("pk").values_list(*COLUMNS):
        (pk, source, name, written, commune, postal, address, latitude, longitude, raw, *rest) = row
        pivot, phone, emails, websites = rest
        is_own = latitude is not None and raw.get(POINT) != FROM_COMMUNE
        prints.append(
            print_of(
                pk=pk,
                sources=sources.get(pk) or {source},
                name=name,
                commune=commune or written,
                postal_code=postal,
                address=address,
                point=(latitude, longitude) if is_own else None,
                pivot=pivot,
                phone=phone,
                emails=emails,
                websites=websites,
            )
        )
    return prints


def _sources(places: PlaceQuerySet) -> dict[int, set[str]]:
    sources: dict[int, set[str]] = defaultdict(set)
    rows = SourceRecord.objects.from_files().filter(place__in=places.order_by())
    for pk, name in rows.order_by().values_list("place_id", "source__name"):
        sources[pk].add(name)
    return sources


def _decided(keys: Iterable[int]) -> set[Pair]:
    """Pairs that people parted; what was said of a sheet holds for the one it was joined to."""
    pairs = set()
    known = set(keys)
    rows = Double.objects.filter(decision=Double.Decision.DIFFERENT)
    for one, into, other, other_into in rows.values_list(
        "first_id", "first__merged_into_id", "second_id", "second__merged_into_id"
    ):
        first, second = into or one, other_into or other
        if first in known and second in known:
            pairs.add((min(first, second), max(first, second)))
    return pairs


def _write(wanted: dict[Pair, Score], keys: Iterable[int]) -> None:
    """Make the pending pairs of these places the wanted ones."""
    stored: dict[Pair, Double] = {}
    for some in batches(keys):
        touching = Double.objects.filter(Q(first__in=some) | Q(second__in=some))
        stored |= {(double.first_id, double.second_id): double for double in touching}
    pending = {pair: d for pair, d in stored.items() if d.decision == Double.Decision.PENDING}
    stale = [double.pk for pair, double in pending.items() if pair not in wanted]
    for some in batches(stale):
        Double.objects.filter(pk__in=some).delete()
    changed = []
    for pair, double in pending.items():
        result = wanted.get(pair)
        if result and (double.score, double.reasons) != (result.value, list(result.reasons)):
            double.score, double.reasons = result.value, list(result.reasons)
            changed.append(double)
    Double.objects.bulk_update(changed, ["score", "reasons"], batch_size=200)
    Double.objects.bulk_create(
        (
            Double(first_id=pair[0], second_id=pair[1], score=r.value, reasons=list(r.reasons))
            for pair, r in wanted.items()
            if pair not in stored
        ),
        batch_size=500,
    )
