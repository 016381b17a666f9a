"""The addresses of the REST door."""

from django.urls import path

from api import documentation, views

app_name = "api"
urlpatterns = [
    path("", views.RootView.as_view(), name="root"),
    path("places/", views.PlaceViewSet.as_view({"get": "list"}), name="places"),
    path("places/<slug:slug>/", views.PlaceViewSet.as_view({"get": "retrieve"}), name="place"),
    path("schema/", views.SchemaView.as_view(), name="schema"),
    path("docs/", documentation.docs, name="docs"),
    path("<path:rest>/", views.UnknownView.as_view(), name="unknown"),
]
