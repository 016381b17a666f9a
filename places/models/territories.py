"""Communes, intercommunalities, départements and régions, from the embedded gazetteer."""

from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from django.urls import reverse


class Region(models.Model):
    """A région, known by its INSEE code."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=100)

    class Meta:
        verbose_name = "région"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Departement(models.Model):
    """A département or an overseas territory, known by its INSEE code (2A, 974…)."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=100)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="departements"
    )

    class Meta:
        verbose_name = "département"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Epci(models.Model):
    """An intercommunality (EPCI), known by its SIREN; it may straddle départements."""

    siren = models.CharField(max_length=9, primary_key=True)
    name = models.CharField("nom", max_length=200)

    class Meta:
        verbose_name = "intercommunalité"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CommuneQuerySet(models.QuerySet["Commune"]):
    def within(self, territory: "Territory") -> Self:
        """The communes of a territory; an empty territory is the whole country."""
        return self.filter(territory.condition())

    def whole(self) -> Self:
        """Each commune once: without the arrondissements, which their city already counts."""
        return self.filter(parent=None)

    def finest(self) -> Self:
        """Arrondissements instead of their city, communes elsewhere."""
        # A subquery, not a join: PostgreSQL could read the table once for each of its rows.
        cities = Commune.objects.exclude(parent=None).values("parent")
        return self.exclude(pk__in=cities)


class Commune(models.Model):
    """A commune, or an arrondissement of Paris, Lyon or Marseille (then `parent` is the city)."""

    insee_code = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=100)
    # Lower-case ASCII words, « st » written out: what the commune search compares with.
    search_name = models.CharField(max_length=100, db_index=True)
    departement = models.ForeignKey(Departement, models.PROTECT, related_name="communes")
    epci = models.ForeignKey(Epci, models.PROTECT, null=True, blank=True, related_name="communes")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="arrondissements"
    )
    population = models.PositiveIntegerField(default=0)
    latitude = models.FloatField()
    longitude = models.FloatField()

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        ordering = ["search_name", "insee_code"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="commune_by_point")]

    def __str__(self) -> str:
        return f"{self.name} ({self.departement_id})"


@models.CharField.register_lookup
class Prefix(models.Lookup[str]):
    """Starts with, told apart by case, answered from an index on both databases."""

    lookup_name = "prefix"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*params, connection.ops.prep_for_like_query(self.rhs) + "%"]

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        # SQLite's LIKE ignores case and so cannot walk a binary index; two bounds can.
        column, params = self.process_lhs(compiler, connection)
        bounds = [*params, self.rhs, *params, f"{self.rhs}\U0010ffff"]
        return f"{column} >= %s AND {column} < %s", bounds


class CommuneName(models.Model):
    """One way into a commune's name: the whole name, or what stands after a later word's start.

    « La Roche-sur-Yon » is found by « la roche… », « roche… » and « yon »; a commune merged away
    leads to the one that took it in.
    """

    class Rank(models.IntegerChoices):
        WHOLE = 0, "Nom entier, avec ou sans article"
        LATER_WORD = 1, "À partir d’un mot suivant"
        FORMER = 2, "Ancienne commune"

    text = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField(choices=Rank)
    # Copied from the commune: the best names are picked in the index, before any join.
    population = models.PositiveIntegerField()
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="names")

    class Meta:
        verbose_name = "nom cherché"
        indexes = [
            models.Index(
                fields=["text", "rank", "population", "commune"],
                # PostgreSQL compares byte by byte, whatever the database's language.
                opclasses=["varchar_pattern_ops", "int2_ops", "int4_ops", "varchar_ops"],
                name="commune_name_search",
            )
        ]

    def __str__(self) -> str:
        return self.text


class FormerCommune(models.Model):
    """An INSEE code, and its name when known, that a merger brought into a commune of today."""

    insee_code = models.CharField("ancien code INSEE", max_length=5, db_index=True)
    name = models.CharField("ancien nom", max_length=100, blank=True)
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="former_communes")

    class Meta:
        verbose_name = "ancienne commune"
        verbose_name_plural = "anciennes communes"

    def __str__(self) -> str:
        return self.name or self.insee_code


class PostalCode(models.Model):
    """A postal code of a commune: a commune may have several, a code may cover several."""

    code = models.CharField(max_length=5, db_index=True)
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="postal_codes")

    class Meta:
        verbose_name = "code postal"
        constraints = [
            models.UniqueConstraint(fields=["code", "commune"], name="postal_code_once_a_commune")
        ]
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True)
class Territory:
    """A territory of any kind, as it stands in an address or a setting: its kind and its code."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", "Commune"
        EPCI = "epci", "Intercommunalité"
        DEPARTEMENT = "departement", "Département"
        REGION = "region", "Région"

    kind: str
    code: str

    def __bool__(self) -> bool:
        return bool(self.kind and self.code)

    def __str__(self) -> str:
        row = self.row()
        return row.name if row else "France"

    def commune_lookup(self, prefix: str = "") -> str:
        """The lookup that, from a row having a commune at `prefix`, compares with `code`."""
        return (
            prefix
            + {
                self.Kind.COMMUNE: "insee_code",
                self.Kind.EPCI: "epci_id",
                self.Kind.DEPARTEMENT: "departement_id",
                self.Kind.REGION: "departement__region_id",
            }[self.Kind(self.kind)]
        )

    def condition(self, prefix: str = "") -> models.Q:
        """What a row having a commune at `prefix` must satisfy to lie in the territory.

        A city's arrondissements are in the city; an empty territory asks for nothing.
        """
        if not self:
            return models.Q()
        condition = models.Q(**{self.commune_lookup(prefix): self.code})
        if self.kind == self.Kind.COMMUNE:
            condition |= models.Q(**{f"{prefix}parent_id": self.code})
        return condition

    def holds(self, commune: Commune) -> bool:
        """Say whether a commune lies in the territory, as `condition` does."""
        if not self:
            return True
        if self.kind == self.Kind.COMMUNE:
            return self.code in (commune.pk, commune.parent_id)
        if self.kind == self.Kind.REGION:
            return commune.departement.region_id == self.code
        own = commune.epci_id if self.kind == self.Kind.EPCI else commune.departement_id
        return own == self.code

    def row(self) -> Commune | Epci | Departement | Region | None:
        """The row it names, or None when there is none."""
        if not self:
            return None
        models_by_kind = {
            self.Kind.COMMUNE: Commune,
            self.Kind.EPCI: Epci,
            self.Kind.DEPARTEMENT: Departement,
            self.Kind.REGION: Region,
        }
        return models_by_kind[self.Kind(self.kind)].objects.filter(pk=self.code).first()

    def get_absolute_url(self) -> str:
        return reverse("places:territory", args=[self.kind, self.code])


EVERYWHERE = Territory("", "")
