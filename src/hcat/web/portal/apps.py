# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PortalPagesConfig(AppConfig):
    """An app of its own, with its own translations."""

    name = "hcat.web.portal"
    label = "portal_pages"
    default_auto_field = "django.db.models.BigAutoField"
