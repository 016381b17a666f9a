"""The addresses of who holds a sheet, in the professional space."""

from django.urls import path

from mediation.stewardship.views import claims, new_places, places, sheets

app_name = "stewardship"
urlpatterns = [
    path("", places.places, name="places"),
    path("rattacher/", claims.find, name="find"),
    path("proposer/", new_places.propose, name="propose"),
    path("rattacher/<slug:slug>/", claims.claim, name="claim"),
    path("erreurs/<uuid:pk>/", places.handle_report, name="handle_report"),
    path("<slug:slug>/modifier/", sheets.change, name="change"),
    path("<slug:slug>/a-jour/", places.confirm, name="confirm"),
    path("<slug:slug>/disponibilite/", places.availability, name="availability"),
    path("<slug:slug>/fermer/", places.close, name="close"),
    path("<slug:slug>/rouvrir/", places.reopen, name="reopen"),
]
