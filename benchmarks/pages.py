"""Weigh pages in a real browser, against the budgets of the product: `pages.py [ADDRESS]`.

To weigh them with many places, fill the demonstration first, while it runs or not:

    DATABASE_URL=sqlite:///.demo/fanal.sqlite3 python benchmarks/fill.py 20000
"""

import gzip
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from home.ecoindex import ecoindex, letter

COMPRESSED = ("text/", "application/json", "application/geo+json", "javascript", "image/svg+xml")
DEFAULT_ADDRESS = "http://127.0.0.1:8000"
# As printed by the demonstration when it starts.
PASSWORD = "fanal-demo-2026"  # noqa: S105
# The second is dense once `fill.py` has filled the demonstration.
TOWNS = ("Guéret", "Toulouse")
FORMS = (
    ("orientation", "alice@demo.fanal", "/pro/orientations/nouvelle/"),
    ("activité", "bachir@demo.fanal", "/pro/activites/nouvelle/"),
    ("atelier", "bachir@demo.fanal", "/pro/ateliers/nouveau/"),
)


@dataclass(frozen=True)
class Budget:
    """The most a page may cost; sizes in thousands of bytes, compressed."""

    dom: int
    requests: int
    kilobytes: float
    css: float
    js: float
    ecoindex: int


HOME = Budget(300, 8, 60, 10, 5, 81)
LIST = Budget(365, 10, 100, 10, 10, 81)
SHEET = Budget(300, 8, 60, 10, 5, 81)
MAP = Budget(455, 35, 500, 15, 70, 71)
CRISIS = Budget(400, 2, 20, 10, 0, 81)
FORM = Budget(350, 10, 100, 10, 25, 81)


@dataclass
class Weight:
    """What a page cost a browser with an empty cache."""

    dom: int = 0
    requests: int = 0
    kilobytes: float = 0.0
    css: float = 0.0
    js: float = 0.0
    addresses: list[str] = field(default_factory=list)

    @property
    def ecoindex(self) -> int:
        return ecoindex(self.dom, self.requests, self.kilobytes)

    def beyond(self, budget: Budget) -> list[str]:
        """What is over budget, in words; nothing when all is within."""
        faults = [
            f"{name} {getattr(self, name):g} > {getattr(budget, name):g}"
            for name in ("dom", "requests", "kilobytes", "css", "js")
            if getattr(self, name) > getattr(budget, name)
        ]
        if self.ecoindex < budget.ecoindex:
            faults.append(f"ecoindex {self.ecoindex} < {budget.ecoindex}")
        return faults


def compressed_size(response: Any) -> float:
    """Thousands of bytes of a response's body, gzipped when its type gains from it."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    if any(name in kind for name in COMPRESSED):
        body = gzip.compress(body, 6)
    return len(body) / 1000


class Scale:
    """Listens to a page from before it opens, and weighs all it received."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.responses: list[Any] = []
        page.on("response", self.hear)

    def hear(self, response: Any) -> None:
        """A method of ours: the browser library refuses a built-in one such as `list.append`."""
        self.responses.append(response)

    def read(self) -> Weight:
        weight = Weight(dom=self.page.evaluate("document.getElementsByTagName('*').length"))
        for response in self.responses:
            if response.url.startswith(("data:", "blob:")) or not response.ok:
                continue
            size = compressed_size(response)
            kind = response.headers.get("content-type", "")
            weight.requests += 1
            weight.kilobytes += size
            weight.css += size if "text/css" in kind else 0
            weight.js += size if "javascript" in kind else 0
            weight.addresses.append(response.url)
        return weight


def weigh(page: Page, address: str) -> Weight:
    """Open `address` in a fresh page and weigh it once the network is quiet."""
    scale = Scale(page)
    page.goto(address, wait_until="networkidle")
    return scale.read()


def demo_pages(page: Page, address: str) -> Iterator[tuple[str, str, Budget]]:
    """Name, address and budget of each public page of a running demonstration."""
    page.goto(f"{address}/lieux/?ou=Guéret")
    sheet = page.locator(".place h2 a").first.get_attribute("href")
    page.goto(f"{address}/articles/")
    article = page.locator("main a[href^='/articles/']").first.get_attribute("href")
    yield "accueil", f"{address}/", HOME
    yield "article", f"{address}{article}", HOME
    yield "liste des lieux", f"{address}/lieux/?ou=Guéret", LIST
    yield "un lieu", f"{address}{sheet}", SHEET
    yield "page de crise", f"{address}/crise/", CRISIS
    yield "territoire", f"{address}/territoires/epci/200034825/", LIST
    for step in range(1, 5):
        yield f"guide, question {step}", f"{address}/trouver/?etape={step}", HOME
    yield "cadre, liste", f"{address}/embed/lieux/?commune=23096", LIST
    yield "cadre, carte", f"{address}/embed/lieux/?commune=23096&vue=carte", MAP
    yield "liste, ville dense", f"{address}/lieux/?ou=Toulouse", LIST
    yield "territoire, ville dense", f"{address}/territoires/commune/31555/", LIST
    yield "territoire, grand", f"{address}/territoires/departement/59/", LIST
    yield "cadre, ville dense", f"{address}/embed/lieux/?commune=31555", LIST
    yield "intégrer", f"{address}/integrer/?vue=liste", LIST
    yield "données ouvertes", f"{address}/donnees-ouvertes/", HOME


def weigh_map(page: Page, address: str, town: str) -> Weight:
    """The list of places, then its map, opened by the person."""
    scale = Scale(page)
    page.goto(f"{address}/lieux/?ou={town}", wait_until="networkidle")
    page.get_by_text("Voir la carte").click()
    # A town without places still has its names, of no width.
    page.wait_for_selector(".leaflet-marker-icon", state="attached")
    page.wait_for_load_state("networkidle")
    return scale.read()


def sign_in(page: Page, address: str, email: str) -> None:
    page.goto(f"{address}/compte/connexion/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(f"{address}/pro/")


def weigh_signed_in(browser: Browser, address: str, email: str, path: str) -> Weight:
    """A page of the professional space, with an empty cache."""
    first = browser.new_context()
    sign_in(first.new_page(), address, email)
    context = browser.new_context(storage_state=first.storage_state())
    return weigh(context.new_page(), f"{address}{path}")


def report(name: str, weight: Weight, budget: Budget) -> None:
    grade = f"{weight.ecoindex} {letter(weight.ecoindex)}"
    faults = "; ".join(weight.beyond(budget)) or "dans le budget"
    print(
        f"{name:<28}{weight.dom:>6}{weight.requests:>6}{weight.kilobytes:>8.1f}"
        f"{weight.css:>7.1f}{weight.js:>7.1f}  {grade}  {faults}"
    )


def main() -> None:
    address = (sys.argv[1:] or [DEFAULT_ADDRESS])[0].rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        pages = list(demo_pages(browser.new_context().new_page(), address))
        print(f"{'page':<28}{'dom':>6}{'req.':>6}{'kB':>8}{'css':>7}{'js':>7}  EcoIndex")
        for name, url, budget in pages:
            report(name, weigh(browser.new_context().new_page(), url), budget)
        for town in TOWNS:
            weight = weigh_map(browser.new_context().new_page(), address, town)
            report(f"carte ouverte, {town}", weight, MAP)
        for name, email, path in FORMS:
            report(name, weigh_signed_in(browser, address, email, path), FORM)
        browser.close()


if __name__ == "__main__":
    main()
