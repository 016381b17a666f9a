"""Read every setting from the environment; with nothing set, be safe or refuse to start."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from mediation.headers import content_policy
from mediation.languages import LANGUAGES  # noqa: F401
from mediation.wagtail_settings import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# --- Mode -------------------------------------------------------------------------------------
# DEMO is set by `make demo` only: fictitious people, no second factor, mail shown on a page.
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY n’est pas définie : Fanal ne démarre pas sans clé secrète. "
            "Donnez une longue valeur aléatoire à la variable d’environnement SECRET_KEY "
            "(au moins 50 caractères), ou lancez la démonstration avec « make demo »."
        )
    SECRET_KEY = "debug-only-never-in-production-" + "0" * 32

BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname or "127.0.0.1", "127.0.0.1", "localhost"]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL])

# --- Apps -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "home",
    "api",
    "mediation.statistics",
    "mediation.crm",
    "mediation.stewardship",
    "mediation.accounts",
    "referrals",
    "places",
    *(f"wagtail.contrib.{app}" for app in "forms redirects settings simple_translation".split()),
    *(
        f"wagtail.{app}"
        for app in "embeds sites users snippets documents images search admin".split()
    ),
    "wagtail",
    *"modelcluster taggit".split(),
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    *(f"django.contrib.{app}" for app in "auth contenttypes sessions messages humanize".split()),
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "places.page_cache.PageCacheMiddleware",
    "mediation.headers.SecurityHeadersMiddleware",
    "api.middleware.OpenDoorMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mediation.headers.ContentPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "mediation.limits.RequestSizeMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.middleware.PathLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mediation.accounts.middleware.SessionLifetimeMiddleware",
    "mediation.accounts.middleware.SecondFactorMiddleware",
    "home.middleware.SiteTerritoryMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "mediation.urls"
WSGI_APPLICATION = "mediation.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data -------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'fanal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at BEGIN and waits, instead of failing half-way (« locked »).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; "
        # Pages: an import writes its own into the file once, instead of every four megabytes.
        "PRAGMA wal_autocheckpoint=4000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a connection costs more than giving a kept page.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="dbcache://fanal_cache")}

# How long a public page may be kept for anonymous visitors; an edit empties all at once.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=0 if DEBUG else 60)

# Keys that encrypt names and phone numbers at rest, newest first; older ones only decrypt.
IDENTITY_KEYS = env.list("IDENTITY_KEYS", default=[SECRET_KEY])

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "mediation" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
# A file of 10 MB and the form around it.
MAX_REQUEST_BYTES = 11 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "mediation.accounts.backends.RoleBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "statistics:dashboard"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mediation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,100/h/ip", "login": "60/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Fanal"
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEMO)
SESSION_IDLE_LIFETIME = timedelta(minutes=30)
SESSION_ABSOLUTE_LIFETIME = timedelta(hours=8)

# ProConnect or any OpenID Connect provider, off unless configured.
OIDC_SERVER_URL = env("OIDC_SERVER_URL", default="")
SOCIALACCOUNT_ADAPTER = "mediation.accounts.adapters.SocialAccountAdapter"
if OIDC_SERVER_URL:
    _provider = {
        "provider_id": "oidc",
        "name": env("OIDC_NAME", default="ProConnect"),
        "client_id": env("OIDC_CLIENT_ID"),
        "secret": env("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": OIDC_SERVER_URL},
    }
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_provider]}}

# What editors write about places waits for a moderator (their own pages always do).
PLACES_NEED_APPROVAL = env.bool("PLACES_NEED_APPROVAL", default=False)

# Free text about a person: off, unless whoever answers for the data decides otherwise.
# Months a file is kept after the last contact (privacy: never above 24).
RETENTION_MONTHS = env.int("RETENTION_MONTHS", default=12)
if not 1 <= RETENTION_MONTHS <= 24:  # noqa: PLR2004
    raise ImproperlyConfigured("RETENTION_MONTHS : un dossier se garde de 1 à 24 mois.")
ALLOW_FREE_TEXT = env.bool("ALLOW_FREE_TEXT", default=False)

# --- Mail -------------------------------------------------------------------------------------
# Messages wait in the database (referrals.outbox); a worker hands them to this backend. The demo
# has no mail server: what would have left is shown at /courriels-demo/.
DEMO_MAIL_PAGE = DEMO
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
else:
    vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Fanal <ne-pas-repondre@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Outside services, none by default ---------------------------------------------------------
# BAN_HOST empty: addresses are placed by the embedded gazetteer alone, no request leaves.
BAN_HOST = env("BAN_HOST", default="")
BAN_REQUESTS_A_SECOND = env.int("BAN_REQUESTS_A_SECOND", default=10)
# Only for an address base on the operator's own network.
BAN_ALLOW_PRIVATE = env.bool("BAN_ALLOW_PRIVATE", default=False)
# MAP_TILES_URL empty: the map's background is our own boundaries. The CSP follows the setting.
MAP_TILES_URL = env("MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION = env("MAP_TILES_ATTRIBUTION", default="")

# --- Places ------------------------------------------------------------------------------------
# After an import, sheets that are surely one place are joined without asking; each can be undone.
MERGE_SURE_DOUBLES = env.bool("MERGE_SURE_DOUBLES", default=True)

# --- Security ---------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_policy(MAP_TILES_URL)}
COOKIE_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE_LIFETIME.total_seconds())
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=IS_HTTPS)
# Watchers ask for health from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Wagtail (the rest, the same everywhere, is in mediation.wagtail_settings) ------------------
WAGTAILADMIN_BASE_URL = BASE_URL

# --- REST API ---------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Fanal : les lieux de médiation numérique",
    "VERSION": "1.0.0",
    "DEFAULT_GENERATOR_CLASS": "api.schema.OpenDataGenerator",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
