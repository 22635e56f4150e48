"""What a WSGI server starts."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prongsai.web.settings")
application = get_wsgi_application()

# Models may be imported only now.
from prongsai.web.warm import warm

warm()
