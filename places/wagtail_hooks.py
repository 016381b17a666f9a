"""Register places and organisations in the CMS."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from places.choosing import CommuneChooser, commune_chooser
from places.cms import PlacesGroup
from places.models import Organisation, Place
from places.views import closings, doubles

register_snippet(PlacesGroup)


@hooks.register("register_admin_viewset")
def register_commune_chooser() -> CommuneChooser:
    return commune_chooser


@hooks.register("before_delete_snippet")
def keep_places(request: HttpRequest, instances: Iterable[Model]) -> None:
    """Even an administrator closes a place, and never deletes it: its history names it."""
    if any(isinstance(instance, Place | Organisation) for instance in instances):
        raise PermissionDenied


@hooks.register("register_admin_urls")
def register_sheets() -> list[URLPattern]:
    """The screens of what arrived twice, of what may have closed, of who said what."""
    return [
        path("doublons/", doubles.double_list, name="places_doubles"),
        path("doublons/chercher/", doubles.look_again, name="places_look_for_doubles"),
        path("doublons/<int:pk>/", doubles.double_detail, name="places_double"),
        path("doublons/<int:pk>/reunir/", doubles.join, name="places_join"),
        path("doublons/<int:pk>/distinguer/", doubles.part, name="places_part"),
        path("doublons/reunions/", doubles.merge_list, name="places_merges"),
        path("doublons/reunions/<int:pk>/separer/", doubles.undo_merge, name="places_undo_merge"),
        path("a-fermer/", closings.maybe_closed_list, name="places_maybe_closed"),
        path("a-fermer/<int:pk>/", closings.decide_closing, name="places_decide_closing"),
        path("lieux/<int:pk>/reprendre/", closings.give_back, name="places_give_back"),
    ]
