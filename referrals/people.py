"""The few social bands a person may be counted by, as médiateurs already use them."""

from datetime import date

from django.db import models


class AgeBand(models.TextChoices):
    UNDER_12 = "under_12", "Moins de 12 ans"
    FROM_12 = "12_17", "12 à 17 ans"
    FROM_18 = "18_24", "18 à 24 ans"
    FROM_25 = "25_39", "25 à 39 ans"
    FROM_40 = "40_59", "40 à 59 ans"
    FROM_60 = "60_69", "60 à 69 ans"
    FROM_70 = "70_over", "70 ans et plus"
    NOT_GIVEN = "not_given", "Non renseigné"


class Gender(models.TextChoices):
    FEMALE = "female", "Féminin"
    MALE = "male", "Masculin"
    NOT_GIVEN = "not_given", "Non renseigné"


class Occupation(models.TextChoices):
    STUDENT = "student", "Scolarisé ou étudiant"
    JOB_SEEKER = "job_seeker", "Sans emploi"
    EMPLOYED = "employed", "En emploi"
    RETIRED = "retired", "Retraité"
    NOT_GIVEN = "not_given", "Non renseigné"


_LOWER_BOUNDS = (
    (70, AgeBand.FROM_70),
    (60, AgeBand.FROM_60),
    (40, AgeBand.FROM_40),
    (25, AgeBand.FROM_25),
    (18, AgeBand.FROM_18),
    (12, AgeBand.FROM_12),
    (0, AgeBand.UNDER_12),
)


def age_band_of(birth_year: int | None, on: date) -> AgeBand:
    """The band of someone born in `birth_year`, by the age reached in the year of `on`."""
    if birth_year is None:
        return AgeBand.NOT_GIVEN
    age = on.year - birth_year
    return next((band for bound, band in _LOWER_BOUNDS if age >= bound), AgeBand.NOT_GIVEN)
