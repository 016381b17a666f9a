"""What keeps the demonstration's sheets right: closings, errors, a claim, a double proposed."""

from datetime import date, timedelta

from mediation.stewardship.models import Claim, ErrorReport, NewPlace
from places.models import Closing, Organisation, Place

# Index of the structures in `people.ORGANISATIONS`: Magali's, and who claims a sheet.
HOLDER, CLAIMANT = 2, 3
Reason = ErrorReport.Reason
# What two sheets of one place have in common.
SHARED = (
    *("address", "postal_code", "commune", "commune_name", "insee_code"),
    *("latitude", "longitude", "phone", "opening_hours"),
)


def create_upkeep(places: list[Place], organisations: list[Organisation], today: date) -> None:
    """Something in each queue: Magali's own, and the moderators'."""
    held = [place for place in places if place.organisation == organisations[HOLDER]]
    nobody_s = [place for place in places if place.organisation is None]
    held[0].closings.create(
        starts_on=today + timedelta(days=20),
        ends_on=today + timedelta(days=27),
        reason=Closing.Reason.HOLIDAYS,
    )
    said = [
        (held[0], Reason.HOURS, "La porte était fermée mercredi après-midi."),
        (nobody_s[0], Reason.PHONE, ""),
        *[(nobody_s[1], Reason.CLOSED, "")] * 3,
    ]
    for number, (place, reason, text) in enumerate(said):
        place.error_reports.create(reason=reason, text=text, reporter=f"demo-{number}")
    Claim.objects.create(
        place=nobody_s[2], organisation=organisations[CLAIMANT], status=Claim.Status.SUBMITTED
    )
    _propose_again(nobody_s[3], organisations[CLAIMANT])


def _propose_again(place: Place, organisation: Organisation) -> None:
    """Proposed by who did not see that the directory has it: a moderator finds out."""
    draft = Place.objects.create(
        slug=f"{place.slug}-accueil",
        source="demo",
        source_id="demo-propose",
        name=f"{place.name} (accueil)",
        status=Place.Status.DRAFT,
        **{name: getattr(place, name) for name in SHARED},
    )
    NewPlace.objects.create(place=draft, organisation=organisation)
