"""Make a person an editor or a moderator of the site, or neither."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Site

from home.editors import EDITORS, MODERATORS, set_editor

GROUPS = {"redacteur": EDITORS, "moderateur": MODERATORS, "aucun": None}


def find_site(hostname: str) -> Site | None:
    """The site of that domain; None is the main one."""
    if not hostname:
        return None
    site = Site.objects.filter(hostname=hostname.lower()).first()
    if site is None:
        raise CommandError(f"Aucun site ne porte le domaine « {hostname} ».")
    return site


class Command(BaseCommand):
    help = "Ouvre ou ferme la gestion du site (/gestion/) à une personne."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("group", choices=list(GROUPS))
        parser.add_argument("--site", default="", help="le domaine du site, s’il y en a plusieurs")
        parser.add_argument("--create", action="store_true", help="crée le compte s’il manque")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        people, email = get_user_model().objects, options["email"].lower()
        user = people.filter(email=email).first()
        if user is None and options["create"]:
            # Without a password: the person asks for one from the sign-in page.
            user = people.create_user(email)
        if user is None:
            raise CommandError("Aucun compte ne porte cette adresse. Pour le créer : --create.")
        group = GROUPS[options["group"]]
        set_editor(user, group, find_site(options["site"]))
        self.stdout.write(f"Compte {user.pk} : {group or 'ni rédacteur ni modérateur'}.")
