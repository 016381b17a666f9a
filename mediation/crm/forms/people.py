"""Choose among the people already followed: the latest ones, those found, those chosen before."""

from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict

from mediation.crm.models import Beneficiary
from mediation.crm.people_search import find_people
from referrals.people import AgeBand

SEARCH_BUTTON = "search"
SEARCH_FIELD = "person_search"
LATEST_SHOWN = 5


class SearchesPeople(forms.Form):
    """Offer a short list of people; its search button looks for others and refuses nothing yet."""

    person_search = forms.CharField(
        label="Chercher une autre personne",
        help_text="Le début de son nom, ou son téléphone",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    people_field: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = Beneficiary.objects.visible_to(self.user).select_related(
            "commune", "organisation__commune", "referral"
        )
        self.found: list[Beneficiary] = []
        if self.is_searching:
            self.found = find_people(self.people, self.data.get(SEARCH_FIELD, ""))
            # Searching is not sending: what is not filled in yet is no fault.
            self._errors = ErrorDict()
            self.cleaned_data = {}
        self.offered = self._people_to_offer()
        self.fields[self.people_field].choices = self.choices_of(self.offered)

    @property
    def is_searching(self) -> bool:
        return self.is_bound and SEARCH_BUTTON in self.data

    @property
    def has_found_nobody(self) -> bool:
        return self.is_searching and not self.found

    def chosen_keys(self) -> list[str]:
        """The keys chosen in what was sent, or before."""
        if self.is_bound:
            return [str(key) for key in self.data.getlist(self.people_field)]
        value = self.initial.get(self.people_field) or []
        return [str(key) for key in ([value] if isinstance(value, str | UUID) else value)]

    def choices_of(self, people: list[Beneficiary]) -> list[tuple[str, str]]:
        return [(str(person.pk), describe(person)) for person in people]

    def _people_to_offer(self) -> list[Beneficiary]:
        """Those chosen, then those found, then the latest: somebody else's are never among them."""
        keys = [key for key in map(as_uuid, self.chosen_keys()) if key]
        chosen = list(self.people.in_bulk(keys).values()) if keys else []
        latest = self.people.latest_of(self.user)[:LATEST_SHOWN]
        return list({person.pk: person for person in [*chosen, *self.found, *latest]}.values())


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def describe(person: Beneficiary) -> str:
    """Enough to tell two people of the same initials apart, without the whole name."""
    band = person.age_band_today
    age = "" if band == AgeBand.NOT_GIVEN else band.label
    commune = person.commune.name if person.commune else ""
    return ", ".join(part for part in (person.masked_name, commune, age) if part)
