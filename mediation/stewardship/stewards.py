"""Who looks after the sheets of an organisation: its managers, its mailbox, or nobody."""

from django.db.models import Q, QuerySet

from mediation.accounts.models import User
from places.models import Organisation


def managers() -> QuerySet[User]:
    """Who may sign in and change a sheet."""
    return User.objects.filter(is_active=True, role=User.Role.MANAGER)


def without_manager(path: str) -> Q:
    """A condition: nobody can sign in and change the sheet of the place at `path`."""
    managed = managers().exclude(organisation=None).values("organisation")
    return ~Q(**{f"{path}__organisation__in": managed})


def is_managed(organisation: Organisation | None) -> bool:
    return organisation is not None and managers().filter(organisation=organisation).exists()


def stewards_of(organisation: Organisation | None) -> set[str]:
    """The addresses of the managers of an organisation; its common one when there is none."""
    if organisation is None:
        return set()
    people = managers().filter(organisation=organisation)
    return set(people.values_list("email", flat=True)) or {organisation.email} - {""}
