"""The professional's home page, and statistics."""

from django.urls import path

from mediation.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("statistiques/", views.overview, name="overview"),
    path("statistiques/classeur.xlsx", views.workbook, name="workbook"),
    path("statistiques/definitions/", views.definitions, name="definitions"),
]
