# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What gunicorn serves."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")
gc.disable()  # all that is loaded now stays: nobody need look for garbage in it, now or at a page
application = get_wsgi_application()
gc.freeze()
gc.enable()
