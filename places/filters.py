"""What a list of places may be asked: the same for the page, the map, the API and the exports."""

from datetime import datetime, time, timedelta
from functools import cached_property, partial

import django_filters as filters
from django.db.models import Exists, OuterRef
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from places.models import Place, Term
from places.models.places import PlaceQuerySet
from places.search import Search, read_search
from places.vocabulary import TERMS

DISTANCES = (5, 10, 20, 50)
DEFAULT_KM = 50
FREE = "gratuit"
EVENING = time(18)
SATURDAY = 5
Choices = list[tuple[str, str]]


def terms_of(vocabulary: str) -> Choices:
    """The choices of a vocabulary, in the reader's language."""
    return [(code, gettext(plain)) for code, _label, plain, _hint in TERMS[vocabulary]]


def distances() -> Choices:
    """The circles one may choose, the widest being what is searched when nothing is said."""
    return [(str(km), gettext("%(km)s\u00a0km") % {"km": km}) for km in DISTANCES]


class PlaceFilter(filters.FilterSet):
    """Places by what they offer, when they open, and how near they are."""

    ou = filters.CharFilter(method="kept", label=_("Commune ou code postal"), max_length=100)
    commune = filters.CharFilter(method="kept", label=_("Code INSEE de la commune"), max_length=5)
    lat = filters.NumberFilter(method="kept", label=_("Latitude"), min_value=-90, max_value=90)
    lon = filters.NumberFilter(method="kept", label=_("Longitude"), min_value=-180, max_value=180)
    distance = filters.ChoiceFilter(
        method="kept",
        label=_("Jusqu’à quelle distance\u202f?"),
        choices=distances,
        empty_label=None,
    )
    service = filters.MultipleChoiceFilter(
        method="offering",
        label=_("Pour quoi faire\u202f?"),
        choices=partial(terms_of, "service"),
        widget=CheckboxSelectMultiple,
    )
    public = filters.ChoiceFilter(
        method="welcoming",
        label=_("Pour qui\u202f?"),
        choices=partial(terms_of, "audience"),
        empty_label=_("Tout le monde"),
    )
    accueil = filters.ChoiceFilter(
        method="adapted",
        label=_("Besoin d’un accueil adapté\u202f?"),
        choices=partial(terms_of, "accommodation"),
        empty_label=_("Non"),
    )
    prix = filters.ChoiceFilter(
        method="charging",
        label=_("À quel prix\u202f?"),
        choices=partial(terms_of, "fee"),
        empty_label=_("Peu importe"),
    )
    maintenant = filters.BooleanFilter(
        method="kept", label=_("Ouvert maintenant"), widget=CheckboxInput
    )
    soir = filters.BooleanFilter(
        method="kept", label=_("Ce soir, après 18\u00a0h"), widget=CheckboxInput
    )
    samedi = filters.BooleanFilter(method="kept", label=_("Le samedi"), widget=CheckboxInput)

    class Meta:
        model = Place
        fields: list[str] = []

    def __init__(self, data: QueryDict | None, queryset: PlaceQuerySet, **kwargs: object) -> None:
        if data is not None:
            data = data.copy()
            data.setdefault("distance", str(DEFAULT_KM))
        super().__init__(data, queryset, **kwargs)
        self.now = timezone.now()

    @cached_property
    def search(self) -> Search:
        """Where the person is, or what could not be understood of it."""
        return read_search(self._asked)

    @cached_property
    def active_count(self) -> int:
        """How many criteria are set, the place of the search apart."""
        asked = self._asked
        names = ("public", "accueil", "prix", "maintenant", "soir", "samedi")
        chosen = [*(asked.get("service") or ()), *(name for name in names if asked.get(name))]
        return len(chosen) + (self.search.is_located and self.km != DEFAULT_KM)

    @property
    def selects(self) -> list[BoundField]:
        """The criteria of which one picks one value."""
        names = ["public", "accueil", *(["distance"] if self.search.is_located else [])]
        return [self.form[name] for name in names]

    @property
    def price(self) -> tuple[str, str]:
        """The price that the page offers to ask for, as (code, words): free, or the one asked."""
        code = self._asked.get("prix") or FREE
        return next((known, words) for known, words in terms_of("fee") if known == code)

    @property
    def km(self) -> int:
        """The circle searched around a location."""
        return int(self._asked.get("distance") or DEFAULT_KM)

    @property
    def _asked(self) -> dict[str, object]:
        """What was asked and is valid: a wrong value is left out, its error stands in `errors`."""
        return self.form.cleaned_data if self.is_bound and self.errors is not None else {}

    def filter_queryset(self, queryset: PlaceQuerySet) -> PlaceQuerySet:
        """Apply the criteria in SQL first, then the hours, which are read one by one."""
        queryset = super().filter_queryset(queryset)
        if self.search.is_lost:
            return queryset.none()
        latitude, longitude = self.search.latitude, self.search.longitude
        if latitude is not None and longitude is not None:
            queryset = queryset.near(latitude, longitude, self.km)
        return self._opening(queryset)

    def _opening(self, queryset: PlaceQuerySet) -> PlaceQuerySet:
        today = timezone.localtime(self.now).replace(tzinfo=None)
        if self._asked.get("maintenant"):
            queryset = queryset.open_at(self.now)
        if self._asked.get("soir"):
            evening = datetime.combine(today, EVENING)
            tomorrow = datetime.combine(today + timedelta(days=1), time())
            queryset = queryset.open_during(max(today, evening), tomorrow)
        if self._asked.get("samedi"):
            saturday = datetime.combine(
                today + timedelta(days=(SATURDAY - today.weekday()) % 7), time()
            )
            queryset = queryset.open_during(saturday, saturday + timedelta(days=1))
        return queryset

    def kept(self, queryset: PlaceQuerySet, _name: str, _value: object) -> PlaceQuerySet:
        """Leave the rows as they are: location and hours are read all together, at the end."""
        return queryset

    def offering(self, queryset: PlaceQuerySet, _name: str, codes: list[str]) -> PlaceQuerySet:
        """Keep the places that offer all the services asked."""
        for code in codes:
            queryset = queryset.filter(has_term("service", code))
        return queryset

    def welcoming(self, queryset: PlaceQuerySet, _name: str, code: str) -> PlaceQuerySet:
        """Keep the places for this audience: one that names none is open to all (standard)."""
        return queryset.filter(has_term("audience", code) | ~has_term("audience"))

    def adapted(self, queryset: PlaceQuerySet, _name: str, code: str) -> PlaceQuerySet:
        return queryset.filter(has_term("accommodation", code))

    def charging(self, queryset: PlaceQuerySet, _name: str, code: str) -> PlaceQuerySet:
        return queryset.filter(has_term("fee", code))


def has_term(vocabulary: str, code: str | None = None) -> Exists:
    """A condition: the place has this term, or any of the vocabulary.

    The terms are fetched first: PostgreSQL plans well for keys it is given, badly for a join.
    """
    terms = Term.objects.filter(vocabulary=vocabulary)
    keys = list((terms.filter(code=code) if code else terms).values_list("pk", flat=True))
    return Exists(Place.terms.through.objects.filter(place=OuterRef("pk"), term__in=keys))
