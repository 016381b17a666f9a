"""Places as the API tells them: English names, values of closed lists as a code and a label."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from places.models import Commune, Place
from places.models.places import PUBLIC_STATUSES
from places.open_data.contacts import emails_of
from places.views.sheets import mail_links, web_links

DECIMALS = 2  # of a kilometre: ten metres


class TermSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="Code stable, sans accent.")
    label = serializers.CharField(help_text="Valeur du standard national.")


@extend_schema_field(TermSerializer(many=True))
class TermsField(serializers.Field):
    """The values that a place has of one vocabulary, in its order."""

    def __init__(self, vocabulary: str, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.vocabulary = vocabulary

    def to_representation(self, value: Place) -> list[dict[str, str]]:
        terms = value.terms_by_vocabulary.get(self.vocabulary, [])
        return [{"code": term.code, "label": term.label} for term in terms]


@extend_schema_field(serializers.ListField(child=serializers.CharField()))
class LinesField(serializers.Field):
    """A text of one value a line."""

    def to_representation(self, value: str) -> list[str]:
        return [line for line in map(str.strip, value.splitlines()) if line]


@extend_schema_field(serializers.ListField(child=serializers.EmailField()))
class EmailsField(serializers.Field):
    """The addresses that one can write to, those of persons left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Place) -> list[str]:
        lines = "\n".join(emails_of(value))
        return [address for address, link in mail_links(lines) if link]


@extend_schema_field(serializers.ListField(child=serializers.URLField()))
class LinksField(serializers.Field):
    """The lines that are addresses of the web: no other scheme ever leaves."""

    def to_representation(self, value: str) -> list[str]:
        return [link for _words, link in web_links(value) if link]


class CommuneSerializer(serializers.ModelSerializer):
    departement = serializers.CharField(
        source="departement_id", help_text="Code INSEE du département."
    )
    epci = serializers.CharField(
        source="epci_id", allow_null=True, help_text="SIREN de l’intercommunalité."
    )

    class Meta:
        model = Commune
        fields = read_only_fields = ["insee_code", "name", "departement", "epci"]
        extra_kwargs = {
            "insee_code": {"help_text": "Code officiel géographique, 2A et 2B compris."},
            "name": {"help_text": "Nom officiel."},
        }


HELP = {
    "slug": "Identifiant stable dans l’API et dans les adresses du site.",
    "source": "Fichier ou producteur par lequel le lieu est arrivé.",
    "source_id": "Identifiant du lieu chez ce producteur.",
    "origin": "Source que le fichier déclare.",
    "pivot": "SIRET, SIREN ou RNA de la structure ; vide si inconnu.",
    "name": "Nom du lieu.",
    "address": "Numéro et voie.",
    "address_extra": "Étage, bâtiment, entrée…",
    "postal_code": "Code postal.",
    "commune_name": "Commune telle que la source l’écrit.",
    "latitude": "Degrés, WGS 84 ; vide si inconnue.",
    "longitude": "Degrés, WGS 84 ; vide si inconnue.",
    "phone": "Numéro de téléphone du lieu.",
    "opening_hours": "Horaires en notation OpenStreetMap.",
    "summary": "Présentation courte, 280 caractères au plus.",
    "description": "Présentation détaillée.",
    "parent_organisation": "Structure dont le lieu dépend.",
    "crisis_information": "Information du moment à lire avant de venir.",
    "updated_on": "Dernière mise à jour par la source.",
    "checked_on": "Dernière vérification par une personne.",
    "changed_at": "Dernier changement dans Fanal.",
}


class PlaceSerializer(serializers.ModelSerializer):
    url = serializers.SerializerMethodField(help_text="Fiche du lieu, à lire et à imprimer.")
    status = serializers.ChoiceField(
        [(status.value, status.label) for status in PUBLIC_STATUSES],
        help_text="Publié, ou fermé pour un temps.",
    )
    commune = CommuneSerializer(
        allow_null=True, help_text="Commune reconnue ; vide si elle ne l’a pas été."
    )
    point_precision = serializers.SerializerMethodField(
        help_text="« place » : le point du lieu ; « commune » : celui de la mairie, faute de mieux."
    )
    emails = EmailsField(help_text="Adresses e-mail du lieu, sauf celles qui nomment une personne.")
    websites = LinksField(help_text="Sites du lieu.")
    booking_urls = LinksField(source="booking_url", help_text="Où prendre rendez-vous.")
    accessibility_urls = LinksField(
        source="accessibility_url", help_text="Fiche d’accessibilité du bâtiment."
    )
    services = TermsField("service", help_text="Ce que l’on peut y faire ou y apprendre.")
    audiences = TermsField(
        "audience", help_text="Publics à qui le lieu s’adresse ; vide : tout le monde."
    )
    accommodations = TermsField("accommodation", help_text="Accueils adaptés.")
    fees = TermsField("fee", help_text="Frais à la charge de la personne.")
    access_modes = TermsField("access_mode", help_text="Comment venir ou prendre contact.")
    support_modes = TermsField("support_mode", help_text="Seul, avec quelqu’un ou en atelier.")
    programmes = TermsField("programme", help_text="Dispositifs et programmes nationaux.")
    labels = TermsField("label", help_text="Formations et labels.")
    other_labels = LinesField(help_text="Autres formations et labels, en toutes lettres.")
    itinerancy = TermsField("itinerancy", help_text="Lieu fixe ou itinérant.")
    place_types = TermsField("place_type", help_text="Typologie du lieu.")
    distance_km = serializers.SerializerMethodField(
        help_text="Distance à vol d’oiseau du point demandé ; vide sans point."
    )

    class Meta:
        model = Place
        fields = read_only_fields = [
            *("slug", "url", "status", "name", "distance_km"),
            *("address", "address_extra", "postal_code", "commune_name", "commune"),
            *("latitude", "longitude", "point_precision"),
            *("phone", "emails", "websites", "booking_urls", "accessibility_urls"),
            *("opening_hours", "summary", "description", "crisis_information"),
            *("services", "audiences", "accommodations", "fees", "access_modes", "support_modes"),
            *("programmes", "labels", "other_labels", "itinerancy", "place_types"),
            *("pivot", "parent_organisation", "source", "source_id", "origin"),
            *("updated_on", "checked_on", "changed_at"),
        ]
        extra_kwargs = {name: {"help_text": text} for name, text in HELP.items()}

    @extend_schema_field(serializers.URLField())
    def get_url(self, place: Place) -> str:
        return self.context["request"].build_absolute_uri(place.get_absolute_url())

    @extend_schema_field(serializers.ChoiceField(["place", "commune"], allow_null=True))
    def get_point_precision(self, place: Place) -> str | None:
        if place.latitude is None:
            return None
        return "place" if place.has_own_point else "commune"

    @extend_schema_field(serializers.FloatField(allow_null=True, min_value=0))
    def get_distance_km(self, place: Place) -> float | None:
        distance = getattr(place, "distance", None)
        return None if distance is None else round(distance, DECIMALS)


class PointSerializer(serializers.Serializer):
    type = serializers.ChoiceField(["Point"])
    coordinates = serializers.ListField(
        child=serializers.FloatField(), help_text="Longitude puis latitude, en degrés (WGS 84)."
    )


class FeatureSerializer(serializers.Serializer):
    type = serializers.ChoiceField(["Feature"])
    id = serializers.CharField(help_text="Le « slug » du lieu.")
    geometry = PointSerializer(allow_null=True, help_text="Point du lieu ; vide si inconnu.")
    properties = serializers.DictField(help_text="Les autres champs, comme en JSON.")


@extend_schema_serializer(many=False)
class FeatureCollectionSerializer(serializers.Serializer):
    type = serializers.ChoiceField(["FeatureCollection"])
    features = FeatureSerializer(many=True)


class ErrorSerializer(serializers.Serializer):
    detail = serializers.CharField(help_text="Ce qui ne va pas, en une phrase.")
    fields = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="Paramètre par paramètre.",
    )
    choices = serializers.ListField(
        child=serializers.DictField(child=serializers.CharField()),
        required=False,
        help_text="Les communes qui portent ce nom.",
    )
