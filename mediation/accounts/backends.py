"""Say what each role may do: the only place where a role becomes a permission."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from mediation.accounts.models import User

_FOLLOWS_PEOPLE = frozenset(
    {
        "referrals.view_referral",
        "referrals.answer_referral",
        "crm.view_beneficiary",
        "crm.add_beneficiary",
        "crm.change_beneficiary",
        "crm.delete_beneficiary",
        "crm.view_activity",
        "crm.add_activity",
        "crm.change_activity",
        "crm.delete_activity",
        "statistics.view_figures",
        "statistics.view_own_figures",
    }
)
_SEES_TERRITORY = frozenset({"statistics.view_figures", "statistics.view_territory_figures"})

ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    User.Role.REFERRER: frozenset({"referrals.view_referral", "referrals.send_referral"}),
    User.Role.MEDIATOR: _FOLLOWS_PEOPLE,
    User.Role.MANAGER: _FOLLOWS_PEOPLE
    | {"places.change_place", "places.add_importrun", "accounts.view_team"},
    User.Role.COORDINATOR: _SEES_TERRITORY | {"referrals.view_flows"},
    User.Role.ANALYST: _SEES_TERRITORY,
}


class RoleBackend(BaseBackend):
    """Grant the permissions of the person's role; signing in is another backend's work."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        return set(ROLE_PERMISSIONS.get(user_obj.role, ()))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(
            permission.startswith(f"{app_label}.")
            for permission in self.get_all_permissions(user_obj)
        )
