"""What was typed by hand and may be somebody's own, or wrong: asked about, then published."""

from typing import Any

from django import forms

from places.geocoding import FAR_KM, Town, distance_km
from places.open_data.contacts import public_emails
from places.phones import spaced
from places.standard.persons import words_of
from places.standard.phones import is_mobile, phone_of
from places.standard.place_names import without_person
from places.standard.redaction import EMAIL_KIND, NAME_KIND, PHONE_KIND, redacted

# Texts that everybody reads, and what somebody's own may be in them.
TEXTS = ("summary", "description", "address_extra", "other_labels", "crisis_information")
TOLD = {
    EMAIL_KIND: "l’adresse d’une personne",
    NAME_KIND: "le nom d’une personne",
    PHONE_KIND: "un numéro de portable",
}
# Under the name of each field, the box that says that it may be published.
CONFIRMATIONS = {"emails": "emails_confirmed", "phone": "phone_confirmed"}
CONFIRMATIONS |= {"latitude": "point_confirmed"}
CONFIRMATIONS |= dict.fromkeys(("name", *TEXTS), "texts_confirmed")
EMAIL_BOX = "Je confirme que cette adresse peut être publiée"
PHONE_BOX = "Je confirme que ce numéro peut être publié"
POINT_BOX = "Je confirme que le lieu est bien à ce point"
TEXTS_BOX = "Je confirme que cette personne est d’accord pour être nommée"
KEPT_OUT = "Elle sera lue sur la fiche, jamais dans les données ouvertes."
LET_OUT = "Le texte sera lu sur la fiche et dans les données ouvertes."


class ContactChecks:
    """For a form of a place: `doubtful` names the fields whose box is to be shown."""

    fields: Any
    instance: Any
    initial: Any
    add_error: Any
    errors: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubtful: set[str] = set()

    def asks(self, box: str) -> bool:
        """Whether a box is to be shown; the form is checked first."""
        self.errors  # noqa: B018 -- reading them checks the form
        return any(CONFIRMATIONS[name] == box for name in self.doubtful)

    @property
    def asks_about_emails(self) -> bool:
        return self.asks("emails_confirmed")

    @property
    def asks_about_phone(self) -> bool:
        return self.asks("phone_confirmed")

    @property
    def asks_about_texts(self) -> bool:
        return self.asks("texts_confirmed")

    @property
    def asks_about_point(self) -> bool:
        return self.asks("point_confirmed")

    def check_contacts(self, cleaned: dict[str, Any]) -> None:
        """Refuse, until its box is ticked, what was typed now and seems to be a person's."""
        for address in self._nominative(cleaned):
            self._ask(
                cleaned,
                "emails",
                f"«\u00a0{address}\u00a0» semble être l’adresse d’une personne. Écrivez celle du "
                f"lieu, ou cochez «\u00a0{EMAIL_BOX}\u00a0».",
            )
        number = cleaned.get("phone") or ""
        is_new = spaced(number) != spaced(self.initial.get("phone") or "")
        if is_new and is_mobile(phone_of(number, cleaned.get("postal_code") or "").value):
            self._ask(
                cleaned,
                "phone",
                "C’est un numéro de portable. S’il est celui d’une personne, écrivez un autre "
                f"numéro. S’il est celui du lieu, cochez «\u00a0{PHONE_BOX}\u00a0».",
            )

    def check_texts(self, cleaned: dict[str, Any]) -> None:
        """Refuse, until their box is ticked, texts that name somebody whom they did not name."""
        town = cleaned.get("commune_name") or ""
        context = words_of(f"{cleaned.get('name') or ''} {town} {cleaned.get('address') or ''}")
        for name in TEXTS:
            kinds = _told(cleaned.get(name) or "", context)
            new = kinds - _told(self.initial.get(name) or "", context)
            if new:
                told = " et ".join(TOLD[kind] for kind in sorted(new))
                self._ask(cleaned, name, _doubt(f"Ce texte semble donner {told}"))
        name, before = cleaned.get("name") or "", self.initial.get("name") or ""
        if name != before and without_person(name, town).is_taken:
            self._ask(cleaned, "name", _doubt("Ce nom semble être celui d’une personne"))

    def check_point(self, cleaned: dict[str, Any], commune: Town) -> None:
        """Refuse, until its box is ticked, a point typed now and far from its commune."""
        point = cleaned.get("latitude"), cleaned.get("longitude")
        if None in point or point == (self.initial.get("latitude"), self.initial.get("longitude")):
            return
        distance = distance_km(*point, commune.latitude, commune.longitude)
        if distance > FAR_KM:
            self._ask(
                cleaned,
                "latitude",
                f"Ce point est à {distance:.0f}\u00a0km de {commune.name}. Vérifiez la latitude et "
                f"la longitude, ou cochez «\u00a0{POINT_BOX}\u00a0».",
            )

    def _nominative(self, cleaned: dict[str, Any]) -> list[str]:
        """The first address of a person among those that the sheet did not have yet."""
        known = set((self.initial.get("emails") or "").split())
        typed = [line for line in (cleaned.get("emails") or "").split() if line not in known]
        place = self.instance
        names = (
            *(cleaned.get("name"), cleaned.get("commune_name")),
            *(place.parent_organisation, cleaned.get("organisation") or place.organisation),
        )
        public = public_emails("\n".join(typed), *(str(name or "") for name in names))
        return [line for line in typed if line not in public][:1]

    def _ask(self, cleaned: dict[str, Any], name: str, words: str) -> None:
        self.doubtful.add(name)
        if not cleaned.get(CONFIRMATIONS[name]):
            self.add_error(name, words)


def _told(text: str, context: frozenset[str]) -> set[str]:
    return set(redacted(text, context, mobiles=True).kinds)


def _doubt(words: str) -> str:
    return f"{words}. Enlevez-le, ou cochez «\u00a0{TEXTS_BOX}\u00a0»."


class EmailsBox(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(label=EMAIL_BOX, required=False, help_text=KEPT_OUT)


class PhoneBox(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(label=PHONE_BOX, required=False)


class PointBox(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(label=POINT_BOX, required=False)


class TextsBox(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(label=TEXTS_BOX, required=False, help_text=LET_OUT)
