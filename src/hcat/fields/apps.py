# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig


class FieldsConfig(AppConfig):
    """No tables: an app for its translations."""

    name = "hcat.fields"
    label = "fields"
