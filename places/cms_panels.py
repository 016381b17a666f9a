"""Panels of the form of a place in the CMS that Wagtail has not: held, to confirm, closings."""

from typing import Any

from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, Panel

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
