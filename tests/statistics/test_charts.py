"""Charts: escaped, described, and the right lengths."""

from xml.etree import ElementTree

from mediation.statistics.charts import (
    LABEL_LENGTH,
    MOST_COLUMNS,
    WIDTH,
    Point,
    bars,
    shortened,
    timeline,
)


def points(*values):
    return [Point(f"catégorie {value}", value, str(value)) for value in values]


def drawn(chart):
    return ElementTree.fromstring(chart)  # noqa: S314 -- our own drawing


def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion():
    widths = [bar.get("width") for bar in drawn(bars("Titre", points(40, 10, 0), "x")).iter("rect")]
    assert [float(width) for width in widths] == [WIDTH, WIDTH / 4, 0]


def test_a_chart_says_what_it_is_to_those_who_cannot_see_it():
    chart = drawn(bars("Par type, activités", points(40, 10), "x"))
    assert chart.get("role") == "img"
    assert chart.get("aria-labelledby") == "x-titre x-description"
    assert chart.find("title").text == "Par type, activités"
    assert chart.find("desc").text == "Le plus grand\xa0: catégorie 40, 40."


def test_a_hostile_label_is_inert():
    hostile = [Point('<img onerror="x">&', 1, "1")]
    for chart in (bars("<b>", hostile, "x"), timeline("<b>", hostile, "x")):
        assert "<img" not in chart
        assert "<b>" not in chart
        assert "&lt;img" in chart


def test_no_style_is_written_inline():
    assert "style" not in bars("Titre", points(1), "x") + timeline("Titre", points(1), "x")


def test_a_long_label_is_cut_with_an_ellipsis():
    assert len(shortened("x" * 80)) == LABEL_LENGTH
    assert shortened("court") == "court"


def test_columns_stand_on_the_axis_and_many_become_a_line():
    few, many = drawn(timeline("T", points(2, 4), "x")), points(*range(MOST_COLUMNS + 1))
    tops = [float(column.get("y")) for column in few.iter("rect")]
    feet = [float(c.get("y")) + float(c.get("height")) for c in few.iter("rect")]
    assert tops[0] > tops[1]
    assert feet[0] == feet[1]
    line = drawn(timeline("T", many, "x")).find("polyline")
    assert len(line.get("points").split()) == len(many)


def test_a_chart_of_nothing_is_still_a_chart():
    assert "Aucune donnée" in bars("Titre", [], "x")
    assert next(drawn(bars("Titre", points(0), "x")).iter("rect")).get("width") == "0.0"
