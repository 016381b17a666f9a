"""Whose places an import brings: the organisation of a manager, or the producer an editor names."""

from places.models import ImportRun, Organisation, Place, Source, SourceRecord
from places.models.records import OWN_SOURCE

LONGEST = 100
LONGEST_NUMBER = 12


def source_of(organisation: Organisation) -> str:
    """The name under which an organisation imports: one that no other's places came by.

    The first import decides; a namesake (« CCAS ») gets a number as well.
    """
    last = ImportRun.objects.filter(organisation=organisation).order_by("-created_at").first()
    if last:
        return str(last.source)
    name: str = organisation.name[:LONGEST]
    if is_taken(name, organisation):
        return f"{name[: LONGEST - LONGEST_NUMBER]} ({organisation.pk})"
    return name


def is_taken(name: str, organisation: Organisation) -> bool:
    """Whether somebody else's places came by this name."""
    records = SourceRecord.objects.filter(source__name=name)
    places, runs = Place.objects.filter(source=name), ImportRun.objects.filter(source=name)
    return (
        name.casefold() == OWN_SOURCE
        or records.exclude(place__organisation=organisation).exists()
        or places.exclude(organisation=organisation).exists()
        or runs.exclude(organisation=organisation).exists()
    )


def owner_of(source: str) -> Organisation | None:
    """The organisation whose managers import under this name, if any."""
    runs = ImportRun.objects.filter(source=source, organisation__isnull=False)
    run = runs.select_related("organisation").first()
    return run.organisation if run else None


def known_sources() -> list[str]:
    """The producers an editor may choose among, in alphabetical order."""
    places = Place.objects.order_by().values_list("source", flat=True).distinct()
    sources = Source.objects.values_list("name", flat=True)
    runs = ImportRun.objects.order_by().values_list("source", flat=True).distinct()
    return sorted({*places, *sources, *runs} - {OWN_SOURCE}, key=str.casefold)
