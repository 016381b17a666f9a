"""How the CMS saves a place, once, and tells the editor how its hours were read."""

from typing import Any

from django.db import IntegrityError, transaction
from wagtail.snippets.views.snippets import CreateView, EditView

from places.fields import reading
from places.proposals import must_wait


def _told(message: str | None, place: Any) -> str | None:
    return f"{message} {reading(place.opening_hours)}".strip() if message else message


class PlaceCreateView(CreateView):
    def save_instance(self) -> Any:
        """The same form sent twice (a double click) is one place."""
        try:
            with transaction.atomic():
                return self.form.already_added() or super().save_instance()
        except IntegrityError:
            # Sent at the same time, the other came first.
            if place := self.form.already_added():
                return place
            raise

    def get_success_message(self, instance: Any) -> str | None:
        if must_wait(self.request.user):
            return f"« {instance} » est un brouillon. Un modérateur le relira avant de le publier."
        return _told(super().get_success_message(instance), instance)


class PlaceEditView(EditView):
    def get_success_message(self) -> str | None:
        if self.form.is_submitted:
            return "Soumis. Un modérateur relira avant que le public le voie."
        return _told(super().get_success_message(), self.object)
