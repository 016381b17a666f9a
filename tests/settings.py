"""Settings of the test suite: the product's own, made quick and deterministic."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("BASE_URL", "http://testserver")
os.environ["DEMO"] = "0"
os.environ["DEBUG"] = "0"

from mediation.settings import *  # noqa: F403
from mediation.settings import BASE_DIR, DATABASES, STORAGES

ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Second factor is tested where it matters; elsewhere people are signed in directly.
REQUIRE_SECOND_FACTOR = False
# Tests undo what they write without an edition of its own: pages are kept where that is tested.
PAGE_CACHE_SECONDS = 0
# Sheets are joined where that is tested; elsewhere a place stays the place that was made.
MERGE_SURE_DOUBLES = False
STATIC_ROOT = BASE_DIR / "mediation" / "static"
DATABASES["default"]["CONN_MAX_AGE"] = 0
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # A real file, as in production: threads and the live server contend for real locks.
    _memory = "/dev/shm"  # noqa: S108 -- a file system in memory, where there is one
    _folder = tempfile.mkdtemp(
        prefix="fanal-tests-", dir=_memory if Path(_memory).is_dir() else None
    )
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/db.sqlite3"}
