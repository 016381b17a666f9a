"""What every page writes the same way: icons, menu links, French spacing, phones, distances."""

import re
from datetime import date, datetime

from django import template
from django.core.paginator import Paginator
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.defaultfilters import stringfilter
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from places import french
from places.dates import say_day, say_moment
from places.opening_hours import say_time
from places.phones import canonical_phone, spaced

register = template.Library()

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"

# Drawn for Fanal on a 24 × 24 grid, one line weight: each icon is the « d » of a single path.
ICONS = {
    "arrow-right": "M4 12h15M13 6l6 6-6 6",
    "calendar": "M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"
    "M4 10h16M8 3v4M16 3v4",
    "check": "M4.5 12.5l5 5 10-11",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
    "cross": "M6 6l12 12M18 6L6 18",
    "document": "M6 3h12a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z"
    "M9 8h6M9 12h6M9 16h3",
    "download": "M12 4v11M7 11l5 5 5-5M4 20h16",
    "filter": "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18"
    "M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z",
    "group": "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"
    "M2.5 20c.4-3.8 2.8-5.5 6.5-5.5s6.1 1.7 6.5 5.5"
    "M16 5.3a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .7 3.2 2.4 3.5 5.1",
    "house": "M4 11l8-7 8 7v9H4zM10 20v-6h4v6",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.5v.01",
    "mail": "M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"
    "M3.5 7l8.5 6 8.5-6",
    "map-pin": "M12 21.5c-4.6-4.8-7-8.3-7-11.5a7 7 0 0 1 14 0c0 3.2-2.4 6.7-7 11.5z"
    "M12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.6-4 3.3-6 7.5-6s6.9 2 7.5 6",
    "phone": "M8 2.5h8a1 1 0 0 1 1 1v17a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-17a1 1 0 0 1 1-1zM11 18h2",
    "printer": "M7 9V4h10v5"
    "M7 17H4.5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H17M7 14h10v6H7z",
    "screen": "M4 4h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z"
    "M12 16v4M8 20h8",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
    "shield": "M12 3l7.5 2.5v6c0 4.5-2.8 7.6-7.5 9.5-4.7-1.9-7.5-5-7.5-9.5v-6z"
    "M8.5 12l2.5 2.5 4.5-5",
    "warning": "M12 3.5L22 20.5H2zM12 10v5M12 17.8v.01",
}

SHORT_NUMBER = re.compile(r"\d{3,6}")  # 112, 3949…

METRES_BELOW = 0.95  # kilometres: above, rounding to 50 m would write « 1000 m »
MEGABYTE = 1_000_000
DECIMALS_BELOW = 9.95  # kilometres: further, a tenth says nothing


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one of `ICONS` inline, hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', ICONS[name]
    )


@register.simple_tag(takes_context=True)
def nav_link(context: Context, url: str, label: str, exact: bool = False) -> str:
    """Write a menu entry, current on its page and, unless `exact`, on those below it.

    An unknown address makes no entry.
    """
    if not url:
        return ""
    path = getattr(context.get("request"), "path", "")
    current: str | SafeString = ""
    if path == url:
        current = mark_safe(' aria-current="page"')
    elif url != "/" and not exact and path.startswith(url):
        current = mark_safe(' aria-current="true"')
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, label)


@register.simple_block_tag
def tableregion(content: str, caption_id: str) -> SafeString:
    """Wrap a table that may be wider than the screen: it scrolls alone, with the keyboard too."""
    return format_html(
        '<div class="table-region" role="region" aria-labelledby="{}" tabindex="0">{}</div>',
        caption_id,
        content,
    )


@register.filter
def asks_something(form: BaseForm) -> bool:
    """Say whether a field of the form must be filled: only then is « facultatif » worth writing."""
    return any(field.required for field in form.fields.values())


@register.filter
def page_numbers(paginator: Paginator, number: int) -> list[int | None]:
    """Give the page numbers worth showing around `number`; None stands for what is left out."""
    pages = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in pages]


@register.filter
def without_placeholders(form: BaseForm) -> BaseForm:
    """Take the grey words out of the fields of a foreign form: they look already filled."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form


@register.filter
def anchor(field: BoundField) -> str:
    """Give the id of the first control of a field, where a link of the error summary leads."""
    if field.id_for_label:
        return field.id_for_label
    return f"{field.auto_id}_0"


@register.filter
@stringfilter
def bare(label: str) -> str:
    """Take the final « . », « ? » or « : » off a label, so that words can follow it."""
    return re.sub(r"[\s.?!:]+$", "", label)


@register.filter(is_safe=True)
@stringfilter
def nbsp(text: str) -> str:
    """Set French type: curved apostrophes; no sign or unit begins a line, none is left alone."""
    text = re.sub(r"(?<=[^\W\d_])(?:'|&#x27;|&#39;)(?=[^\W\d_])", "’", text)
    text = re.sub(r" (?=[;!?»])|(?<=«) ", NARROW_NBSP, text)
    text = re.sub(r" (?=:(?:\s|$))", NBSP, text)
    return re.sub(r"(?<=\d) (?=\d{3}(?:\D|$)|[%€]|(?:h|min|km|m|kg|Go|Mo|ko)\b)", NBSP, text)


@register.simple_tag
def colon() -> str:
    """Write « : » after a label: with a space before it in French, without in the others."""
    return french.colon()


@register.filter
@stringfilter
def of(name: str) -> str:
    """Write « de Guéret », « d’Aubusson », « du Fournil »; in another language, the name alone."""
    return french.of(name)


@register.filter
@stringfilter
def phone(number: str) -> str:
    """Write a French number two digits at a time, unbreakable; any other number as it was given."""
    return spaced(number, NBSP)


@register.simple_tag
def phone_link(number: str | None) -> str:
    """Write a number that dials when it is touched; what cannot be dialled stays text."""
    number = (number or "").strip()
    short = re.sub(r"\s", "", number)
    dialled = canonical_phone(number) or (short if SHORT_NUMBER.fullmatch(short) else None)
    if dialled is None:
        return number
    return format_html('<a class="tel" href="tel:{}">{}</a>', dialled, phone(number))


@register.filter
def weight(size: int) -> str:
    """Write the weight of a file as people read it: 120 ko, 2,4 Mo."""
    if size < MEGABYTE:
        return gettext("%(n)s\u00a0ko") % {"n": max(1, round(size / 1000))}
    return gettext("%(n)s\u00a0Mo") % {"n": number_format(round(size / MEGABYTE, 1), 1)}


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Write a day: « 1er janvier 2027 », as Django does in another language."""
    return say_day(value) if value else ""


@register.filter(expects_localtime=True)
def month_day(value: date | None) -> str:
    """Write a day of this year or of the next: « 1er janvier »."""
    return say_day(value, with_year=False) if value else ""


@register.filter(expects_localtime=True)
def hour(value: datetime | None) -> str:
    """Write an hour: « 9 h », « 14 h 30 »."""
    return say_time(value.time()) if value else ""


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """Write a moment: « 26 novembre 2026 à 9 h 37 », as Django does in another language."""
    return say_moment(value) if value else ""


@register.filter
def distance(kilometres: float | None) -> str:
    """Write a distance in km as one reads it on a road sign: 600 m, 1,1 km, 12 km."""
    if kilometres is None:
        return ""
    if kilometres < METRES_BELOW:
        return gettext("%(n)s\u00a0m") % {"n": max(50, round(kilometres * 20) * 50)}
    decimals = 1 if kilometres < DECIMALS_BELOW else 0
    return gettext("%(km)s\u00a0km") % {"km": number_format(round(kilometres, decimals), decimals)}
