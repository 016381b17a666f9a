"""What is told to whom about a sheet: never a person, only a place and what to do."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from mediation.accounts.models import User
from mediation.stewardship.stewards import is_managed, stewards_of
from places.models import Organisation
from referrals import outbox


def moderators() -> set[str]:
    """Whoever may approve or reject in the CMS, by their group."""
    people = User.objects.filter(
        is_active=True,
        groups__permissions__codename="moderate_place",
        groups__permissions__content_type__app_label="stewardship",
    )
    return set(people.values_list("email", flat=True))


def send_proof(claim: Any, address: str, token: str) -> None:
    """The link that proves, to a mailbox of the place."""
    link = absolute(reverse("upkeep:prove", args=[token]))
    _write({address}, "Rattacher une fiche à une structure", "proof", claim=claim, link=link)


def tell_moderators(what: str) -> None:
    """Something waits in the CMS; the message says no more than where."""
    link = absolute(reverse("stewardship_moderation"))
    subject = "Une demande attend dans la modération"
    _write(moderators(), subject, "moderation", what=what, link=link)


def tell_decision(claim: Any, was_held_by: Organisation | None = None) -> None:
    """How a claim ended, to who asked; and to who held the sheet, that it left."""
    link = absolute(reverse("stewardship:places"))
    context = {"claim": claim, "link": link}
    _write(stewards_of(claim.organisation), "Votre demande de rattachement", "decision", **context)
    if was_held_by and was_held_by != claim.organisation:
        _write(stewards_of(was_held_by), "Une fiche change de structure", "left", **context)


def tell_report(report: Any) -> None:
    """An error was seen, to who holds the sheet; to the moderators when nobody can mend it."""
    holder = report.place.organisation
    if not is_managed(holder):
        tell_moderators("Une erreur est signalée sur une fiche que personne ne peut corriger.")
    link = absolute(reverse("stewardship:places") + "#erreurs")
    context = {"report": report, "link": link}
    _write(stewards_of(holder), "Une erreur est signalée sur une fiche", "report", **context)


def tell_editor(proposal: Any) -> None:
    """What a moderator decided of an editor's changes."""
    editor = proposal.asked_by
    people = {editor.email} if editor and editor.is_active else set()
    link = absolute(proposal.place.get_absolute_url())
    _write(people, "Votre modification d’un lieu", "proposal", proposal=proposal, link=link)


def tell_proposer(proposed: Any) -> None:
    """A proposed place is published, is to be corrected first, or is there already."""
    link = absolute(reverse("stewardship:change", args=[proposed.place.slug]))
    context = {"proposed": proposed, "link": link}
    if proposed.double_of:
        claim = reverse("stewardship:claim", args=[proposed.double_of.slug])
        context["claim_link"] = absolute(claim)
    people = stewards_of(proposed.organisation)
    _write(people, "Le lieu que vous avez proposé", "new_place", **context)


def send_reminder(people: set[str], lines: list[Any]) -> None:
    """The sheets nobody has looked at for months, each with its link."""
    _write(people, "Vos fiches sont-elles à jour ?", "reminder", lines=lines)


def ask_whether_open(people: set[str], place: Any, link: str) -> None:
    """A place that its source no longer lists: does it still exist?"""
    _write(people, "Ce lieu existe-t-il toujours ?", "asked", place=place, link=link)


def answer_reporter(report: Any, email: str) -> None:
    """What became of a report, once, to who asked to know."""
    link = absolute(report.place.get_absolute_url())
    _write({email} - {""}, "Votre signalement", "answer", report=report, link=link)


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def _write(people: set[str], subject: str, template: str, **context: Any) -> None:
    body = render_to_string(f"stewardship/emails/{template}.txt", context)
    for address in sorted(people):
        outbox.queue(address, subject, body)
