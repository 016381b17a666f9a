"""« Signaler une erreur »: one question, no account, and quiet traps for robots."""

import uuid
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mediation.stewardship.models import ErrorReport
from mediation.stewardship.models.reports import LONGEST
from places.sensitive_text import what_must_not_be_written

_SALT = "fanal.error-report"
# Nobody reads the page and answers in less; a page left open for a day is asked again.
QUICKEST_SECONDS = 2
SLOWEST_SECONDS = 24 * 3600


def new_start() -> str:
    """A signed mark of when the page was shown, which is also the report's own key."""
    return signing.dumps(uuid.uuid4().hex, salt=_SALT)


class ErrorReportForm(forms.Form):
    """What is wrong; a few words and an address if one likes."""

    reason = forms.ChoiceField(
        label=_("Qu’est-ce qui ne va pas\u202f?"),
        choices=ErrorReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choisissez ce qui ne va pas.")
        ),
    )
    text = forms.CharField(
        label=_("Quelques mots pour nous aider"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("N’écrivez rien sur une personne. 500 caractères au plus."),
        error_messages={"max_length": _("Ce texte est trop long. Gardez 500 caractères au plus.")},
    )
    email = forms.EmailField(
        label=_("Votre e-mail, si vous voulez une réponse"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Il sert à vous répondre une fois, puis il est effacé."),
        error_messages=dict.fromkeys(
            ("invalid", "max_length"), _("Écrivez une adresse complète, comme nom@exemple.fr.")
        ),
    )
    # Nobody sees this field: only a robot fills it in.
    website = forms.CharField(required=False)
    start = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("start", new_start())

    @property
    def is_from_a_robot(self) -> bool:
        return bool(self.data.get("website"))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        forbidden = what_must_not_be_written(text)
        if forbidden:
            raise ValidationError(
                gettext("Effacez %(what)s\u00a0: nous n’en avons pas besoin.") % {"what": forbidden}
            )
        return text

    def clean_start(self) -> uuid.UUID:
        """The key of the report, when the page was shown neither too lately nor too long ago."""
        signed = self.cleaned_data["start"]
        try:
            key = uuid.UUID(signing.loads(signed, salt=_SALT, max_age=SLOWEST_SECONDS))
        except signing.BadSignature as error:
            # What was typed stays; the next try has a new mark.
            self.data = self.data.copy()
            self.data["start"] = new_start()
            raise ValidationError(
                gettext("Cette page est restée ouverte trop longtemps. Envoyez à nouveau.")
            ) from error
        # What is missing is told first: it asks for a second look just as well.
        if _is_too_quick(signed) and not self.errors:
            raise ValidationError(gettext("C’est allé trop vite. Relisez, puis envoyez à nouveau."))
        return key


def _is_too_quick(signed: str) -> bool:
    try:
        signing.loads(signed, salt=_SALT, max_age=QUICKEST_SECONDS)
    except signing.SignatureExpired:
        return False
    return True
