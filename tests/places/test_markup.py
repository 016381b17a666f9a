"""Tests of HTML in cells, made text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.standard.markup import links_of_markup, without_markup

HOSTILE = ["<" * 100_000, "<b " * 33_000, "<script>" * 12_500, "&amp;" * 20_000, "<!--" * 25_000]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>Du lundi au vendredi</p>", "Du lundi au vendredi"),
        ("Matin<br>Soir<br/>Nuit", "Matin\nSoir\nNuit"),
        ("<ul><li>Ordinateurs</li><li>Imprimante</li></ul>", "- Ordinateurs\n- Imprimante"),
        ('<div style="font-family:calibri; color:#00f"><b>M&eacute;dia</b></div>', "Média"),
        (
            "Tom &amp; Lola&nbsp;: l&#39;été &#x2014; gratuit",
            "Tom & Lola : l'été — gratuit",
        ),
        ("&lt;b&gt;gras&lt;/b&gt;", "gras"),
        ("Avant<script>alert(1)</script>après", "Avantaprès"),
        ("<style>p{color:red}</style>Texte", "Texte"),
        ("<img src=x onerror=alert(1)>Texte", "Texte"),
        ("<table><tr><td>Lundi</td><td>9h</td></tr></table>", "Lundi 9h"),
        ("<a href='https://etang.example/'>notre site</a>", "https://etang.example/ notre site"),
        ("<!-- caché -->vu", "vu"),
        ("<scr<b>ipt>alert(1)</script>", "alert(1)"),
    ],
)
def test_markup_becomes_the_text_a_browser_would_show(written, shown):
    assert without_markup(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "moins de 3 < 12 ans > 2",
        "I <3 le numérique",
        "R&D",
        "https://a.example/?a=1&copy=2",
    ],
)
def test_words_that_are_no_markup_stay(written):
    assert without_markup(written) == written


def test_the_links_of_a_cell_are_found():
    cell = '<a href="https://a.example/?x=1&amp;y=2">un</a> <A HREF=https://b.example>deux</A>'
    assert links_of_markup(cell) == "https://a.example/?x=1&y=2|https://b.example"


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from("<b> </b> <br> <li> <script> </script> < > & &amp; &lt; &gt; b a".split())
    ).map("".join)
)
def test_no_cell_is_an_exception_and_a_cleaned_one_stays(text):
    once = without_markup(text)
    assert without_markup(once) == once


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:5])
def test_hostile_markup_is_read_in_one_pass(text):
    assert len(without_markup(text)) <= len(text)
