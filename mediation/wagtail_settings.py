"""Settings of the CMS that are the same everywhere: what Wagtail must not do."""

from mediation.languages import LANGUAGES

WAGTAIL_SITE_NAME = "Fanal"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "mp4", "ods", "odt", "pdf", "txt", "vtt", "webm", "xlsx"]
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# The CMS itself speaks French; its pages may be translated into each language of the site.
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:1]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# French words are found by their stem where the database knows how (PostgreSQL).
_SEARCH = {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "french"}
WAGTAILSEARCH_BACKENDS = {"default": _SEARCH}
