"""Choose a commune or an organisation among many, by the start of its name."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from places.geocoding import normalise
from places.models import Commune


class NameFilterForm(BaseFilterForm):
    """Rows whose name holds what is typed."""

    q = forms.CharField(label="Nom", required=False, max_length=100)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        self.search_query = self.cleaned_data["q"].strip()
        self.is_searching = bool(self.search_query)
        return self.matching(objects) if self.is_searching else objects

    def matching(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        return objects.filter(name__icontains=self.search_query)


class CommuneFilterForm(NameFilterForm):
    """Communes whose name begins so, whatever the accents and hyphens."""

    def matching(self, objects: QuerySet[Commune]) -> QuerySet[Commune]:
        return objects.filter(search_name__startswith=normalise(self.search_query))


class SearchableChooseView(ChooseView):
    filter_form_class = NameFilterForm


class SearchableChooseResultsView(ChooseResultsView):
    filter_form_class = NameFilterForm


class CommuneChooseView(ChooseView):
    filter_form_class = CommuneFilterForm


class CommuneChooseResultsView(ChooseResultsView):
    filter_form_class = CommuneFilterForm


class CommuneChooser(ChooserViewSet):
    """Every commune of the gazetteer: a list to open would be 35,000 lines long."""

    model = Commune
    icon = "site"
    choose_one_text = "Choisir une commune"
    choose_another_text = "Choisir une autre commune"
    choose_view_class = CommuneChooseView
    choose_results_view_class = CommuneChooseResultsView


commune_chooser = CommuneChooser("commune_chooser")
