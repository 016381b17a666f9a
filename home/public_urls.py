"""The public addresses of the site that have a language: `/recherche/`, `/en/recherche/`."""

from django.urls import path

from home import views

app_name = "public"
urlpatterns = [path("recherche/", views.search, name="search")]
