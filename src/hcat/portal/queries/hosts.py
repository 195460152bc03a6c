# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People whom one may meet, as everybody sees them and as those who keep them do."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.portal.models import Host


def hosts_shown(organisation_id: int) -> QuerySet[Host]:
    """Those of a company who said yes."""
    return Host.objects.filter(organisation_id=organisation_id, confirmed_at__isnull=False)


def hosts_of(organisation: str) -> QuerySet[Host]:
    """All that were named, with the person. `organisation`: its key."""
    return Host.objects.filter(organisation__key=organisation).select_related("person")


def host_called(organisation_id: int, key: str) -> Host:
    """One who is shown. Raises `NotFound`."""
    found = hosts_shown(organisation_id).filter(key=key).first()
    if found is None:
        raise NotFound(
            _("This person can no longer be asked here."),
            mend=_("Look at the page of the company."),
        )
    return found
