"""Where the columns of a new run go: as last month's file of its producer, else as proposed."""

from places.imports.opening import opened
from places.mapping import Mapping, propose
from places.models import ImportRun, ProducerMapping


def prepare(run: ImportRun) -> None:
    """Give a run its mapping; one that its producer's file has followed before needs no check."""
    with opened(run) as file:
        kept = ProducerMapping.objects.of(run.source)
        if kept is not None and fits(kept, file.headers):
            run.mapping, run.status = kept.to_json(), ImportRun.Status.STAGING
        else:
            run.mapping = propose(file).mapping.to_json()
    run.save(update_fields=["mapping", "status"])


def fits(mapping: Mapping, headers: tuple[str, ...]) -> bool:
    """Whether a file has every column that the mapping reads."""
    return not mapping.missing(headers)
