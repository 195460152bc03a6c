# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How people sign in, as settings of django-allauth: a code by mail, and no passwords.

Passkeys and an identity provider (OIDC) are switched on by the environment. Nobody signs up:
an account comes from an invitation. `config/settings.py` takes these names over.
"""

from __future__ import annotations

from typing import Any


def settings(
    *, passkeys: bool, tls: bool, trusted_proxies: int, identity_providers: list[dict[str, Any]]
) -> dict[str, Any]:
    """The `ACCOUNT_*`, `MFA_*` and `SOCIALACCOUNT_*` settings."""
    return {
        "LOGIN_URL": "/sign-in",
        "LOGIN_REDIRECT_URL": "/desk",
        "LOGOUT_REDIRECT_URL": "/",
        "ACCOUNT_ADAPTER": "hcat.parties.adapters.InvitedOnly",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_EMAIL_VERIFICATION": "none",  # an invitation is the verification
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,  # a stranger's address gets no mail from us
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": 15 * 60,
        "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS": 3,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_ON_GET": False,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if tls else "http",
        "ALLAUTH_TRUSTED_PROXY_COUNT": trusted_proxies,
        "ACCOUNT_RATE_LIMITS": {
            # per address on the network and per mail address; counted in the shared cache
            "login": "30/m/ip",
            "login_failed": "10/m/ip,5/5m/key",
            "request_login_code": "20/m/ip,3/m/key,10/h/key",
        },
        "MFA_SUPPORTED_TYPES": ["webauthn", "recovery_codes"] if passkeys else [],
        "MFA_PASSKEY_LOGIN_ENABLED": passkeys,
        "MFA_PASSKEY_SIGNUP_ENABLED": False,
        "MFA_FORMS": {"add_webauthn": "hcat.parties.passkeys.AddPasskey"},
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not tls,
        "SOCIALACCOUNT_ADAPTER": "hcat.parties.adapters.InvitedByProvider",
        "SOCIALACCOUNT_ONLY": False,
        "SOCIALACCOUNT_AUTO_SIGNUP": False,
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,  # the provider's verified address counts
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {"APPS": identity_providers, "OAUTH_PKCE_ENABLED": True}
        },
    }
