"""Every page writes icons, menus, phone numbers, distances and forms in one way."""

import gzip
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.html import escape
from django.utils.translation import override

from home.templatetags import ui

NBSP = "\u00a0"
NARROW = "\u202f"
STATIC = Path(__file__).parents[2] / "mediation" / "static"


def render(source: str, path: str = "/", **context: object) -> str:
    request = RequestFactory().get(path)
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("0555000001", "05 55 00 00 01"),
        ("+33 5 55 00 00 01", "05 55 00 00 01"),
        ("0033555000001", "05 55 00 00 01"),
        ("+33 (0)5.55.00.00.01", "05 55 00 00 01"),
        ("+262262000001", "02 62 00 00 01"),
        ("+32 2 000 00 00", "+32 2 000 00 00"),
        ("demander Paul", "demander Paul"),
        ("", ""),
    ],
)
def test_a_reader_sees_phone_numbers_two_digits_at_a_time(given, shown):
    assert ui.phone(given).replace(NBSP, " ") == shown


def test_a_phone_number_dials_when_touched():
    html = ui.phone_link("05.55.00.00.01")
    assert 'href="tel:0555000001"' in html
    assert f"05{NBSP}55{NBSP}00{NBSP}00{NBSP}01" in html


def test_a_short_number_dials_too():
    assert 'href="tel:3949"' in ui.phone_link("39 49")


@pytest.mark.parametrize("text", ["", None, "à l’accueil", "05 55 00 00 01 ou 06 00 00 00 00"])
def test_what_cannot_be_dialled_is_no_link(text):
    assert ui.phone_link(text) == (text or "")


def test_a_hostile_phone_number_is_inert_text():
    html = render("{% phone_link number %}", number="<img src=x onerror=alert(1)>")
    assert "<img" not in html


@pytest.mark.parametrize(
    ("km", "shown"),
    [
        (0, "50 m"),
        (0.612, "600 m"),
        (0.949, "950 m"),
        (0.951, "1,0 km"),
        (1.14, "1,1 km"),
        (9.94, "9,9 km"),
        (9.96, "10 km"),
        (123.4, "123 km"),
        (None, ""),
    ],
)
def test_a_reader_sees_distances_as_on_a_road_sign(km, shown):
    assert ui.distance(km).replace(NBSP, " ") == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Où êtes-vous ?", f"Où êtes-vous{NARROW}?"),
        ("« Filtrer » !", f"«{NARROW}Filtrer{NARROW}»{NARROW}!"),
        ("Note : rien", f"Note{NBSP}: rien"),
        ("à 17 h 30", f"à 17{NBSP}h 30"),
        ("1 200 €", f"1{NBSP}200{NBSP}€"),
        ("un :chiffre", "un :chiffre"),
        ("l'aide d'ici", "l’aide d’ici"),
    ],
)
def test_french_spaces_never_leave_a_sign_alone(given, shown):
    assert ui.nbsp(given) == shown


def test_french_spaces_keep_a_hostile_text_escaped():
    assert "<b>" not in render("{{ text|nbsp }}", text="<b>ah !</b>")


def test_a_field_of_another_library_loses_its_grey_words():
    class Login(forms.Form):
        login = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "E-mail"}))

    assert "placeholder" not in str(ui.without_placeholders(Login()))


def test_a_label_loses_its_last_sign_before_an_error():
    assert ui.bare(f"Où êtes-vous{NARROW}?") == "Où êtes-vous"


@pytest.mark.parametrize("name", ui.ICONS)
def test_an_icon_is_hidden_from_screen_readers_and_costs_two_elements(name):
    html = ui.icon(name)
    assert 'aria-hidden="true"' in html
    assert html.count("<") == len(("<svg", "<path", "</svg"))


def test_an_unknown_icon_is_a_mistake_of_the_developer():
    with pytest.raises(KeyError):
        ui.icon("licorne")


@pytest.mark.parametrize(
    ("path", "current"),
    [("/lieux/", 'aria-current="page"'), ("/lieux/x/", 'aria-current="true"'), ("/", "")],
)
def test_the_menu_marks_where_one_is(path, current):
    html = render('{% nav_link "/lieux/" "Trouver un lieu" %}', path)
    assert (
        html == f'<li><a href="/lieux/"{" " if current else ""}{current}>Trouver un lieu</a></li>'
    )


def test_home_is_not_current_on_every_page():
    assert "aria-current" not in render('{% nav_link "/" "Accueil" %}', "/lieux/")


def test_the_dashboard_is_not_current_on_every_professional_page():
    html = render('{% nav_link "/pro/" "Aujourd’hui" exact=True %}', "/pro/orientations/")
    assert "aria-current" not in html


def test_a_menu_entry_without_address_is_not_written():
    assert render('{% nav_link "" "Rien" %}') == ""


def test_a_wide_table_scrolls_with_the_keyboard():
    html = render('{% tableregion "t" %}<table>{{ x }}</table>{% endtableregion %}', x="<b>")
    assert 'role="region" aria-labelledby="t" tabindex="0"><table>&lt;b&gt;</table>' in html


class Help(forms.Form):
    first_name = forms.CharField(label="Prénom", help_text="Comme sur ses papiers.")
    phone = forms.CharField(label="Téléphone", required=False)
    needs = forms.MultipleChoiceField(
        label="De quoi a-t-elle besoin ?",
        choices=[("mail", "E-mail"), ("caf", "CAF")],
        widget=forms.CheckboxSelectMultiple,
    )
    agrees = forms.BooleanField(label="La personne est d’accord.")


def test_a_refused_form_lists_its_errors_with_links_to_the_fields():
    html = str(Help({"first_name": "", "phone": "06", "needs": []}))
    summary, _, fields = html.partition('class="field')
    assert 'role="alert"' in summary
    for target in ("id_first_name", "id_needs_0", "id_agrees"):
        assert f'href="#{target}"' in summary
        assert f'id="{target}"' in fields
    assert f"besoin{NBSP}: " in summary.replace("&nbsp;", NBSP)


def test_a_refused_form_keeps_what_was_typed():
    assert 'value="06"' in str(Help({"phone": "06"}))


def test_hint_and_error_are_read_with_their_field():
    html = str(Help({"first_name": ""})["first_name"].as_field_group())
    assert 'aria-describedby="id_first_name_helptext id_first_name_error"' in html
    assert 'id="id_first_name_helptext"' in html
    assert 'id="id_first_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_list_of_choices_is_a_fieldset_with_a_legend():
    html = str(Help()["needs"].as_field_group())
    assert html.count("<fieldset") == html.count("<legend") == 1
    assert html.count('<label class="choice">') == len(Help.base_fields["needs"].choices)


def test_optional_fields_say_so_only_where_others_are_required():
    assert str(Help()).count("(facultatif)") == 1

    class Filter(forms.Form):
        service = forms.CharField(label="Service", required=False)

    assert "(facultatif)" not in str(Filter())


def test_hostile_values_and_labels_are_inert_in_a_form():
    hostile = "<img src=x onerror=alert(1)>"
    form = Help({"first_name": hostile, "phone": hostile})
    form.add_error(None, hostile)
    html = str(form)
    assert "<img" not in html
    assert escape(hostile) in html


def test_pages_keep_the_other_filters_of_the_address():
    request = RequestFactory().get("/lieux/", {"q": "Guéret", "page": "2"})
    page = Paginator(range(90), 10).get_page(2)
    html = render_to_string("components/pagination.html", {"page": page}, request)
    assert "q=Gu%C3%A9ret" in html
    assert "page=3" in html
    assert html.count('aria-current="page"') == 1


def test_a_single_page_has_no_pagination():
    page = Paginator(range(3), 10).get_page(1)
    assert render_to_string("components/pagination.html", {"page": page}).strip() == ""


def test_long_lists_show_the_ends_and_the_neighbours():
    paginator = Paginator(range(90), 10)
    assert ui.page_numbers(paginator, 5) == [1, None, 4, 5, 6, None, 9]


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "500"])
def test_an_error_page_stands_without_request_nor_database(name):
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert 'lang="fr"' in html
    assert " style=" not in html


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "500"])
def test_an_error_page_leads_on_in_the_readers_language(name):
    with override("en"):
        html = render_to_string(f"{name}.html").partition("<main")[2]
    assert 'href="/en/"' in html
    assert 'href="/"' not in html
    assert 'href="/lieux/"' not in html


def test_a_lost_page_leads_who_is_signed_in_back_to_work(client, site, bachir):
    lost = "/rien-ici/"
    assert "Aller à mon espace" not in client.get(lost).content.decode()
    client.force_login(bachir)
    answer = client.get(lost)
    assert answer.status_code == 404
    assert (
        '<a class="button-secondary" href="/pro/">Aller à mon espace</a>' in answer.content.decode()
    )


def test_a_colon_has_the_spaces_of_the_language():
    french, english = "Accessibilité\u00a0: non conforme", "Accessibility: "
    assert french in render_to_string("404.html")
    with override("en"):
        assert english in render_to_string("404.html")


def test_what_was_done_is_told_in_french_type():
    said = render_to_string("components/alert.html", {"text": "C'est noté : la fiche <b>"})
    assert "C’est noté\u00a0: la fiche &lt;b&gt;" in said


def test_the_frame_leaves_room_for_the_page():
    """Home may hold 300 elements: the frame takes less than 70."""
    html = render_to_string("404.html")
    assert html.count("<") - html.count("</") - html.count("<!") <= 70


def test_the_style_and_the_script_stay_within_their_budget():
    assert len(gzip.compress((STATIC / "css" / "fanal.css").read_bytes())) <= 10_000
    assert len(gzip.compress((STATIC / "js" / "fanal.js").read_bytes())) <= 3_000


def test_no_static_file_points_to_a_source_map_that_is_not_shipped():
    files = [path for path in STATIC.rglob("*") if path.suffix in {".js", ".css"}]
    assert files
    assert not [path.name for path in files if "sourceMappingURL" in path.read_text()]


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1\u00a0ko"), (120_400, "120\u00a0ko"), (2_440_000, "2,4\u00a0Mo")],
)
def test_the_weight_of_a_file_is_written_as_people_read_it(size, words):
    assert ui.weight(size) == words
