"""Django's settings, made from Dateline's own (config.py). Nobody edits these."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from dateline import config as _config

DATELINE = _config.load()
_config.prepare(DATELINE.data)


def _sqlite() -> dict[str, Any]:
    # FULL, not the usual NORMAL: after a power cut NORMAL loses acknowledged commits. secure_delete, since a takedown
    # must leave no text in freed pages.
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATELINE.data / "dateline.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "".join(f"PRAGMA {p};" for p in pragmas),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(options.pop("port", parts.port or "")),
        "OPTIONS": options,
    }


DATABASES = {"default": _postgresql(DATELINE.database) if DATELINE.database else _sqlite()}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "dateline.log",
    "dateline.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dateline.desk.api.envelope.Envelope",
    "dateline.desk.paper.Paper",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dateline.desk.language.choice.Spoken",
    "dateline.desk.audit.origin.Asked",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dateline.desk.people.sessions.Seen",
]
ROOT_URLCONF = "dateline.desk.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            # Ours before allauth's, whose pages extend allauth/layouts/base.html: that one is ours.
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["dateline.desk.paper.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dateline.desk.paper.common",
            ],
        },
    }
]
AUTH_USER_MODEL = "desk.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/desk/account/login/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "dateline.desk.people.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "dateline.desk.people.adapter.display"
ACCOUNT_EMAIL_VERIFICATION = "none"  # a manager has vouched for the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # or anybody could have us write to strangers
ACCOUNT_EMAIL_NOTIFICATIONS = bool(DATELINE.mail_url)
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key"}  # a newsroom shares one address, and a person has one
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "dateline.desk.people.adapter.Factors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as above: nobody here has chosen her own address
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not DATELINE.origin.startswith("https://")
USERSESSIONS_ADAPTER = "dateline.desk.people.adapter.Sessions"
SOCIALACCOUNT_ADAPTER = "dateline.desk.people.provider.Provider"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "newsroom",
                "name": DATELINE.login_label,
                "client_id": DATELINE.login_client,
                "secret": DATELINE.login_secret,
                "settings": {"server_url": DATELINE.login_issuer},
            }
        ]
        if DATELINE.login_issuer
        else []
    }
}
SESSION_COOKIE_AGE = 14 * 24 * 3600
_SECURE = DATELINE.origin.startswith("https://")
SESSION_COOKIE_NAME = "dateline_session"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would log out whoever comes from a link in a mail
CSRF_COOKIE_NAME = "dateline_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_TRUSTED_ORIGINS = [DATELINE.url] if DATELINE.url else []
CSRF_FAILURE_VIEW = "dateline.desk.views.refused.csrf"
STATIC_URL = "/desk/borrowed/"  # the scripts of allauth's pages; the desk's own files are in desk/files.py
_MAIL = urlsplit(DATELINE.mail_url)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if _MAIL.scheme else "dateline.desk.people.mail.ToLog"
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = dict(parse_qsl(_MAIL.query)).get("tls") == "yes" and not EMAIL_USE_SSL
EMAIL_PORT = _MAIL.port or (465 if EMAIL_USE_SSL else 587)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = DATELINE.mail_from or f"dateline@{urlsplit(DATELINE.origin).hostname}"
# In the database, which is all that several workers, or several machines, have in common: a login that each of them
# throttles for itself is not throttled. Culling would forget limits in the middle of an attack; what has expired goes
# first.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SECRET_KEY = _config.secret_key(DATELINE)
# The edge answers for every name that reaches it and builds its addresses from the setting `url`, never from this
# header, so there is nothing for a forged one to poison.
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]  # those of desk/locale/, in their own words
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
APPEND_SLASH = False
LOGGING_CONFIG = None
