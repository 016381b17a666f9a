"""What Wagtail has not: panels of a place (held, to confirm, closings), days as people write."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.admin.ui.tables import Column

from places.dates import say_day, say_moment

MODERATE = "stewardship.moderate_place"


class HeldPanel(FieldPanel):
    """Who holds a sheet: changed by a moderator, read by the others (a claim is checked first)."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **({"permission": MODERATE} | kwargs))

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.read_only = self.form is not None and self.bound_field is None
            if self.read_only:
                self.heading = capfirst(self.panel.db_field.verbose_name)
                self.help_text = "Un modérateur peut la changer."

        def is_shown(self) -> bool:
            return True


class ConfirmationPanel(FieldPanel):
    """A box that is only shown when what was typed asks for it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.bound_field is not None and self.form.asks(self.field_name)


class ClosingsPanel(Panel):
    """Exceptional closings: rows to fill, boxes to delete."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "places/gestion/closings.html"

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            return context | {"closings": self.form.formsets.get("closings")}


def said(value: Any) -> Any:
    """A day or a moment in words, anything else as it is."""
    if isinstance(value, datetime):
        return say_moment(timezone.localtime(value))
    return say_day(value) if isinstance(value, date) else value


class DayColumn(Column):
    """A day or a moment in a list: « 1er janvier 2027 »."""

    def get_value(self, instance: Any) -> Any:
        return said(super().get_value(instance)) or ""


class DayPanel(FieldPanel):
    """A day or a moment that is only read."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **({"read_only": True} | kwargs))

    def format_value_for_display(self, value: Any) -> Any:
        return super().format_value_for_display(said(value))
