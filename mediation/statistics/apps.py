"""Register the app."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "mediation.statistics"
    label = "statistics"
