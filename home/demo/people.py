"""The demonstration's organisations and the people who sign in."""

from dataclasses import dataclass

from mediation.accounts.models import User
from places.models import Organisation

PASSWORD = "fanal-demo-2026"  # noqa: S105 -- shown on the terminal, for fictitious people only

# Name, kind of the national typology, INSEE code of the commune.
ORGANISATIONS = (
    ("Mairie de Guéret (fictive)", "MUNI", "23096"),
    ("Maison départementale des solidarités de Bourganeuf (fictive)", "MDS", "23030"),
    ("Les Passeurs du numérique", "ASSO", "23096"),
    ("La Lanterne d’Aubusson", "EVS", "23008"),
    ("Médiathèques du Pays Sostranien (fictives)", "BIB", "23176"),
    ("Relais Combraille", "CS", "23013"),
)


@dataclass(frozen=True)
class Person:
    """Someone who can sign in; `organisation` is an index in ORGANISATIONS."""

    email: str
    first_name: str
    last_name: str
    role: str
    organisation: int | None


PEOPLE = (
    Person("alice@demo.fanal", "Alice", "Marchadier", User.Role.REFERRER, 0),
    Person("paul@demo.fanal", "Paul", "Lavergne", User.Role.REFERRER, 1),
    Person("bachir@demo.fanal", "Bachir", "Haddad", User.Role.MEDIATOR, 2),
    Person("noemie@demo.fanal", "Noémie", "Chassagne", User.Role.MEDIATOR, 2),
    Person("chloe@demo.fanal", "Chloé", "Peyrot", User.Role.MEDIATOR, 3),
    Person("yann@demo.fanal", "Yann", "Le Goff", User.Role.MEDIATOR, 4),
    Person("ines@demo.fanal", "Inès", "Moreau", User.Role.MEDIATOR, 5),
    Person("magali@demo.fanal", "Magali", "Dubreuil", User.Role.MANAGER, 2),
    Person("colin@demo.fanal", "Colin", "Bonnet", User.Role.COORDINATOR, None),
    Person("anne@demo.fanal", "Anne", "Fournier", User.Role.ANALYST, None),
)
# One login a role, as printed when the demonstration starts.
SHOWN = (
    "alice@demo.fanal",
    "bachir@demo.fanal",
    "magali@demo.fanal",
    "colin@demo.fanal",
    "anne@demo.fanal",
)
EDITOR_EMAIL = "edith@demo.fanal"


def create_organisations() -> list[Organisation]:
    return [
        Organisation.objects.create(name=name, kind=kind, commune_id=commune)
        for name, kind, commune in ORGANISATIONS
    ]


def create_people(organisations: list[Organisation]) -> list[User]:
    """The professionals, of every role."""
    return [
        User.objects.create_user(
            person.email,
            PASSWORD,
            first_name=person.first_name,
            last_name=person.last_name,
            role=person.role,
            organisation=None
            if person.organisation is None
            else organisations[person.organisation],
            territory_kind="" if person.organisation is not None else "departement",
            territory_code="" if person.organisation is not None else "23",
        )
        for person in PEOPLE
    ]


def create_editor() -> User:
    """The editor of the site: no role, so no person's data at all."""
    return User.objects.create_user(
        EDITOR_EMAIL, PASSWORD, first_name="Édith", last_name="Villatte"
    )
