"""Start the demonstration: prepare what is missing, then web and worker together."""

import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
STATE = ROOT / ".demo"
PORT = os.environ.get("PORT", "8000")
ADDRESS = f"http://127.0.0.1:{PORT}"
MANAGE = [sys.executable, str(ROOT / "manage.py")]
PREPARATION = (
    ("Base de données", ["migrate", "--verbosity", "0"]),
    ("Cache", ["createcachetable", "--verbosity", "0"]),
    ("Communes", ["load_territories"]),
    ("Site et données fictives", ["load_demo"]),
    ("Données ouvertes", ["publish_dumps"]),
    ("Fichiers du site", ["collectstatic", "--noinput", "--verbosity", "0"]),
)


def environment() -> dict[str, str]:
    """The demo's own settings: everything stays under .demo/, which may be deleted."""
    STATE.mkdir(exist_ok=True)
    key = STATE / "secret_key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(50))
    own = {
        "DEMO": "1",
        "SECRET_KEY": key.read_text(),
        "DATABASE_URL": f"sqlite:///{STATE / 'fanal.sqlite3'}",
        "MEDIA_ROOT": str(STATE / "media"),
        "STATIC_ROOT": str(STATE / "static"),
        "BASE_URL": ADDRESS,
        "DJANGO_SETTINGS_MODULE": "mediation.settings",
        "LOG_LEVEL": "WARNING",
    }
    return os.environ | own


def fingerprint() -> str:
    """What the preparation depends on: code of models and commands, data, static files."""
    digest = hashlib.sha256()
    roots = ("mediation", "home", "places", "referrals", "api", "requirements.txt")
    files = [
        f
        for name in roots
        for f in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*"))
    ]
    for path in sorted(f for f in files if f.is_file() and "__pycache__" not in f.parts):
        stat = path.stat()
        digest.update(f"{path.relative_to(ROOT)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def prepare(env: dict[str, str]) -> None:
    stamp = STATE / "prepared"
    current = fingerprint()
    if stamp.exists() and stamp.read_text() == current:
        return
    for label, arguments in PREPARATION:
        started = time.monotonic()
        print(f"  {label}…", end=" ", flush=True)
        subprocess.run([*MANAGE, *arguments], env=env, check=True, stdout=subprocess.DEVNULL)
        print(f"{time.monotonic() - started:.0f} s")
    stamp.write_text(current)


def start(env: dict[str, str]) -> list[subprocess.Popen[bytes]]:
    """Web and worker, each in its own group: Ctrl-C reaches us alone, we end both."""
    web = [sys.executable, "-m", "gunicorn", "mediation.wsgi", "--bind", f"127.0.0.1:{PORT}"]
    # Two threads each: more of them wait for one another, and a process answers a third less.
    web += ["--workers", "2", "--threads", "2", "--log-level", "warning", "--no-control-socket"]
    worker = [*MANAGE, "db_worker", "--no-reload", "--verbosity", "0"]
    return [
        subprocess.Popen(command, env=env, cwd=ROOT, start_new_session=True)
        for command in (web, worker)
    ]


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGINT if process is processes[-1] else signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def is_port_free() -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(PORT))) != 0


def main() -> int:
    if not is_port_free():
        print(f"Le port {PORT} est déjà pris. Essayez : make demo PORT={int(PORT) + 1}")
        return 1
    env = environment()
    print("Fanal, démonstration : préparation (longue la première fois)")
    try:
        prepare(env)
    except subprocess.CalledProcessError as error:
        print(f"\nLa préparation s’est arrêtée : {' '.join(error.cmd[2:])}", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    processes = start(env)
    subprocess.run([*MANAGE, "load_demo", "--logins"], env=env, check=True)
    print(f"\nFanal est ouvert : {ADDRESS}/   (Ctrl-C pour arrêter)", flush=True)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        print("Un des deux programmes s’est arrêté : tout s’arrête.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nArrêt…")
        return 0
    finally:
        stop(processes)


if __name__ == "__main__":
    sys.exit(main())
