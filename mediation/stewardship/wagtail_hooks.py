"""Register the moderation of sheets in the CMS."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mediation.stewardship.models.claims import NAMED, would_show_people
from mediation.stewardship.views import asking, moderation, new_places
from places.editing import CHANGE_OF_HANDS
from places.models import Organisation, Place


class ModerationMenuItem(MenuItem):
    """Seen by who may moderate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("stewardship.moderate_place"))


@hooks.register("register_admin_urls")
def register_moderation() -> list[URLPattern]:
    place = "moderation/lieux/<int:pk>/"
    claim = "moderation/rattachements/<int:pk>/"
    return [
        path("moderation/", moderation.moderation, name="stewardship_moderation"),
        path(f"{claim}approuver/", moderation.approve_claim, name="stewardship_approve"),
        path(f"{claim}rejeter/", moderation.reject_claim, name="stewardship_reject"),
        path(
            "moderation/erreurs/<uuid:pk>/",
            moderation.handle_report,
            name="stewardship_moderate_report",
        ),
        path(
            "moderation/modifications/<int:pk>/",
            moderation.decide_proposal,
            name="stewardship_decide_proposal",
        ),
        path(
            "moderation/nouveaux/<int:pk>/", new_places.decide, name="stewardship_decide_new_place"
        ),
        path(place, moderation.decide_place, name="stewardship_decide_place"),
        path(f"{place}demander/", asking.ask, name="stewardship_ask"),
    ]


@hooks.register(CHANGE_OF_HANDS)
def keep_names_from_another_structure(place: Place, organisation: Organisation | None) -> str:
    return NAMED if would_show_people(Place.objects.get(pk=place.pk), organisation) else ""


@hooks.register("register_admin_menu_item")
def register_moderation_menu() -> MenuItem:
    return ModerationMenuItem(
        "Modération",
        reverse("stewardship_moderation"),
        name="moderation",
        icon_name="clipboard-list",
        order=160,
    )
