"""Django's settings, all from the environment (environment.py lists what may be set)."""

from __future__ import annotations

from pathlib import Path

from django.contrib.messages import constants as messages
from django.core.exceptions import ImproperlyConfigured

from prongsai.core.errors import InputError
from prongsai.web.environment import kept_secret, read_environment
from prongsai.web.sign_in.rates import ACCOUNT_RATES, MFA_RATES

try:
    ENVIRONMENT = read_environment()
except InputError as error:
    raise ImproperlyConfigured(
        "\n".join(problem.say(lang) for problem in error.problems for lang in ("th", "en"))
    ) from error

WEB = Path(__file__).resolve().parent
DATA = ENVIRONMENT.data
SECRET_KEY = ENVIRONMENT.secret_key or kept_secret(DATA)
DEBUG = False
ALLOWED_HOSTS = [ENVIRONMENT.host, *(["localhost", "127.0.0.1"] if not ENVIRONMENT.secure else [])]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.address]
CSRF_FAILURE_VIEW = "prongsai.web.sign_in.kept.refused"

INSTALLED_APPS = [
    "prongsai.web.apps.Web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    # Outside of the one that answers for static files, so that these have their headers too.
    "django.middleware.security.SecurityMiddleware",
    "prongsai.web.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "prongsai.web.language.EditionMiddleware",
    # Default deny: a view that forgets to ask still needs a sign-in.
    "prongsai.web.sign_in.kept.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "prongsai.web.urls"
WSGI_APPLICATION = "prongsai.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "prongsai.web.language.page_context",
            ],
            "builtins": ["prongsai.web.templatetags.words"],
        },
    }
]
DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The throttles must be shared by all processes; nothing else is kept here.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True
# Django's own words that its Thai catalogue lacks or says stiffly; the .mo is made of the .po (tests/web/test_words.py).
LOCALE_PATHS = [WEB / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Uploads are never served by path: a view asks for permission and sends them as attachments.
MEDIA_ROOT = DATA / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "prongsai.web.uploads.SizeGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# A folder may hold more than are taken at once; whoever sends one is told so on its page.
DATA_UPLOAD_MAX_NUMBER_FILES = 100

AUTH_USER_MODEL = "web.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
if ENVIRONMENT.demo:
    PASSWORD_HASHERS = ["prongsai.web.sign_in.hashers.PublishedPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
MESSAGE_TAGS = {messages.SUCCESS: "good", messages.WARNING: "warning", messages.ERROR: "bad"}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

ACCOUNT_ADAPTER = "prongsai.web.sign_in.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "prongsai.web.sign_in.adapters.SocialAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.secure else "http"
ACCOUNT_RATE_LIMITS = ACCOUNT_RATES
ACCOUNT_FORMS = {
    name: f"prongsai.web.sign_in.forms.{form}"
    for name, form in (
        ("login", "SignIn"),
        ("reset_password", "AskForReset"),
        ("reset_password_from_key", "NewPassword"),
        ("set_password", "FirstPassword"),
        ("change_password", "ChangePassword"),
        ("reauthenticate", "ConfirmPassword"),
    )
}
# How many proxies may say for whom they ask: throttles count by address.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.proxy else 0
MFA_ADAPTER = "prongsai.web.sign_in.adapters.MfaAdapter"
MFA_RATE_LIMITS = MFA_RATES
MFA_FORMS = {
    name: f"prongsai.web.sign_in.forms.{form}"
    for name, form in (
        ("authenticate", "SecondStep"),
        ("reauthenticate", "ConfirmCode"),
        ("activate_totp", "StartApp"),
        ("add_webauthn", "AddPasskey"),
        ("edit_webauthn", "RenamePasskey"),
    )
}
# Whoever was invited has shown that the address is theirs.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "prongsai"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.secure
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": ENVIRONMENT.oidc.name,
                    "client_id": ENVIRONMENT.oidc.client_id,
                    "secret": ENVIRONMENT.oidc.secret,
                    "settings": {"server_url": ENVIRONMENT.oidc.issuer},
                }
            ],
        }
    }
    if ENVIRONMENT.oidc
    else {}
)

globals().update(ENVIRONMENT.mail)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

SECURE_SSL_REDIRECT = ENVIRONMENT.secure
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.secure
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxy else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # A browser also asks where a form is led on to, which is to the issuer.
        "form-action": ["'self'", *([ENVIRONMENT.oidc.origin] if ENVIRONMENT.oidc else [])],
        "manifest-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Both warn of what is as it should be: a HEAD that is answered without a body, a worker that is told to end.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},
    },
}
