# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passkeys and an identity provider: off unless the environment switches them on.

The addresses of a site are made once, when it starts; so each test starts a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from hcat.foundation.api import Actor
from hcat.foundation.one_time import path_for
from hcat.parties.api import local_administrator
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
settings.ALLOWED_HOSTS.append("testserver")
client = Client()
page = client.get("/sign-in").content.decode()
client.post(path_for(local_administrator(by=Actor.system("test"))))
print(json.dumps({
    "passkey": "passkey_login" in page,
    "provider": "Example" in page,
    "keys": client.get("/account/webauthn/").status_code,
    "adding": client.get("/account/webauthn/add/").status_code,
}))
"""


def site_with(var: Path, **environment: str) -> dict[str, object]:
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("HCAT_", "DATABASE_URL"))}
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK],
        env={
            **keep,
            "DJANGO_SETTINGS_MODULE": "hcat.config.settings",
            "HCAT_VAR": str(var),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    answer: dict[str, object] = json.loads(told.stdout.splitlines()[-1])
    return answer


@pytest.fixture
def var(tmp_path: Path, migrated: Path) -> Path:
    return Path(shutil.copytree(migrated, tmp_path / "var"))


def test_nothing_is_switched_on_by_itself(var: Path) -> None:
    assert site_with(var) == {
        "passkey": False, "provider": False, "keys": 404, "adding": 404,
    }  # fmt: skip


OIDC = {
    "HCAT_OIDC_SERVER": "https://id.voorbeeld.example",
    "HCAT_OIDC_CLIENT": "hcat",
    "HCAT_OIDC_SECRET": "not one",
    "HCAT_OIDC_NAME": "Example",
}


def test_passkeys_and_an_identity_provider_can_be_switched_on(var: Path) -> None:
    assert site_with(var, HCAT_PASSKEYS="1", **OIDC) == {
        "passkey": True, "provider": True, "keys": 200, "adding": 200,
    }  # fmt: skip


def test_half_an_identity_provider_is_refused(tmp_path: Path) -> None:
    half = {name: value for name, value in OIDC.items() if name != "HCAT_OIDC_SECRET"}
    with pytest.raises(AssertionError, match="HCAT_OIDC"):
        site_with(tmp_path, **half)
