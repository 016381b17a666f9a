"""Register places and organisations in the CMS."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from places.choosing import CommuneChooser, commune_chooser
from places.cms import PlacesGroup
from places.models import Organisation, Place

register_snippet(PlacesGroup)


@hooks.register("register_admin_viewset")
def register_commune_chooser() -> CommuneChooser:
    return commune_chooser


@hooks.register("before_delete_snippet")
def keep_places(request: HttpRequest, instances: Iterable[Model]) -> None:
    """Even an administrator closes a place, and never deletes it: its history names it."""
    if any(isinstance(instance, Place | Organisation) for instance in instances):
        raise PermissionDenied
