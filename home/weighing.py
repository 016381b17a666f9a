"""Weigh a page before it is published: its elements, its requests, what travels to show it."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from lxml import html

from home.ecoindex import ecoindex, letter

# Sent compressed; images and fonts already are.
TEXTS = {".css", ".js", ".svg", ".json"}
FONT = re.compile(r'url\("?([^")]+\.woff2)"?\)')
KILO = 1000
# What the browser reads at once: a video waits for a click (`preload="none"`).
LOADED = "//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src | //@poster"
# The toolbar that an editor sees over a preview is no part of the page.
TOOLBAR = "//wagtail-userbar | //template | //script[contains(@src, 'wagtailadmin')]"


@dataclass(frozen=True)
class Resource:
    """A file that the page asks for, and its weight in bytes once compressed."""

    address: str
    size: int

    @property
    def name(self) -> str:
        return self.address.rsplit("/", 1)[-1]

    @property
    def is_foreign(self) -> bool:
        return bool(urlsplit(self.address).netloc)


@dataclass(frozen=True)
class Weight:
    """A page as the network sees it; `size` in bytes, `resources` heaviest first."""

    nodes: int
    size: int
    resources: tuple[Resource, ...]

    @property
    def requests(self) -> int:
        return 1 + len(self.resources)

    @property
    def index(self) -> int:
        return ecoindex(self.nodes, self.requests, self.size / KILO)

    @property
    def letter(self) -> str:
        return letter(self.index)


def weigh(text: str) -> Weight:
    """Weigh the HTML of a page, with the files it loads from our own storages."""
    document = page_of(text)
    addresses = dict.fromkeys(str(address) for address in document.xpath(LOADED))
    files = dict.fromkeys(a for address in addresses for a in (address, *fonts_of(address)))
    resources = [Resource(a, size_of(a)) for a in files if not a.startswith("data:")]
    own = len(gzip.compress(text.encode()))
    return Weight(
        nodes=sum(1 for _ in document.iter(html.etree.Element)),
        size=own + sum(resource.size for resource in resources),
        resources=tuple(sorted(resources, key=lambda resource: -resource.size)),
    )


def page_of(text: str) -> html.HtmlElement:
    """The document of a page, without the editor's toolbar."""
    document = html.document_fromstring(text)
    for element in document.xpath(TOOLBAR):
        element.drop_tree()
    return document


def fonts_of(address: str) -> Iterator[str]:
    """The fonts that a style sheet of ours asks for."""
    if address.endswith(".css") and (content := read(address)):
        folder = address.rsplit("/", 1)[0]
        for found in FONT.findall(content.decode()):
            yield f"{folder}/{found}"


def size_of(address: str) -> int:
    content = read(address)
    if content is None:
        return 0
    return len(gzip.compress(content)) if Path(address).suffix in TEXTS else len(content)


def read(address: str) -> bytes | None:
    """The content of a file of ours, None when it is not one."""
    path = urlsplit(address).path
    try:
        if path.startswith(settings.MEDIA_URL):
            return default_storage.open(path.removeprefix(settings.MEDIA_URL)).read()
        if path.startswith(settings.STATIC_URL):
            return read_static(path.removeprefix(settings.STATIC_URL))
    except (OSError, SuspiciousFileOperation):
        return None
    return None


def read_static(name: str) -> bytes | None:
    if staticfiles_storage.exists(name):
        return staticfiles_storage.open(name).read()
    found = finders.find(name)
    return Path(found).read_bytes() if found else None
