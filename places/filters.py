"""What a list of places may be asked: the same for the page, the map, the API and the exports."""

from functools import cached_property, partial

import django_filters as filters
from django.forms import CheckboxInput, CheckboxSelectMultiple
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from places.asking import TerritoryField, ZoneField
from places.availability import soonest_first
from places.conditions import has_term, opens_its_door, takes_appointments, tells_its_access
from places.criteria import ONE_VALUE, Choices, ShownCriteria, terms_of
from places.models import Place, Territory
from places.models.opening_moments import Moment, OpenAt, OpenDuring
from places.models.places import PlaceQuerySet
from places.moments import next_saturday, this_evening
from places.nearness import kilometres_to
from places.scope import territory_of
from places.search import Search, box_text, read_search

TERRITORIES = ("departement", "epci", "region")
DISTANCES = (5, 10, 20, 50)
DEFAULT_KM = 50
WITHOUT, WITH = "sans", "avec"
SOONEST = "disponibilite"


def distances() -> Choices:
    """The circles one may choose, the widest being what is searched when nothing is said."""
    return [(str(km), gettext("%(km)s\u00a0km") % {"km": km}) for km in DISTANCES]


def ticked(label: str, method: str = "kept") -> filters.BooleanFilter:
    """A criterion that is asked for or not."""
    return filters.BooleanFilter(method=method, label=label, widget=CheckboxInput)


class TerritoryFilter(filters.CharFilter):
    """The code of a territory of one kind; an unknown one is an error."""

    field_class = TerritoryField

    def __init__(self, kind: str, label: str) -> None:
        super().__init__(method="inside", label=label, kind=kind)


class ZoneFilter(filters.CharFilter):
    field_class = ZoneField


class PlaceFilter(ShownCriteria, filters.FilterSet):
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
    maintenant = ticked(_("Ouvert maintenant"))
    soir = ticked(_("Ce soir, après 18\u00a0h"))
    samedi = ticked(_("Le samedi"))
    rdv = filters.ChoiceFilter(
        method="met",
        label=_("Avec ou sans rendez-vous\u202f?"),
        choices=[(WITHOUT, _("Sans rendez-vous")), (WITH, _("Sur rendez-vous"))],
        empty_label=_("Peu importe"),
    )
    adistance = ticked(_("À distance (téléphone, visio)"), "remote")
    accessible = ticked(_("Accès et handicap précisés"), "accessed")
    dispositif = filters.ChoiceFilter(
        method="labelled",
        label=_("Dans quel réseau\u202f?"),
        choices=partial(terms_of, "programme"),
        empty_label=_("Tous"),
    )
    departement = TerritoryFilter("departement", _("Département"))
    epci = TerritoryFilter("epci", _("Intercommunalité"))
    region = TerritoryFilter("region", _("Région"))
    zone = ZoneFilter(method="kept", label=_("Partie de la carte"), max_length=100)
    tri = filters.ChoiceFilter(
        method="kept",
        label=_("D’abord"),
        choices=[(SOONEST, _("Ceux qui ont de la place"))],
        empty_label=_("Les plus proches"),
    )

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
        return read_search(self._asked, territory_of(self.request))

    @cached_property
    def active_count(self) -> int:
        """How many criteria are set, the place of the search apart."""
        asked = self._asked
        chosen = [*(asked.get("service") or ()), *(name for name in ONE_VALUE if asked.get(name))]
        is_narrower = self.search.is_located and not self.search.zone and self.km != DEFAULT_KM
        return len(chosen) + is_narrower

    @property
    def is_asking(self) -> bool:
        """Whether anything is asked that all the places of the site would not answer."""
        return bool(self.active_count or self.search.typed or self.search.is_located) or (
            self.territory is not None
        )

    @property
    def is_soonest_first(self) -> bool:
        return self._asked.get("tri") == SOONEST

    @property
    def is_by_distance(self) -> bool:
        """The rows are those `everywhere` within a circle, sorted by distance and nothing else."""
        return not (self.search.zone or self.is_soonest_first)

    @property
    def territory(self) -> Territory | None:
        """The territory asked, the smallest when there are several."""
        asked = (self._asked.get(kind) for kind in ("epci", "departement", "region"))
        return next((territory for territory in asked if territory), None)

    @property
    def km(self) -> int:
        """The circle searched around a location."""
        return int(self._asked.get("distance") or DEFAULT_KM)

    @property
    def around(self) -> str:
        """The part of the map searched, as `zone` would ask for it; "" when it is no part."""
        box = self.search.around(self.km)
        return box_text(box) if box else ""

    @property
    def _asked(self) -> dict[str, object]:
        """What was asked and is valid: a wrong value is left out, its error stands in `errors`."""
        return self.form.cleaned_data if self.is_bound and self.errors is not None else {}

    @cached_property
    def everywhere(self) -> PlaceQuerySet:
        """What the criteria keep, wherever it is and whenever it opens."""
        places = super().filter_queryset(self.queryset.all())
        return places.none() if self.search.is_lost else places

    @property
    def opening(self) -> tuple[Moment, ...]:
        """When the places asked for must be open."""
        today = timezone.localtime(self.now).replace(tzinfo=None)
        asked = {
            "maintenant": OpenAt(self.now),
            "soir": OpenDuring(*this_evening(today)),
            "samedi": OpenDuring(*next_saturday(today)),
        }
        return tuple(moment for name, moment in asked.items() if self._asked.get(name))

    def filter_queryset(self, _queryset: PlaceQuerySet) -> PlaceQuerySet:
        """Apply the criteria in SQL first, then the hours, which are read one by one."""
        places = self._around(self.everywhere)
        return self._sorted(places.opening(*self.opening) if self.opening else places)

    def _around(self, queryset: PlaceQuerySet) -> PlaceQuerySet:
        latitude, longitude, zone = self.search.latitude, self.search.longitude, self.search.zone
        if latitude is None or longitude is None:
            # Around a point, the nearest places count; elsewhere, those of the site.
            is_asked = any(self._asked.get(name) for name in TERRITORIES)
            return queryset if is_asked else queryset.within(territory_of(self.request))
        if zone is None:
            return queryset.near(latitude, longitude, self.km)
        inside = queryset.filter(zone.condition())
        return inside.order_by(kilometres_to(latitude, longitude), "pk")

    def _sorted(self, queryset: PlaceQuerySet) -> PlaceQuerySet:
        if not self.is_soonest_first:
            return queryset
        soonest = soonest_first(timezone.localdate(self.now))
        return queryset.order_by(soonest, *(queryset.query.order_by or ("name", "pk")))

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

    def met(self, queryset: PlaceQuerySet, _name: str, choice: str) -> PlaceQuerySet:
        """Keep the places where one may simply come, or those where a time can be booked."""
        return queryset.filter(opens_its_door() if choice == WITHOUT else takes_appointments())

    def remote(self, queryset: PlaceQuerySet, _name: str, is_asked: bool) -> PlaceQuerySet:
        return queryset.filter(has_term("support_mode", "distance")) if is_asked else queryset

    def accessed(self, queryset: PlaceQuerySet, _name: str, is_asked: bool) -> PlaceQuerySet:
        return queryset.filter(tells_its_access()) if is_asked else queryset

    def labelled(self, queryset: PlaceQuerySet, _name: str, code: str) -> PlaceQuerySet:
        return queryset.filter(has_term("programme", code))

    def inside(self, queryset: PlaceQuerySet, _name: str, territory: Territory) -> PlaceQuerySet:
        return queryset.within(territory)
