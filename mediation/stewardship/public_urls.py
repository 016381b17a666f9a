"""The addresses opened without an account: an error to report, a link of an e-mail."""

from django.urls import path

from mediation.stewardship.views import links, reports

app_name = "upkeep"
urlpatterns = [
    path("lieux/<slug:slug>/signaler/", reports.report, name="report"),
    path("fiche/a-jour/<str:token>/", links.confirm, name="confirm"),
    path("fiche/fermee/<str:token>/", links.closed, name="closed"),
    path("fiche/rattacher/<str:token>/", links.prove, name="prove"),
]
