"""Register the app."""

from django.apps import AppConfig


class CRMConfig(AppConfig):
    name = "mediation.crm"
    label = "crm"
