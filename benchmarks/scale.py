"""What each workload costs as places grow: `scale.py [NUMBER…]`.

The invented places of `fill.py` go into a throw-away SQLite database, a fresh one for each number,
one place in six listed by two producers. Then each workload runs in a process of its own, so that
its memory is its own: looking for doubles, joining the sure ones, the groups of the map (zooms 0 to
9), the open files of the night, both sitemaps.

Seconds of processor tell the same on a busy machine. The named baseline is the first number: the
last column is the processor's time a row beside it (1 is linear; more than 1.3 is a fault).
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
NUMBERS = ("20000", "50000", "200000")
PARTS = ("fill", "doubles", "merge", "groups", "dumps", "places sitemap", "territories sitemap")
LAST_ZOOM = 9
SITEMAPS = {"places sitemap": "lieux", "territories sitemap": "territoires"}

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ["DJANGO_SETTINGS_MODULE"] = "mediation.settings"


def build_groups() -> int:
    return sum(len(build(zoom)) for zoom in range(LAST_ZOOM + 1))


def publish_dumps() -> int:
    call_command("publish_dumps", verbosity=0, stdout=StringIO())
    return sum(file.size for file in latest().files)


def sitemap(section: str) -> int:
    """Read every file of a sitemap that the index names; how many addresses they hold."""
    client = Client()
    files = client.get("/sitemap.xml").content.decode().count(f"/sitemap-{section}.xml")
    answers = (client.get(f"/sitemap-{section}.xml?p={n}") for n in range(1, files + 1))
    return sum(answer.content.count(b"<loc>") for answer in answers)


def cold(section: str) -> float:
    """Seconds of the first file, asked once the process has answered something else."""
    client = Client()
    client.get("/robots.txt")
    start = perf_counter()
    client.get(f"/sitemap-{section}.xml")
    return perf_counter() - start


def work_of(part: str, number: int) -> Callable[[], int]:
    works = {
        "fill": lambda: fill(number),
        "doubles": find_doubles,
        "merge": merge_sure_doubles,
        "groups": build_groups,
        "dumps": publish_dumps,
    }
    return works.get(part) or (lambda: sitemap(SITEMAPS[part]))


def run(part: str, number: int) -> None:
    """Do one workload, and say what it cost as a line of JSON."""
    facts: dict[str, float] = {}
    if part in SITEMAPS:
        facts["cold"] = cold(SITEMAPS[part])
    work = work_of(part, number)
    wall, processor = perf_counter(), process_time()
    facts["result"] = work()
    facts |= {"cpu": process_time() - processor, "seconds": perf_counter() - wall}
    facts["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(facts))


def prepare() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_territories", stdout=sys.stderr)


def asked(folder: Path, part: str, number: str) -> dict[str, float]:
    """One workload in a process of its own."""
    own = {
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "CACHE_URL": "locmemcache://",
        "ALLOWED_HOSTS": "testserver",
        "PART": part,
        "NUMBER": number,
    }
    done = subprocess.run(
        [sys.executable, __file__], env=os.environ | own, check=True, stdout=subprocess.PIPE
    )
    facts: dict[str, float] = json.loads(done.stdout or "{}")
    return facts


def main(numbers: list[str]) -> None:
    print("| travail | lieux | s | s processeur | lieux/s | Mo | résultat | à froid, s | rapport |")
    print(f"|{'---|' * 9}", flush=True)
    first: dict[str, float] = {}
    for number in numbers:
        with tempfile.TemporaryDirectory(prefix="fanal-benchmark-") as name:
            folder = Path(name)
            asked(folder, "prepare", number)
            for part in PARTS:
                facts = asked(folder, part, number)
                a_row = facts["cpu"] / int(number)
                ratio = a_row / first.setdefault(part, a_row)
                print(line(part, int(number), facts, ratio), flush=True)
            shutil.rmtree(folder / "media", ignore_errors=True)


def line(part: str, number: int, facts: dict[str, float], ratio: float) -> str:
    cold_seconds = f"{facts['cold']:.2f}" if "cold" in facts else "–"
    cells = (
        *(part, number, f"{facts['seconds']:.1f}", f"{facts['cpu']:.1f}"),
        *(f"{number / facts['seconds']:.0f}", f"{facts['megabytes']:.0f}", facts["result"]),
        *(cold_seconds, f"{ratio:.2f}"),
    )
    return f"| {' | '.join(map(str, cells))} |"


if "PART" in os.environ:
    from io import StringIO

    from django.core.management import call_command
    from django.test import Client

    from benchmarks.fill import fill  # sets Django up
    from places.doubles.finding import find_doubles, merge_sure_doubles
    from places.map_groups import build
    from places.open_data.dumps import latest

    if os.environ["PART"] == "prepare":
        prepare()
    else:
        run(os.environ["PART"], int(os.environ["NUMBER"]))
elif __name__ == "__main__":
    main(sys.argv[1:] or list(NUMBERS))
