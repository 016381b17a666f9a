"""The e-mail addresses and the telephone of a row, those of persons set aside."""

from places.standard import cells
from places.standard.persons import is_nominative, masked
from places.standard.phones import is_mobile, phone_of
from places.standard.redaction import EMAIL_KIND, NAME_KIND, PHONE_KIND, has_name, redacted
from places.standard.rows import Row


def emails(row: Row) -> str:
    """The addresses of services, one a line; nominative ones are set aside and told, masked."""
    header, cell = row.first("courriels")
    if not cell:
        return ""
    good, others = cells.emails_of(cell)
    words = " ".join(others)
    if words and (has_name(words) or NAME_KIND in redacted(words).kinds):
        row.has_person = True
        row.warn(header, "nom d’une personne, mis à part", kind=NAME_KIND)
    else:
        row.set_aside(header, others, "adresse e-mail incompréhensible")
    nominative = [
        address
        for address in good
        if row.is_of_somebody_told(address)
        or (is_nominative(address) and is_nominative(address, row.context))
    ]
    for address in nominative:
        row.has_person = True
        row.warn(header, "adresse nominative, mise à part", masked(address), kind=EMAIL_KIND)
    return "\n".join(address for address in good if address not in nominative)


def phone(row: Row, postal_code: str) -> str:
    """The place's number; a mobile beside somebody's name is theirs, and is set aside.

    A mobile that stands alone is the place's own (itinerant ones have no other): kept, and told.
    """
    header, cell = row.first("telephone")
    text = cells.line_of(cell)
    if not text:
        return ""
    read = phone_of(text, postal_code)
    if not read.kind and not read.reason and not is_mobile(read.value):
        return read.value
    is_named = has_name(text)
    if is_named:
        row.has_person = True
        row.warn(header, "nom d’une personne, retiré", kind=NAME_KIND)
    if is_mobile(read.value) and row.has_person:
        reason = "numéro de portable d’une personne, mis à part"
        row.warn(header, reason, f"{read.value[:5]}…", kind=PHONE_KIND)
        return ""
    if is_named and not read.kind:
        return ""
    if read.reason:
        _tell(row, header, "" if is_named else text, read)
    if read.is_lossy and not is_named:
        row.keep(header, text)
    if is_mobile(read.value):
        reason = "numéro de portable\u202f: vérifiez qu’il est celui du lieu"
        row.warn(header, reason, read.value, kind="mobile_number")
    return read.value


def _tell(row: Row, header: str, text: str, read: cells.Read) -> None:
    row.warn(header, read.reason, text, kind=read.kind, after=read.value)
