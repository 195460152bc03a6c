# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class PrintingConfig(AppConfig):
    """An app of its own, so that print brings its own translations."""

    name = "hcat.reports.printing"
    label = "printing"
    default_auto_field = "django.db.models.BigAutoField"
