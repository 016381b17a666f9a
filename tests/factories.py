"""Make the rows that tests need, in an invented corner of the Creuse."""

from datetime import timedelta

import factory
import wagtail_factories
from django.utils import timezone
from factory.django import DjangoModelFactory

from home.models import ArticlePage
from mediation.accounts.models import User
from mediation.crm.calendar import month_of
from mediation.crm.models import Activity, Attendance, Beneficiary
from mediation.stewardship.models import CheckReminder, Claim, ErrorReport
from places.geocoding.names import normalise, ways_in
from places.models import (
    Commune,
    CommuneName,
    Departement,
    Epci,
    ImportRun,
    Organisation,
    Place,
    Region,
    Term,
)
from referrals.journey import CLOSED
from referrals.models import Referral

PASSWORD = "phare-lanterne-creuse-23"


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ["code"]

    code = "75"
    name = "Nouvelle-Aquitaine"


class DepartementFactory(DjangoModelFactory):
    class Meta:
        model = Departement
        django_get_or_create = ["code"]

    code = "23"
    name = "Creuse"
    region = factory.SubFactory(RegionFactory)


class EpciFactory(DjangoModelFactory):
    class Meta:
        model = Epci
        django_get_or_create = ["siren"]

    siren = "200034825"
    name = "CA du Grand Guéret"


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Commune
        django_get_or_create = ["insee_code"]
        skip_postgeneration_save = True

    insee_code = "23096"
    name = "Guéret"
    search_name = "gueret"
    departement = factory.SubFactory(DepartementFactory)
    epci = factory.SubFactory(EpciFactory)
    population = 12_734
    latitude = 46.1689
    longitude = 1.8717

    @factory.post_generation
    def names(self, create, extracted, **kwargs):
        """What the commune search looks up, as `load_territories` writes it."""
        if not create or self.names.exists():
            return
        whole, later = ways_in(normalise(self.name))
        for rank, texts in ((CommuneName.Rank.WHOLE, whole), (CommuneName.Rank.LATER_WORD, later)):
            for text in texts:
                self.names.create(text=text, rank=rank, population=self.population)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Structure {n}")
    kind = "ASSO"
    commune = factory.SubFactory(CommuneFactory)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    slug = factory.Sequence(lambda n: f"lieu-{n}")
    source_id = factory.Sequence(str)
    name = factory.Sequence(lambda n: f"Lieu {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    commune = factory.SubFactory(CommuneFactory)
    commune_name = "Guéret"
    postal_code = "23000"
    insee_code = "23096"
    address = "1 place Bonnyaud"
    latitude = 46.1705
    longitude = 1.8705


class ImportRunFactory(DjangoModelFactory):
    """A small file whose columns wait to be looked at."""

    class Meta:
        model = ImportRun

    source = "Les Lanternes"
    file = factory.django.FileField(data=b"nom,commune\nCyberbase,Gueret\n", filename="lieux.csv")
    file_name = "lieux.csv"
    rows_total = 1


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    first_name = "Camille"
    last_name = factory.Sequence(lambda n: f"Nom{n}")
    role = User.Role.MEDIATOR
    organisation = factory.SubFactory(OrganisationFactory)

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        if create:
            self.save()


class ReferralFactory(DjangoModelFactory):
    """A referral as its row stands; its events are made by its methods."""

    class Meta:
        model = Referral
        skip_postgeneration_save = True

    referrer = factory.SubFactory(UserFactory, role=User.Role.REFERRER)
    referrer_organisation = factory.SelfAttribute("referrer.organisation")
    place = factory.SubFactory(PlaceFactory, accepts_referrals=True)
    first_name = "Huguette"
    last_name = "Lamoureux"
    phone = "0555412233"
    contact_preference = Referral.ContactPreference.CALL
    commune = factory.SubFactory(CommuneFactory)
    agreement_given_at = factory.LazyFunction(timezone.now)
    agreement_form = Referral.AgreementForm.ORAL
    agreement_recorded_by = factory.SelfAttribute("referrer")
    decline_reason = factory.LazyAttribute(
        lambda r: Referral.DeclineReason.HOURS if r.status == Referral.Status.DECLINED else ""
    )
    appointment_at = factory.LazyAttribute(
        lambda r: (
            timezone.now() + timedelta(days=2) if r.status == Referral.Status.APPOINTMENT else None
        )
    )
    closed_at = factory.LazyAttribute(lambda r: timezone.now() if r.status in CLOSED else None)
    status = Referral.Status.SENT

    @factory.post_generation
    def needs(self, create, extracted, **kwargs):
        if create:
            self.needs.set(extracted or Term.objects.filter(vocabulary="service", code="demarches"))


class BeneficiaryFactory(DjangoModelFactory):
    class Meta:
        model = Beneficiary

    organisation = factory.SubFactory(OrganisationFactory)
    first_name = "Ginette"
    last_name = factory.Sequence(lambda n: f"Dupuy{n}")
    phone = factory.Sequence(lambda n: f"05554{n:05}")
    birth_year = 1950
    commune = factory.SubFactory(CommuneFactory)
    last_contact_on = factory.LazyFunction(timezone.localdate)


class ActivityFactory(DjangoModelFactory):
    """An individual activity at a place, about e-mail; its attendances are made apart."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    kind = Activity.Kind.INDIVIDUAL
    mediator = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("mediator.organisation")
    done_on = factory.LazyFunction(timezone.localdate)
    duration = 60
    location = Activity.Location.PLACE
    place = factory.SubFactory(PlaceFactory, organisation=factory.SelfAttribute("..organisation"))
    commune = factory.SelfAttribute("place.commune")
    figure_month = factory.LazyAttribute(lambda activity: month_of(activity.done_on))

    @factory.post_generation
    def topics(self, create, extracted, **kwargs):
        if create:
            self.topics.set(extracted or Term.objects.filter(vocabulary="topic", code="email"))


class AttendanceFactory(DjangoModelFactory):
    """Somebody anonymous; give a `beneficiary` for somebody followed."""

    class Meta:
        model = Attendance

    activity = factory.SubFactory(ActivityFactory)
    person_key = factory.LazyAttribute(
        lambda row: row.beneficiary.person_key if row.beneficiary else None
    )
    beneficiary = None
    commune = factory.SubFactory(CommuneFactory)
    age_band = "70_over"
    gender = "female"


class ClaimFactory(DjangoModelFactory):
    """An organisation says that a place without owner is its own."""

    class Meta:
        model = Claim

    place = factory.SubFactory(PlaceFactory, organisation=None)
    organisation = factory.SubFactory(OrganisationFactory)


class CheckReminderFactory(DjangoModelFactory):
    """Asks the organisation of a place whether its sheet is right."""

    class Meta:
        model = CheckReminder

    place = factory.SubFactory(PlaceFactory)
    organisation = factory.SelfAttribute("place.organisation")
    kind = CheckReminder.Kind.FIRST
    counted_from = factory.LazyFunction(timezone.localdate)


class ErrorReportFactory(DjangoModelFactory):
    """Somebody saw that the hours are wrong."""

    class Meta:
        model = ErrorReport

    place = factory.SubFactory(PlaceFactory)
    reason = ErrorReport.Reason.HOURS


class ArticlePageFactory(wagtail_factories.PageFactory):
    """A published article; give its `parent`."""

    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda n: f"Article {n}")
    date = factory.LazyFunction(timezone.localdate)
    lead = "Un chapeau."
    body = '[{"type": "text", "value": "<p>Du texte.</p>"}]'
