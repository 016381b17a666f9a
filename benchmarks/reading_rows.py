"""Time the reading of rows, without a database: `python benchmarks/reading_rows.py [FILE…]`.

Without a file, 20,000 ordinary rows of the national file are made up; a file is one of JSON or
CSV. Each is read once, cold; the seconds are the processor’s, so that
other programs do not count. Baseline: 5,000 rows a second.
"""

import os
import random
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
BASELINE = 5000
ROWS = 20_000

sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "benchmark-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")


def ordinary(rank: int, dice: random.Random) -> dict[str, object]:
    """A row as most producers write them: a landline, hours, a few services, one oddity in ten."""
    closing = f"{dice.randint(16, 19)}:{dice.choice(('00', '30'))}"
    row: dict[str, object] = {
        "id": f"lieu-{rank}",
        "pivot": "00000000000000" if rank % 3 else "21230096100019",
        "nom": f"Médiathèque n° {rank}",
        "commune": f"Commune {rank % 900}",
        "code_postal": f"{dice.randint(10000, 95999)}",
        "adresse": f"{rank % 200} avenue des Tilleuls",
        "latitude": f"{dice.uniform(43, 50):.6f}",
        "longitude": f"{dice.uniform(-1, 7):.6f}",
        "telephone": f"+335{dice.randint(10000000, 59999999)}",
        "courriels": f"contact{rank}@mediatheque.example",
        "site_web": f"https://mediatheque-{rank}.example",
        "horaires": f"Mo-Fr 09:00-12:00,14:00-{closing}",
        "presentation_resume": "Ateliers et aide individuelle, sur rendez-vous ou non. " * 3,
        "source": "banc d’essai",
        "date_maj": f"202{rank % 4}-0{rank % 9 + 1}-1{rank % 9}",
        "services": "Aide aux démarches administratives|Utilisation sécurisée du numérique",
        "publics_specifiquement_adresses": "Jeunes|Seniors",
        "frais_a_charge": "Gratuit",
        "modalites_acces": "Se présenter|Téléphoner",
    }
    if rank % 10 == 0:
        row |= {"code_postal": 1000, "telephone": "05.55.00.00.01", "date_maj": "3 mars 2023"}
    return row


def timed(name: str, rows: "list[dict[str, object]]") -> None:
    start = process_time()
    kept = sum(read_row(row, line)[0] is not None for line, row in enumerate(rows, start=1))
    seconds = process_time() - start
    speed = len(rows) / seconds
    print(f"{name:44} {len(rows):7} {kept:7} {seconds:8.2f} {speed:8.0f} {speed / BASELINE:6.2f}")


def main(paths: list[Path]) -> None:
    print(f"{'file':44}    rows    kept  seconds   rows/s  ratio")
    if not paths:
        dice = random.Random(1)
        timed("ordinary rows", [ordinary(rank, dice) for rank in range(ROWS)])
    for path in paths:
        timed(path.name, [row.cells for row in read_rows(path).rows])


if __name__ == "__main__":
    import django

    django.setup()
    from places.files import read_rows
    from places.standard import read_row

    main([Path(name) for name in sys.argv[1:]])
