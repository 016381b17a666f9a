"""What a manager, a citizen and a moderator write about a sheet."""

from mediation.stewardship.forms.claims import ClaimForm, ProposalForm, RejectionForm
from mediation.stewardship.forms.closings import ClosingFormSet
from mediation.stewardship.forms.gestures import AvailabilityForm, ClosedForm
from mediation.stewardship.forms.reports import ErrorReportForm
from mediation.stewardship.forms.sheets import SheetForm

__all__ = [
    "AvailabilityForm",
    "ClaimForm",
    "ClosedForm",
    "ClosingFormSet",
    "ErrorReportForm",
    "ProposalForm",
    "RejectionForm",
    "SheetForm",
]
