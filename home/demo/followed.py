"""The demonstration's beneficiaries: names drawn from common ones, nobody real."""

import random
from datetime import date

from mediation.accounts.models import User
from mediation.crm.models import Beneficiary
from places.models import Commune
from referrals.people import Gender, Occupation

FIRST_NAMES = {
    Gender.FEMALE: "Monique Jeanne Fatima Sylvie Odette Nadia Chantal Lucie Amina Élodie".split(),
    Gender.MALE: "Gérard Marcel Ahmed Thierry Roger Kevin Bernard Mamadou Alain Igor".split(),
}
LAST_NAMES = (
    "Aubert Berger Coste Delmas Estève Faure Gaillard Hamidi Imbert Jouve Kanté Lacroix Mercier "
    "Nadaud Ollivier Perrier Quentin Roche Sauvage Texier Urbain Vacher Weber Zeller"
).split()
# Age in years (middle of a band) and how often, after the national totals of activities.
AGES = ((14, 4), (21, 6), (32, 12), (50, 26), (65, 24), (76, 28))
PEOPLE_AN_ORGANISATION = 55
LATEST_BIRTH = 100


def occupation_of(age: int, draw: random.Random) -> str:
    if age <= 21:  # noqa: PLR2004 -- of school age in AGES
        return Occupation.STUDENT
    if age >= 65:  # noqa: PLR2004 -- past retirement in AGES
        return Occupation.RETIRED
    return draw.choice([Occupation.JOB_SEEKER, Occupation.EMPLOYED, Occupation.NOT_GIVEN])


def create_beneficiaries(
    mediators: list[User], communes: list[Commune], today: date, draw: random.Random
) -> dict[int, list[Beneficiary]]:
    """Some fifty people for each organisation of the mediators, by its key."""
    organisations = {mediator.organisation_id: mediator.organisation for mediator in mediators}
    people = {
        key: [_person(organisation, communes, today, draw) for _ in range(PEOPLE_AN_ORGANISATION)]
        for key, organisation in organisations.items()
    }
    for rows in people.values():
        Beneficiary.objects.bulk_create(rows)
    return people


def _person(organisation, communes, today, draw) -> Beneficiary:
    gender = draw.choice([Gender.FEMALE, Gender.FEMALE, Gender.MALE])
    age = draw.choices([age for age, _ in AGES], [weight for _, weight in AGES])[0]
    near = [c for c in communes if c.epci_id == organisation.commune.epci_id] or communes
    person = Beneficiary(
        organisation=organisation,
        first_name=draw.choice(FIRST_NAMES[gender]),
        last_name=draw.choice(LAST_NAMES),
        # 06 39 98 is a range kept for works of fiction by the French regulator.
        phone=f"+336399{draw.randrange(8000, 8999)}{draw.randrange(10)}",
        birth_year=today.year - age - draw.randrange(-3, 4),
        commune=draw.choice(near),
        gender=gender,
        occupation=occupation_of(age, draw),
        last_contact_on=today,
    )
    person.compute_hashes()
    return person
