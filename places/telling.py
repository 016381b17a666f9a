"""What the CMS tells an editor who saved a place: how its hours were read."""

from typing import Any

from wagtail.snippets.views.snippets import CreateView, EditView

from places.fields import reading


def _told(message: str | None, place: Any) -> str | None:
    return f"{message} {reading(place.opening_hours)}".strip() if message else message


class PlaceCreateView(CreateView):
    def get_success_message(self, instance: Any) -> str | None:
        return _told(super().get_success_message(instance), instance)


class PlaceEditView(EditView):
    def get_success_message(self) -> str | None:
        return _told(super().get_success_message(), self.object)
