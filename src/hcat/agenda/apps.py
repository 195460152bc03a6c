# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AgendaConfig(AppConfig):
    name = "hcat.agenda"
    label = "agenda"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The rooms below ask which municipalities there are; the agenda knows."""
        from hcat.foundation.api import watch_after_migrate
        from hcat.parties.api import provide_places

        def of_the_agenda() -> dict[str, str]:
            from .api import the_agenda

            agenda = the_agenda()
            return {place.code: place.name for place in agenda.sheet.places} if agenda else {}

        provide_places(of_the_agenda)
        post_migrate.connect(watch_after_migrate, sender=self, dispatch_uid="agenda.watch")
