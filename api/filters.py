"""The filters of the page, read strictly: what a person may mistype, a program must be told."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from api.errors import refusal
from places.filters import PlaceFilter
from places.models import Place
from places.models.places import PlaceQuerySet
from places.search import Search

BOOLEANS = {"true", "false", "on", ""}
# In the words of a developer; the page's own labels are questions to a person.
DESCRIPTIONS = {
    "ou": "Commune ou code postal, comme dans le champ « Où êtes-vous ? » : trie par distance.",
    "commune": "Code INSEE d’une commune : trie par distance de sa mairie.",
    "lat": "Latitude du point d’où mesurer (avec lon), en degrés WGS 84, arrondie à 3 décimales.",
    "lon": "Longitude du point d’où mesurer (avec lat), en degrés WGS 84.",
    "distance": "Rayon autour du point ou de la commune, en kilomètres ; 50 si rien n’est dit.",
    "service": "Service offert ; répété, le lieu les offre tous.",
    "public": "Public accueilli ; un lieu qui n’en nomme aucun est ouvert à tous.",
    "accueil": "Accueil adapté.",
    "prix": "Frais à la charge de la personne.",
    "maintenant": "Ouvert en ce moment, à l’heure du lieu.",
    "soir": "Ouvert aujourd’hui après 18 h.",
    "samedi": "Ouvert samedi prochain, ou aujourd’hui si c’est samedi.",
    "rdv": "« sans » : on peut venir sans rendez-vous ; « avec » : on peut en prendre un.",
    "adistance": "Aide proposée à distance.",
    "accessible": "Fiche d’accessibilité du bâtiment, ou accueil adapté à un handicap.",
    "dispositif": "Dispositif ou programme national.",
    "departement": "Code d’un département : ses lieux seulement.",
    "epci": "SIREN d’une intercommunalité : ses lieux seulement.",
    "region": "Code d’une région : ses lieux seulement.",
    "zone": "Partie de la carte « ouest,sud,est,nord », en degrés WGS 84 ; ou l’emporte.",
    "tri": "« disponibilite » : d’abord ceux qui ont de la place, dit il y a 30 jours au plus.",
}


class PlaceFilterBackend(BaseFilterBackend):
    """Refuse what cannot be understood, then filter as the page does."""

    def filter_queryset(
        self, request: Request, queryset: PlaceQuerySet, view: Any
    ) -> QuerySet[Place]:
        check_booleans(request.query_params)
        filterset = PlaceFilter(request.query_params, queryset, request=request)
        check_values(filterset)
        check_point(request.query_params)
        check_search(filterset.search)
        return filterset.qs

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [parameter.operation for parameter in parameters()]


def check_booleans(asked: QueryDict) -> None:
    """A box is ticked or not: « 0 » or « non » would otherwise count as ticked."""
    for name, field in fields():
        if isinstance(field, forms.NullBooleanField):
            values = asked.getlist(name)
            if any(value.lower() not in BOOLEANS for value in values):
                raise refusal(gettext("%(name)s\u00a0: écrivez true ou false.") % {"name": name})


def check_values(filterset: PlaceFilter) -> None:
    errors = {
        name: [explained(filterset.form.fields[name], error) for error in row.as_data()]
        for name, row in filterset.errors.items()
    }
    if errors:
        lines = [f"{name}\u00a0: {sentence}" for name, rows in errors.items() for sentence in rows]
        raise refusal(" ".join(lines), fields=errors)


def explained(field: forms.Field, error: forms.ValidationError) -> str:
    """A form's message; a wrong code is told with those that exist."""
    if error.code == "invalid_choice":
        codes = ", ".join(code for code, _label in choices_of(field))
        return gettext("valeur inconnue. Valeurs possibles\u00a0: %(codes)s.") % {"codes": codes}
    return " ".join(error.messages)


def check_point(asked: QueryDict) -> None:
    if bool(asked.get("lat")) != bool(asked.get("lon")):
        raise refusal(gettext("lat et lon vont ensemble\u00a0: donnez les deux."))


def check_search(search: Search) -> None:
    names = {"typed": search.typed}
    if search.choices:
        sentence = gettext(
            "Plusieurs communes répondent à «\u202f%(typed)s\u202f». Donnez le code de l’une "
            "d’elles dans le paramètre commune."
        )
        choices = [
            {"commune": match.insee_code, "name": match.name, "departement": match.departement_name}
            for match in search.choices
        ]
        raise refusal(sentence % names, choices=choices)
    if search.is_lost:
        sentence = gettext("Aucune commune ne répond à «\u202f%(typed)s\u202f».")
        raise refusal(sentence % names)


class Parameter(NamedTuple):
    """A parameter of the list, for the schema and for the documentation."""

    name: str
    field: forms.Field

    @property
    def description(self) -> str:
        return DESCRIPTIONS[self.name]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return choices_of(self.field)

    @property
    def is_multiple(self) -> bool:
        return isinstance(self.field, forms.MultipleChoiceField)

    @property
    def operation(self) -> dict[str, Any]:
        """The OpenAPI parameter object."""
        schema = schema_of(self.field)
        if self.is_multiple:
            schema = {"type": "array", "items": schema}
        lines = [self.description, *(f"- `{code}` : {label}" for code, label in self.choices)]
        return {
            "in": "query",
            "name": self.name,
            "description": "\n".join(lines),
            "schema": schema,
        }


def schema_of(field: forms.Field) -> dict[str, Any]:
    if codes := [code for code, _label in choices_of(field)]:
        return {"type": "string", "enum": codes}
    if isinstance(field, forms.NullBooleanField):
        return {"type": "boolean"}
    if isinstance(field, forms.DecimalField):
        return {"type": "number", "minimum": field.min_value, "maximum": field.max_value}
    return {"type": "string", "maxLength": field.max_length}


def choices_of(field: forms.Field) -> list[tuple[str, str]]:
    """The values of a closed list, without the empty one."""
    if isinstance(field, forms.NullBooleanField):
        return []
    return [(str(code), str(label)) for code, label in getattr(field, "choices", ()) if code]


def fields() -> Iterator[tuple[str, forms.Field]]:
    yield from PlaceFilter(None, Place.objects.none()).form.fields.items()


def parameters() -> list[Parameter]:
    """Every filter, in the order of the page."""
    return [Parameter(name, field) for name, field in fields()]
