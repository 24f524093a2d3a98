"""Django's settings, all in one file. What a centre may change is read from `settings.toml` or `EVENHAND_*`."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from evenhand.site.home import SettingUnusable, find_home, open_settings

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
EVENHAND_HOME = find_home()
_read = open_settings(EVENHAND_HOME)

# -- what this installation is ------------------------------------------------------------------------------
DEMO = _read.read_switch("demo")
DEBUG = False
# An absent key is made up anew at each start: safe (sessions end), and `init` can run before a file exists.
SECRET_KEY = _read.read_text("secret_key") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = _read.read_list("hosts", ["localhost", "127.0.0.1", "[::1]"])
EVENHAND_ADDRESS = _read.read_text("address", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [EVENHAND_ADDRESS] if EVENHAND_ADDRESS.startswith("https://") else []
EVENHAND_EMERGENCY = _read.read_text("emergency", "112")
EVENHAND_EXIT = _read.read_text("exit_address", "https://www.wikipedia.org/")
EVENHAND_SOURCE = _read.read_text("source_address")
EVENHAND_PACKS = [Path(p) for p in _read.read_list("packs", [])] + [ROOT / "packs"]
EVENHAND_KEYSTORE = EVENHAND_HOME / "keys.sqlite3"
EVENHAND_HOST_KEY = EVENHAND_HOME / "host.key"
EVENHAND_FILES = EVENHAND_HOME / "files"

# -- the applet folders make one Django app --------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "evenhand.site.apps.EvenhandConfig",
]
MIDDLEWARE = [
    "evenhand.site.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "evenhand.access.gate.Gate",
]
ROOT_URLCONF = "evenhand.site.urls"
WSGI_APPLICATION = "evenhand.site.wsgi.application"
SURFACES = ("site", "desk", "portal", "public")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / surface / "templates" for surface in SURFACES],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "evenhand.site.context.add_surroundings",
            ],
            "libraries": {"eh": "evenhand.site.templatetags.eh"},
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]


# -- database -----------------------------------------------------------------------------------------------------
def _read_database(address: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name`, or nothing for SQLite inside the home."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": EVENHAND_HOME / "evenhand.sqlite3",
            # A thread keeps its connection: opening the file and setting it up costs more than most queries.
            "CONN_MAX_AGE": None,
            # IMMEDIATE: a transaction that will write takes the lock first, so none fails half-way on an upgrade.
            # FULL: an acknowledged write survives a power cut (0.24 ms a commit).
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingUnusable("database: only postgresql:// addresses, or nothing for SQLite")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "evenhand",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


DATABASES = {"default": _read_database(_read.read_text("database"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- who is logged in -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "evenhand.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "evenhand.access.login.StaffAdapter"
ACCOUNT_RATE_LIMITS = False  # allauth keeps addresses for its limits; ours keep none
MFA_ADAPTER = "evenhand.access.login.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Evenhand"
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 60
ACCOUNT_SESSION_REMEMBER = False  # office machines are shared
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = EVENHAND_ADDRESS.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _read.read_switch("behind_proxy") else None
# Nothing to anybody else. Not "no-referrer": with it a browser says `Origin: null` when it posts a form to us, and
# every form of a real browser would be refused as forged.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if EVENHAND_ADDRESS.startswith("https://") else 0
X_FRAME_OPTIONS = "DENY"

# -- languages and time ---------------------------------------------------------------------------------------------
LANGUAGES = [
    ("en", _("English")),
    ("zh-hans", _("Simplified Chinese")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("ug", _("Uyghur")),
]
LANGUAGE_CODE = _read.read_text("language", "en")
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "site" / "locale"]
TIME_ZONE = _read.read_text("time_zone", "UTC")
EVENHAND_CALENDAR = _read.read_text("calendar", "GB-ENG")
FORMAT_MODULE_PATH = ["evenhand.site.formats"]
USE_TZ = True
USE_I18N = True

# -- files, mail, jobs -----------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = EVENHAND_HOME / "static"
STATICFILES_DIRS = [PACKAGE / "site" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Uploads stay in memory until they are sealed: Django would write larger ones to the temp folder in clear.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
EMAIL_BACKEND = _read.read_text("mail_backend", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = _read.read_text("mail_host", "localhost")
EMAIL_PORT = _read.read_number("mail_port", 25)
EMAIL_HOST_USER = _read.read_text("mail_user")
EMAIL_HOST_PASSWORD = _read.read_text("mail_password")
EMAIL_USE_TLS = _read.read_switch("mail_tls")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _read.read_text("mail_from", "evenhand@localhost")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING_CONFIG = "evenhand.site.logs.set_up_logs"
SILENCED_SYSTEM_CHECKS: list[str] = []
