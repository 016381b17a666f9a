"""What a territory sets for its own site: names, colour, territory, contacts, crisis banner."""

from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from home.blocks import NonConformitiesBlock
from home.contrast import HEX_COLOUR, MINIMUM, WHITE, contrast
from home.fields import StreamField
from places.models import Published, Territory

# The law: an audit counts for three years, and half of the criteria make « partiellement ».
AUDIT_LIFETIME = timedelta(days=3 * 365)
PARTIAL, FULL = 50, 100


def _french(ratio: float) -> str:
    """Two decimals, cut and not rounded: 4.499 must not read « 4,50 »."""
    return f"{int(ratio * 100) / 100:.2f}".replace(".", ",")


def validate_accent(colour: str) -> None:
    """Refuse what is not a colour, or too light to carry white words."""
    if not HEX_COLOUR.match(colour):
        raise ValidationError(
            "Écrivez la couleur ainsi : # puis six chiffres ou lettres de A à F, "
            "par exemple #0B5C6B."
        )
    ratio = contrast(colour, WHITE)
    if ratio < MINIMUM:
        raise ValidationError(
            f"Cette couleur est trop claire : le texte blanc n’y serait pas lisible "
            f"(contraste de {_french(ratio)}, il faut au moins {_french(MINIMUM)}). "
            "Choisissez une teinte plus foncée."
        )


@register_setting(icon="cog")
class SiteSettings(Published, BaseSiteSetting):
    """One row a site."""

    select_related = ["logo", "crisis_page"]

    name = models.CharField("nom du site", max_length=40, default="Fanal")
    subtitle = models.CharField(
        "sous-titre",
        max_length=60,
        blank=True,
        help_text="La collectivité, par exemple « Département de la Creuse ».",
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="logo",
    )
    accent_colour = models.CharField(
        "couleur d’accent",
        max_length=7,
        blank=True,
        validators=[validate_accent],
        help_text=(
            "Par exemple #0B5C6B. Vide : la couleur de Fanal. Le texte blanc doit y rester lisible."
        ),
    )
    territory_kind = models.CharField(
        "type de territoire", max_length=20, choices=Territory.Kind, blank=True
    )
    territory_code = models.CharField(
        "code du territoire",
        max_length=9,
        blank=True,
        help_text=(
            "Code INSEE de la commune, du département ou de la région, SIREN de l’intercommunalité."
        ),
    )
    contact_email = models.EmailField("e-mail de contact", blank=True)
    contact_phone = models.CharField("téléphone de contact", max_length=20, blank=True)
    publisher = models.CharField("éditeur du site", max_length=200, blank=True)
    publication_director = models.CharField(
        "responsable de la publication", max_length=200, blank=True
    )
    host = models.CharField(
        "hébergeur", max_length=300, blank=True, help_text="Nom, adresse, téléphone."
    )
    data_protection_email = models.EmailField(
        "e-mail du délégué à la protection des données", blank=True
    )
    audited_on = models.DateField("date de l’audit d’accessibilité", null=True, blank=True)
    audit_rate = models.PositiveSmallIntegerField(
        "critères respectés, en %", null=True, blank=True, validators=[MaxValueValidator(FULL)]
    )
    auditor = models.CharField("audit fait par", max_length=150, blank=True)
    audit_means = models.TextField(
        "pages et outils de l’audit",
        max_length=1000,
        blank=True,
        help_text="Les pages vues, les navigateurs et les lecteurs d’écran : un par ligne.",
    )
    non_conformities = StreamField(
        NonConformitiesBlock(), verbose_name="contenus non accessibles", blank=True
    )
    has_crisis_banner = models.BooleanField("montrer le bandeau de crise", default=False)
    crisis_banner_text = models.CharField("texte du bandeau", max_length=140, blank=True)
    crisis_page = models.ForeignKey(
        "home.CrisisPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="page de crise",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("subtitle"),
                FieldPanel("logo"),
                FieldPanel("accent_colour"),
            ],
            heading="Identité",
        ),
        FieldRowPanel(
            [FieldPanel("territory_kind"), FieldPanel("territory_code")], heading="Territoire"
        ),
        FieldRowPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_phone")], heading="Contact"
        ),
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldPanel("publication_director"),
                FieldPanel("host"),
                FieldPanel("data_protection_email"),
            ],
            heading="Mentions légales",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("audited_on"), FieldPanel("audit_rate")]),
                FieldPanel("auditor"),
                FieldPanel("audit_means"),
                FieldPanel("non_conformities"),
            ],
            heading="Déclaration d’accessibilité",
        ),
        MultiFieldPanel(
            [
                FieldPanel("has_crisis_banner"),
                FieldPanel("crisis_banner_text"),
                PageChooserPanel("crisis_page"),
            ],
            heading="Crise",
        ),
    ]

    class Meta:
        verbose_name = "réglages du site"
        verbose_name_plural = "réglages des sites"

    def clean(self) -> None:
        super().clean()
        self.territory_code = self.territory_code.strip().upper()
        if bool(self.territory_kind) != bool(self.territory_code):
            raise ValidationError({"territory_code": "Le type et le code vont ensemble."})
        if self.territory and self.territory.row() is None:
            raise ValidationError({"territory_code": self._unknown_territory()})
        if self.audited_on and self.audited_on > timezone.localdate():
            raise ValidationError({"audited_on": "Cette date n’est pas encore passée."})
        if self.has_crisis_banner and not self.crisis_banner_text.strip():
            raise ValidationError({"crisis_banner_text": "Écrivez ce que dit le bandeau."})

    def _unknown_territory(self) -> str:
        kind = Territory.Kind(self.territory_kind).label.lower()
        return f"Aucun territoire « {kind} » ne porte le code « {self.territory_code} »."

    @classmethod
    def for_request(cls, request: HttpRequest) -> Self:
        """The settings of the request's site, read once a request.

        Wagtail's own method writes the missing row; here a GET writes nothing, and a site without
        settings, or no site at all, gets the defaults.
        """
        name = cls.get_cache_attr_name()
        if not hasattr(request, name):
            site = Site.find_for_request(request)
            row = cls.base_queryset().filter(site=site).first() if site else None
            setattr(request, name, row or cls(site=site))
        return getattr(request, name)

    @property
    def territory(self) -> Territory:
        """The site's territory; false when the site covers the whole country."""
        return Territory(self.territory_kind, self.territory_code)

    @property
    def logo_url(self) -> str:
        return self.logo.get_rendition("max-200x88").url if self.logo else ""

    @property
    def inaccessible(self) -> list[tuple[str, list[Any]]]:
        """What some people cannot use, by reason, in the order the law lists it."""
        groups = [
            ("fault", _("Non-conformités")),
            ("burden", _("Dérogations pour charge disproportionnée")),
            ("exempt", _("Contenus non soumis à l’obligation")),
        ]
        rows = [(words, self._non_conformities(kind)) for kind, words in groups]
        return [(words, blocks) for words, blocks in rows if blocks]

    def _non_conformities(self, kind: str) -> list[Any]:
        return [block for block in self.non_conformities if block.value["kind"] == kind]

    @property
    def accessibility_state(self) -> str:
        """What the law makes us write: without a valid audit, « non conforme »."""
        today = timezone.localdate()
        is_valid = self.audited_on and today - AUDIT_LIFETIME < self.audited_on <= today
        if not is_valid or self.audit_rate is None or self.audit_rate < PARTIAL:
            return _("non conforme")
        return _("totalement conforme") if self.audit_rate == FULL else _("partiellement conforme")
