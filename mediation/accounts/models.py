"""People who sign in: one role and one organisation each."""

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction

from mediation.accounts.sessions import close_sessions_of
from places.models import Organisation, Territory


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> Self:
        """The team of a manager; nobody else lists people."""
        if user.role != User.Role.MANAGER:
            return self.none()
        return self.filter(organisation=user.organisation_id)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A professional; editors of the site have no role but Wagtail groups."""

    class Role(models.TextChoices):
        REFERRER = "referrer", "Orienteur"
        MEDIATOR = "mediator", "Médiateur numérique"
        MANAGER = "manager", "Responsable de structure"
        COORDINATOR = "coordinator", "Coordinateur territorial"
        ANALYST = "analyst", "Observatoire départemental"

    email = models.EmailField("e-mail", unique=True)
    first_name = models.CharField("prénom", max_length=100, blank=True)
    last_name = models.CharField("nom", max_length=100, blank=True)
    role = models.CharField("rôle", max_length=20, choices=Role, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name="structure",
    )
    territory_kind = models.CharField(
        "type de territoire", max_length=20, choices=Territory.Kind, blank=True
    )
    territory_code = models.CharField("code du territoire", max_length=9, blank=True)
    is_active = models.BooleanField("actif", default=True)
    is_staff = models.BooleanField("administrateur technique", default=False)
    date_joined = models.DateTimeField("inscrit le", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"
        ordering = ["last_name", "first_name", "email"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["", "coordinator", "analyst"])
                | models.Q(organisation__isnull=False),
                name="user_has_organisation",
                violation_error_message="Ce rôle demande une structure.",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=["coordinator", "analyst"])
                | (~models.Q(territory_kind="") & ~models.Q(territory_code="")),
                name="user_has_territory",
                violation_error_message="Ce rôle demande un territoire.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @property
    def territory(self) -> Territory:
        return Territory(self.territory_kind, self.territory_code)

    @transaction.atomic
    def set_active(self, is_active: bool) -> None:
        """Open or close the account; a closed one loses its sessions at once."""
        self.is_active = is_active
        self.save(update_fields=["is_active"])
        if not is_active:
            close_sessions_of(self)
