"""Everything that is known of a person, as the person may ask for it (GDPR, article 15)."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from mediation.crm.models import Activity, Beneficiary, FileAccess
from places.models import Term


def access_copy(person: Beneficiary) -> dict[str, Any]:
    """The whole file, in plain values and dates: identity, activities, referral, and who read it.

    Names of professionals are those of the organisation that keeps the file; nothing is said of
    anybody else who attended the same workshops.
    """
    return {
        "remis_le": timezone.localdate(),
        "responsable": person.organisation.name,
        "conservation": f"{settings.RETENTION_MONTHS} mois après le dernier contact",
        "identite": _identity(person),
        "orientation": _referral(person.referral),
        "activites": [_activity(activity) for activity in _activities_of(person)],
        "acces_au_dossier": [_access(access) for access in person.accesses.select_related("actor")],
    }


def _identity(person: Beneficiary) -> dict[str, Any]:
    return {
        "prenom": person.first_name,
        "nom": person.last_name,
        "telephone": person.phone,
        "e_mail": person.email,
        "annee_de_naissance": person.birth_year,
        "tranche_d_age": person.age_band_today.label,
        "commune": str(person.commune or ""),
        "genre": person.get_gender_display(),
        "situation": person.get_occupation_display(),
        "dossier_ouvert_le": timezone.localdate(person.created_at),
        "dernier_contact": person.last_contact_on,
    }


def _referral(referral: Any) -> dict[str, Any] | None:
    if referral is None:
        return None
    return {
        "reference": str(referral),
        "envoyee_le": timezone.localdate(referral.sent_at),
        "etat": referral.get_status_display(),
        "besoins": [term.plain_label for term in referral.needs.all()],
    }


def _activities_of(person: Beneficiary) -> Any:
    activities = Activity.objects.filter(attendances__beneficiary=person)
    return activities.select_related("mediator", "place", "commune").prefetch_related("topics")


def _activity(activity: Activity) -> dict[str, Any]:
    is_alone = activity.kind == Activity.Kind.INDIVIDUAL
    return {
        "date": activity.done_on,
        "type": activity.get_kind_display(),
        "titre": activity.title,
        "duree_en_minutes": activity.duration,
        "lieu": activity.place.name if activity.place else activity.get_location_display(),
        "commune": str(activity.commune or ""),
        "mediateur": activity.mediator.get_full_name(),
        "thematiques": _labels(activity.topic_terms),
        "demarches": _labels(activity.procedure_terms),
        "suite": activity.get_outcome_display() if is_alone else "",
        # A note of a workshop is about the workshop.
        "note": activity.note if is_alone else "",
    }


def _labels(terms: list[Term]) -> list[str]:
    return [term.plain_label for term in terms]


def _access(access: FileAccess) -> dict[str, Any]:
    return {
        "quand": timezone.localtime(access.at),
        "qui": access.actor.get_full_name() if access.actor else "Compte supprimé",
        "quoi": access.get_action_display(),
    }
