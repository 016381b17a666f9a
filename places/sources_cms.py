"""Sources in the CMS: their rank and name; on a place, which source said what."""

from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from places.cms_panels import DayColumn, DayPanel
from places.composing import REST
from places.corrections import corrected_fields
from places.dates import say_day
from places.models import Place, Source, Term
from places.models.records import OWN_SOURCE
from places.sheets import recompose_source


class OnlyChange(ModelPermissionPolicy):
    """A source comes with its file: nobody adds nor deletes one by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"change", "view"} and super().user_has_permission(user, action)


class SourceForm(WagtailAdminModelForm):
    """A source; when its rank changes, its places are composed again."""

    def save(self, commit: bool = True) -> Any:
        source = super().save(commit)
        if "rank" in self.changed_data:
            transaction.on_commit(lambda: recompose_source.enqueue(source.pk))
        return source


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "download"
    menu_label = "Sources"
    list_display = [
        *("__str__", "name", "rank", "licence"),
        DayColumn("last_imported_at", label="Dernier import", sort_key="last_imported_at"),
    ]
    list_per_page = 50
    ordering = ["rank", "name"]
    copy_view_enabled = False
    inspect_view_enabled = False
    permission_policy = OnlyChange(Source)
    edit_handler = ObjectList(
        [
            FieldPanel("label"),
            FieldRowPanel([FieldPanel("rank"), FieldPanel("licence")]),
            FieldPanel("name", read_only=True),
            DayPanel("last_imported_at"),
        ],
        base_form_class=SourceForm,
    )

    def get_queryset(self, request: Any) -> Any:
        return Source.objects.exclude(name=OWN_SOURCE)


class Said(NamedTuple):
    """One field of a place: who said it, and whether the source's own value can come back."""

    name: str
    label: str
    who: str
    is_corrected: bool


class ProvenancePanel(Panel):
    """« Adresse : d’après Hub X, 3 mars 2023 »."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "places/gestion/provenance.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            place = self.instance
            return context | {
                "place": place,
                "rest": _who(place.provenance[REST]) if place.provenance else "",
                "lines": lines_of(place),
                "records": place.records.select_related("source").order_by("source__rank", "pk"),
            }


def lines_of(place: Place) -> list[Said]:
    """The fields that another source than the sheet's own said, or somebody corrected."""
    corrected = corrected_fields(place)
    names = [name for name in place.provenance if name != REST]
    return [Said(n, label_of(n), _who(place.provenance[n]), n in corrected) for n in names]


def label_of(name: str) -> str:
    if name in Term.Vocabulary.values:
        return str(Term.Vocabulary(name).label)
    label = str(Place._meta.get_field(name).verbose_name)
    return f"{label[0].upper()}{label[1:]}"


def _who(saying: dict[str, str]) -> str:
    name, said_on = saying["source"], saying["said_on"]
    day = f", {say_day(date.fromisoformat(said_on))}" if said_on else ""
    if name == OWN_SOURCE:
        return f"corrigé à la main{day}"
    source = Source.objects.filter(name=name).first()
    return f"d’après {source or name}{day}"
