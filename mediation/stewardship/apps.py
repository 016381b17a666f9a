"""Register the app."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "mediation.stewardship"
    label = "stewardship"
