"""A commune typed as people write it: a name, a name and its département, a postal code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from places.geocoding import Ambiguity, Location, locate
from places.models import Commune

_SHOWN = 5


class CommuneField(forms.CharField):
    """A text that becomes a `Commune`; an ambiguous one names the communes it may be."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", "Nom ou code postal")
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Commune) else value

    def clean(self, value: Any) -> Commune | None:
        text = super().clean(value)
        found = locate(text)
        if isinstance(found, Location):
            return Commune.objects.get(pk=found.match.insee_code)
        if isinstance(found, Ambiguity):
            names = ", ".join(match.label for match in found.choices[:_SHOWN])
            raise ValidationError(f"Plusieurs communes correspondent : {names}. Laquelle ?")
        if text:
            raise ValidationError(
                f"Nous ne trouvons pas la commune « {text} ». "
                "Vérifiez l’orthographe, ou écrivez le code postal."
            )
        return None
