"""Fill an empty database with the fictitious Creuse, once."""

import random
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from home.bootstrap import prepare_site
from home.demo import crisis, directory, followed, people, requests, upkeep, work
from home.editors import MODERATORS, set_editor
from home.models import SiteSettings
from mediation.accounts.models import User
from mediation.crm.retention import forget_what_is_due
from places.models import Commune, Place, Territory

SEED = 23
# Guéret: the second site is its intercommunality's.
SECOND_SITE_COMMUNE = "23096"
SECOND_SITE_NAME = "Communauté d’agglomération (démonstration)"


class Command(BaseCommand):
    help = "Remplit une base vide de données fictives (démonstration seulement)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--logins", action="store_true", help="écrit seulement les comptes de démonstration"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Les données fictives ne se chargent que dans la démonstration.")
        if options["logins"]:
            self.write_logins()
        elif User.objects.filter(email=people.PEOPLE[0].email).exists():
            self.stdout.write("Les données fictives sont déjà là.")
        else:
            self.load()

    @transaction.atomic
    def load(self) -> None:
        prepare_site("Département de la Creuse (démonstration)", Territory("departement", "23"))
        self.prepare_second_site()
        draw, today = random.Random(SEED), timezone.localdate()  # noqa: S311 -- the same demo for all
        organisations = people.create_organisations()
        users = people.create_people(organisations)
        set_editor(people.create_editor(), MODERATORS)
        places = directory.create_places(organisations, today)
        crisis.create_crisis_page(places)
        upkeep.create_upkeep(places, organisations, today)
        communes = list(Commune.objects.filter(pk__in=[row[0] for row in directory.SPREAD]))
        mediators = [user for user in users if user.role == User.Role.MEDIATOR]
        referrers = [user for user in users if user.role == User.Role.REFERRER]
        helped = followed.create_beneficiaries(mediators, communes, today, draw)
        work.create_activities(mediators, places, helped, today, draw)
        requests.create_referrals(referrers, mediators, places, communes, draw)
        forget_what_is_due(today)
        self.stdout.write(f"{Place.objects.count()} lieux, {len(users)} comptes.")

    def prepare_second_site(self) -> None:
        """An intercommunality's own site, at « localhost » where the main one is at 127.0.0.1."""
        epci = Commune.objects.filter(pk=SECOND_SITE_COMMUNE).values_list("epci", flat=True).first()
        if epci:
            host = f"localhost:{urlsplit(settings.BASE_URL).port or 80}"
            site = prepare_site(SECOND_SITE_NAME, Territory("epci", epci), host)
            SiteSettings.objects.filter(site=site).update(
                name="Grand Guéret numérique", accent_colour="#7A1F5C"
            )

    def write_logins(self) -> None:
        self.stdout.write(f"\nMot de passe de tous les comptes fictifs : {people.PASSWORD}")
        emails = (*people.SHOWN, people.EDITOR_EMAIL)
        for user in User.objects.filter(email__in=emails).order_by("pk"):
            role = user.get_role_display() if user.role else "Rédactrice du site"
            self.stdout.write(f"  {role:<28} {user.email}")
