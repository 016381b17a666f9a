"""Referrals, what happened to them, and the messages that tell of it."""

from referrals.models.events import ReferralEvent, Reminder
from referrals.models.referrals import Referral
from referrals.outbox import OutgoingMessage

__all__ = ["OutgoingMessage", "Referral", "ReferralEvent", "Reminder"]
