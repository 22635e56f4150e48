"""The web's own settings, with a data folder that goes away; `DATABASE_URL` chooses the database of a test run."""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="prongsai-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("PRONGSAI_") or name == "EMAIL_URL"]:
    del os.environ[name]
os.environ["PRONGSAI_DATA"] = FOLDER
os.makedirs(os.path.join(FOLDER, "static"))
os.environ["PRONGSAI_ADDRESS"] = "http://testserver"

from prongsai.web.settings import *

# Each test hashes many passwords; how slow that must be is not what they test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if ENVIRONMENT.database["ENGINE"] == "django.db.backends.postgresql":
    # A test takes back what it wrote, so no power cut can lose it; tests/web/test_kill.py serves with the web's own settings.
    TEST_OPTIONS = {"options": "-c synchronous_commit=off", **ENVIRONMENT.database["OPTIONS"]}  # type: ignore[dict-item]
    DATABASES = {"default": {**ENVIRONMENT.database, "OPTIONS": TEST_OPTIONS}}
