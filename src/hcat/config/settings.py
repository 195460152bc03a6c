# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings: safe by default, changed by environment variables only (docs/operations.md)."""

from __future__ import annotations

from urllib.parse import urlsplit

from hcat.parties import sign_in

from . import environment as env

BASE_DIR = env.home()
VAR_DIR = env.var()
SECRET_KEY = env.secret_key(VAR_DIR)

# --- Where the site listens, and what it is called ------------------------------------------
BIND = env.text("HCAT_BIND", "127.0.0.1")
PORT = env.number("HCAT_PORT", 8000, at_least=1, at_most=65535)
DEBUG = env.debug(BIND)
ALLOWED_HOSTS = [*env.words("HCAT_HOSTS"), "localhost", "127.0.0.1", "[::1]"]
TRUSTED_PROXIES = env.number("HCAT_TRUSTED_PROXIES", 0, at_most=10)
TLS = env.tls(TRUSTED_PROXIES)
SITE_URL = env.text(
    "HCAT_SITE_URL",
    f"https://{ALLOWED_HOSTS[0]}" if TLS else f"http://{ALLOWED_HOSTS[0]}:{PORT}",
).rstrip("/")

# --- What it is made of ---------------------------------------------------------------------
INSTALLED_APPS = [
    "hcat.config",
    "hcat.web",
    "hcat.web.desk",
    "hcat.web.desk.register",
    "hcat.web.labour_market",
    "hcat.web.reports",
    "hcat.web.exchange",
    "hcat.web.owners",
    "hcat.web.projects",
    "hcat.web.weighing",
    "hcat.web.bundling",
    "hcat.web.helpdesk",
    "hcat.web.sharing",
    "hcat.web.portal",
    "hcat.web.surveys",
    "hcat.api",
    "hcat.reports.printing",
    "hcat.reports",
    "hcat.exchange",
    "hcat.labour_market",
    "hcat.owners",
    "hcat.projects",
    "hcat.weighing",
    "hcat.bundling",
    "hcat.helpdesk",
    "hcat.sharing",
    "hcat.portal",
    "hcat.surveys",
    "hcat.postings",
    "hcat.evidence",
    "hcat.fields",
    "hcat.agenda",
    "hcat.correspondence",
    "hcat.parties",
    "hcat.foundation",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",  # a tag in the passkey pages of allauth
]
MIDDLEWARE = [
    "hcat.foundation.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "hcat.api.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hcat.web.wrong_method.WrongMethodPage",
    "hcat.web.portal.counting.CountVisits",
]
ROOT_URLCONF = "hcat.config.urls"
WSGI_APPLICATION = "hcat.config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hcat.web.site.site",
            ],
        },
    }
]
DATABASES = {"default": env.database(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {
    "default": {
        # Files, so that the limits on sign-in count over all processes of the site.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

# --- Files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = str(VAR_DIR / "static")
MEDIA_ROOT = str(VAR_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["hcat.config.formats"]
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- People ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "parties.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # also the life of a one-time sign-in link
vars().update(
    sign_in.settings(
        passkeys=env.flag("HCAT_PASSKEYS"),
        tls=TLS,
        trusted_proxies=TRUSTED_PROXIES,
        identity_providers=env.identity_provider(),
    )
)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if TLS else "hcat-session"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # it ends with the browser's session, as the privacy statement says
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hcat.web.pages.csrf_refused"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "hcat-csrf"

# --- Headers --------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = TLS
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from the machine itself, past the TLS proxy
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # a preload list is for the owner of the whole domain
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
_IDENTITY = urlsplit(env.text("HCAT_OIDC_SERVER"))
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        # A browser also checks where a form's answer redirects: to the identity provider.
        "form-action": [
            "'self'",
            *([f"https://{_IDENTITY.netloc}"] if _IDENTITY.netloc else []),
        ],
    }
}

# --- Mail and logs --------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("HCAT_MAIL_FROM", f"hcat@{ALLOWED_HOSTS[0]}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
vars().update(env.mail(VAR_DIR))
HELPDESK_IMAP = env.mailbox()
LOGGING_CONFIG = "hcat.foundation.logs.configure"
LOGGING = {"level": env.text("HCAT_LOG_LEVEL", "WARNING").upper()}
PORTAL_TRUSTED_HOSTS = env.words("HCAT_PORTAL_TRUSTED_HOSTS")
PORTAL_PLACES_FILE = env.readable_file("HCAT_PORTAL_PLACES")
PORTAL_ASKS_ONE_IN = env.number("HCAT_PORTAL_ASKS_ONE_IN", 10)
INDEXNOW = env.addresses("HCAT_INDEXNOW")
SECURITY_CONTACT = env.text("HCAT_SECURITY_CONTACT", f"mailto:security@{ALLOWED_HOSTS[0]}")
