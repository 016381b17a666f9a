"""Who owns a sheet, what is wrong with it, and when it was last asked about."""

from mediation.stewardship.models.claims import Claim, ClaimRefused
from mediation.stewardship.models.new_places import NewPlace
from mediation.stewardship.models.reminders import CheckReminder
from mediation.stewardship.models.reports import ErrorReport

__all__ = ["CheckReminder", "Claim", "ClaimRefused", "ErrorReport", "NewPlace"]
