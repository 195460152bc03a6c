# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class LabourMarketConfig(AppConfig):
    name = "hcat.labour_market"
    label = "labour_market"
    default_auto_field = "django.db.models.BigAutoField"
