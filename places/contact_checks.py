"""A contact typed by hand that may be somebody's own: it is asked about before it is published."""

from typing import Any

from django import forms

from places.open_data.contacts import public_emails
from places.standard.phones import is_mobile, phone_of

# Under the name of each contact, the box that says that it may be published.
CONFIRMATIONS = {"emails": "emails_confirmed", "phone": "phone_confirmed"}
EMAIL_BOX = "Je confirme que cette adresse peut être publiée"
PHONE_BOX = "Je confirme que ce numéro peut être publié"
KEPT_OUT = "Elle sera lue sur la fiche, jamais dans les données ouvertes."


class ContactChecks:
    """For a form of a place: `doubtful` names the contacts whose box is to be shown."""

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
        return any(CONFIRMATIONS[contact] == box for contact in self.doubtful)

    @property
    def asks_about_emails(self) -> bool:
        return self.asks("emails_confirmed")

    @property
    def asks_about_phone(self) -> bool:
        return self.asks("phone_confirmed")

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
        is_new = number != (self.initial.get("phone") or "")
        if is_new and is_mobile(phone_of(number, cleaned.get("postal_code") or "").value):
            self._ask(
                cleaned,
                "phone",
                "C’est un numéro de portable. S’il est celui d’une personne, écrivez un autre "
                f"numéro. S’il est celui du lieu, cochez «\u00a0{PHONE_BOX}\u00a0».",
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

    def _ask(self, cleaned: dict[str, Any], contact: str, words: str) -> None:
        self.doubtful.add(contact)
        if not cleaned.get(CONFIRMATIONS[contact]):
            self.add_error(contact, words)


class EmailsBox(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(label=EMAIL_BOX, required=False, help_text=KEPT_OUT)


class PhoneBox(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(label=PHONE_BOX, required=False)
