# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
