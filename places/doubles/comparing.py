"""Two sheets side by side, with what they would be together; nothing is written."""

from dataclasses import dataclass

from places.composing import compose
from places.corrections import record_made_from
from places.geocoding import normalise
from places.models import Place, Term
from places.proposals import words
from places.sheets import records_by_place

SHOWN = (
    *("name", "address", "address_extra", "postal_code", "commune_name", "phone", "emails"),
    *("websites", "opening_hours", "summary", "description", "pivot", "parent_organisation"),
)
OURS = ("status", "organisation", "accepts_referrals", "checked_on", "source")
SAME, SPELLING, DIFFERENT = "identique", "écrit autrement", "différent"
ONE_SIDE = "d’un seul côté"


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what each sheet says, what both would say together, how they compare in words."""

    label: str
    one: str
    other: str
    together: str

    @property
    def mark(self) -> str:
        if self.one == self.other:
            return SAME
        if not (self.one and self.other):
            return ONE_SIDE
        return SPELLING if normalise(self.one) == normalise(self.other) else DIFFERENT

    @property
    def is_same(self) -> bool:
        return self.mark in {SAME, SPELLING}


def compare(one: Place, other: Place) -> list[Line]:
    """The fields that at least one of the sheets fills, then their terms, then what is ours."""
    groups = records_by_place([one.pk, other.pk])
    records = [
        r for place in (one, other) for r in groups.get(place.pk) or [record_made_from(place)]
    ]
    sheet = compose(records)
    lines = [
        Line(_label(name), *_both(one, other, name), words(sheet.values[name], {}, name))
        for name in SHOWN
    ]
    lines += _terms(one, other, sheet.terms)
    lines += [Line(_label(name), *_both(one, other, name), "") for name in OURS]
    return [line for line in lines if line.one or line.other]


def _label(name: str) -> str:
    label = str(Place._meta.get_field(name).verbose_name)
    return f"{label[0].upper()}{label[1:]}"


def _both(one: Place, other: Place, name: str) -> tuple[str, str]:
    return _said(one, name), _said(other, name)


def _said(place: Place, name: str) -> str:
    display = getattr(place, f"get_{name}_display", None)
    return words(display() if display else getattr(place, name), {}, name)


def _terms(one: Place, other: Place, together: dict[str, tuple[str, ...]]) -> list[Line]:
    labels = {(term.vocabulary, term.code): term.plain_label for term in Term.objects.all()}
    lines = []
    for vocabulary, codes in together.items():
        said = [
            ", ".join(term.plain_label for term in place.terms_by_vocabulary.get(vocabulary, []))
            for place in (one, other)
        ]
        both = ", ".join(labels[vocabulary, code] for code in codes)
        lines.append(Line(str(Term.Vocabulary(vocabulary).label), *said, both))
    return lines
