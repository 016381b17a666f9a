"""Opening hours as people type them in a form."""

import pytest
from django import forms

from places.fields import OpeningHoursField, reading


class HoursForm(forms.Form):
    hours = OpeningHoursField()


def sent(text, seen=""):
    return HoursForm({"hours": text, "hours-seen": seen})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  Mo-Fr 09:00-12:00 ", "Mo-Fr 09:00-12:00"),
        ("du lundi au vendredi 9h-12h, sauf mercredi", "Mo,Tu,Th,Fr 09:00-12:00"),
        ("Lundi : 9h-12h\r\nMardi : 14h-17h", "Mo 09:00-12:00; Tu 14:00-17:00"),
        ("Mo 09:00-12:00; Mo 14:00-17:00", "Mo 09:00-12:00,14:00-17:00"),
        ("sur rendez-vous", 'unknown "sur rendez-vous"'),
    ],
)
def test_what_is_sure_is_kept_as_osm(typed, kept):
    form = sent(typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["hours"] == kept


def test_what_is_doubtful_is_refused_once_with_a_proposal_to_copy():
    text = "Mo-Fr 09:00-12:00; Fr 14:00-17:00"
    form = sent(text)
    errors = " ".join(form.errors["hours"])
    assert "«\u202fMo-Th 09:00-12:00; Fr 09:00-12:00,14:00-17:00\u202f»" in errors
    assert "Lu ainsi\u00a0: Lundi au jeudi\u00a0: 9\u00a0h à 12\u00a0h" in errors
    assert text in str(form["hours"])  # nothing typed is lost
    again = sent(text, seen=text)
    assert again.is_valid()
    assert again.cleaned_data["hours"] == text


def test_what_is_not_understood_says_where_and_is_kept_when_sent_again():
    text = "lundi 9h-12h, Médiathèque : mardi 14h-17h"
    form = sent(text)
    errors = " ".join(form.errors["hours"])
    assert "à partir de «\u202fMédiathèque : mardi" in errors
    assert "affichés tels quels" in errors
    again = sent(text, seen=text)
    assert again.is_valid()
    assert again.cleaned_data["hours"] == text


def test_another_doubtful_text_is_refused_again():
    assert not sent("lundi", seen="mardi").is_valid()


def test_the_form_remembers_what_it_showed():
    assert '<input type="hidden" name="hours-seen" value="lundi &lt;b&gt;">' in str(
        sent("lundi <b>")["hours"]
    )
    assert 'name="hours-seen" value=""' in str(HoursForm()["hours"])
    shown = HoursForm(initial={"hours": "à voir"})
    assert 'name="hours-seen" value="à voir"' in str(shown["hours"])


def test_too_long_a_text_is_refused():
    text = "lundi 9h-12h " * 1000
    assert not sent(text, seen=text).is_valid()


def test_a_reading_is_said_in_one_line():
    said = reading("Tu[1] 14:00-16:00; PH off").replace("\u00a0", " ")
    assert said == "Lu ainsi : 1er mardi du mois : 14 h à 16 h ; Jours fériés : fermé."
    assert reading("") == reading("à voir") == ""
