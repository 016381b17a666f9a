"""The forms of a referral: one page to send it, small ones to answer."""

from referrals.forms.answers import AppointmentForm, DeclineForm, OutcomeForm
from referrals.forms.sending import ReferralForm

__all__ = ["AppointmentForm", "DeclineForm", "OutcomeForm", "ReferralForm"]
