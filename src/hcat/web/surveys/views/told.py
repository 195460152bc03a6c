# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A deed at the desk, and what the next page says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from hcat.foundation.api import HcatError, NotAllowed


def told(request: HttpRequest, deed: Callable[[], Any], done: str = "") -> bool:
    """Do it, and say on the next page that it is done, if there is anything to say, or why not.
    Gives whether it was. Who may not do it at all is told so by the page (403)."""
    try:
        deed()
    except NotAllowed:
        raise
    except HcatError as error:
        messages.error(request, str(error))
        return False
    if done:
        messages.success(request, done)
    return True
