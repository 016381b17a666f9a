"""What a manager, a citizen and a moderator write about a sheet."""

from mediation.stewardship.forms.claims import ClaimForm, ProposalForm, RejectionForm
from mediation.stewardship.forms.closings import ClosingFormSet
from mediation.stewardship.forms.gestures import AvailabilityForm, ClosedForm
from mediation.stewardship.forms.new_places import NewPlaceDecisionForm, NewPlaceForm
from mediation.stewardship.forms.reports import ErrorReportForm
from mediation.stewardship.forms.sheets import SheetForm

__all__ = [
    "AvailabilityForm",
    "ClaimForm",
    "ClosedForm",
    "ClosingFormSet",
    "ErrorReportForm",
    "NewPlaceDecisionForm",
    "NewPlaceForm",
    "ProposalForm",
    "RejectionForm",
    "SheetForm",
]
