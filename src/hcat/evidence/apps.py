# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EvidenceConfig(AppConfig):
    name = "hcat.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hcat.agenda.api import tell_measure_names
        from hcat.foundation.api import watch_after_migrate

        from .append_only import guard_after_migrate
        from .measuring.registry import names

        tell_measure_names(names)
        post_migrate.connect(guard_after_migrate, sender=self, dispatch_uid="evidence.guard")
        post_migrate.connect(watch_after_migrate, sender=self, dispatch_uid="evidence.watch")
