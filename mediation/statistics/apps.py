"""Register the app."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):  # type: ignore[misc]
    name = "mediation.statistics"
    label = "statistics"
