"""Beneficiaries and activities: what mediators keep."""

from mediation.crm.models.activities import Activity
from mediation.crm.models.attendances import AnonymousCount, Attendance
from mediation.crm.models.beneficiaries import Beneficiary
from mediation.crm.models.file_accesses import FileAccess
from mediation.crm.models.tags import Tag

__all__ = ["Activity", "AnonymousCount", "Attendance", "Beneficiary", "FileAccess", "Tag"]
