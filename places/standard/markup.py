"""Turn the HTML that producers leave in cells into plain text."""

import re
from html import unescape

# Only tags of HTML are markup: « <3 » and « < 12 ans > » are words.
_NAMES = frozenset(
    """
    a abbr address article aside audio b base big blockquote body br button canvas center cite
    code col colgroup dd del details div dl dt em embed fieldset figcaption figure font footer
    form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li
    link main map mark math meta nav noscript object ol optgroup option p param picture pre q s
    samp script section select small source span strike strong style sub summary sup svg table
    tbody td template textarea tfoot th thead time title tr u ul var video
    """.split()
)
_LINES = frozenset(
    """
    address article blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li
    ol p pre section table tr ul
    """.split()
)
_SILENT = ("script", "style")
# A tag never runs over another « < »: each sign is looked at once.
_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?::\w{1,15})?((?:[\s/][^<>]*)?)>|<!--[^<>]*-->"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LINK = re.compile(r"\bhref ?= ?[\"']?(?:mailto:)?([^\"'\s]{1,2000})", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n(?: ?\n)+")
_MOST_ROUNDS = 5


def without_markup(text: str) -> str:
    """The text that a browser would show of a cell: tags gone, entities read, lists as lines.

    The words of scripts and styles are dropped, the address of a link is kept beside its words.
    Doing it twice changes nothing; a text without markup is returned as it is.
    """
    if "<" not in text and "&" not in text:
        return text
    for _round in range(_MOST_ROUNDS):
        cleaned = _shown(_ENTITY.sub(_sign, text))
        if cleaned == text:
            return text
        text = cleaned
    # Nested to deceive: what still looks like a tag is made words.
    return text.replace("<", "\u2039").replace("&", "et")


def links_of_markup(text: str) -> str:
    """The addresses of the links of a cell (« <a href=…> »), separated by « | »."""
    tags = (tag for tag in _TAG.finditer(text) if tag[2] and tag[2].lower() == "a" and not tag[1])
    found = (_LINK.search(_ENTITY.sub(_sign, tag[3] or "")) for tag in tags)
    return "|".join(dict.fromkeys(link[1] for link in found if link))


def _sign(entity: "re.Match[str]") -> str:
    return unescape(entity[0]).replace("\u00a0", " ")


def _shown(text: str) -> str:
    pieces: list[str] = []
    position = 0
    silent = ""
    lowered = text.lower()
    ends = {name: lowered.rfind(f"</{name}") for name in _SILENT}
    for tag in _TAG.finditer(text):
        name = (tag[2] or "").lower()
        if silent:
            if tag[1] and name == silent:
                silent, position = "", tag.end()
            continue
        if tag[2] and name not in _NAMES:
            continue
        pieces += (text[position : tag.start()], _instead(name, tag[1], tag[3] or ""))
        position = tag.end()
        if not tag[1] and ends.get(name, -1) >= position:
            silent = name
    if not pieces:
        return text
    pieces.append(text[position:])
    return _tidied("".join(pieces))


def _instead(name: str, closing: str, attributes: str) -> str:
    if name == "a" and not closing and (link := _LINK.search(attributes)):
        return f"{link[1]} "
    if name == "li" and not closing:
        return "\n- "
    if name in _LINES:
        return "\n"
    return " " if name in ("td", "th") else ""


def _tidied(text: str) -> str:
    lines = (line.strip() for line in _SPACES.sub(" ", text).split("\n"))
    return _BLANK_LINES.sub("\n", "\n".join(lines)).strip()
