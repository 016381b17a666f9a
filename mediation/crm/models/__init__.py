"""Beneficiaries and activities: what mediators keep."""

from mediation.crm.models.activities import Activity, AnonymousCount, Attendance, Tag
from mediation.crm.models.beneficiaries import Beneficiary, FileAccess

__all__ = ["Activity", "AnonymousCount", "Attendance", "Beneficiary", "FileAccess", "Tag"]
