"""Create the pages, texts, settings and groups that a new site needs."""

import re
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.http.request import validate_host

from home.bootstrap import prepare_site
from places.models import Territory

HOSTNAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{2,5})?")


def read_territory(text: str) -> Territory:
    kind, _, code = text.partition(":")
    if kind not in Territory.Kind.values or not code:
        raise CommandError(
            f"Territoire « {text} » illisible. Écrivez par exemple departement:23 "
            f"(types possibles : {', '.join(Territory.Kind.values)})."
        )
    return Territory(kind, code)


class Command(BaseCommand):
    help = "Crée ce qui manque au site (pages, textes, réglages, groupes) ; ne touche pas au reste."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default="", help="l’éditeur : « Département de la Creuse »")
        parser.add_argument(
            "--hostname",
            default="",
            help="le domaine d’un site de plus (aide.exemple.fr) ; sans lui, le site principal",
        )
        parser.add_argument("--territory", default="", help="type:code, par exemple departement:23")

    def handle(self, *args: Any, **options: Any) -> None:
        text = options["territory"]
        territory = read_territory(text) if text else None
        host = options["hostname"].strip().lower()
        if host and not HOSTNAME.fullmatch(host):
            raise CommandError(f"« {host} » n’est pas un nom de domaine, comme aide.exemple.fr.")
        try:
            site = prepare_site(options["name"], territory, host)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if not validate_host(site.hostname, settings.ALLOWED_HOSTS):
            self.stderr.write(f"Ajoutez {site.hostname} à ALLOWED_HOSTS, puis redémarrez Fanal.")
        self.stdout.write(f"Site prêt : {site.root_url}")
