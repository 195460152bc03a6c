# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings come from the environment only; a wrong one is refused with what, why and how."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from hcat.foundation.errors import Refused

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def words(name: str) -> list[str]:
    return [word for word in text(name).replace(",", " ").split() if word]


def addresses(name: str) -> list[str]:
    """Addresses of the web, by space."""
    found = words(name)
    for one in found:
        parts = urlsplit(one)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused(
                f"{name}={one} cannot be used.",
                why="It is not an address of the web.",
                mend=f"For example {name}=https://api.indexnow.org/indexnow.",
            )
    return found


def flag(name: str) -> bool:
    value = text(name, "0").lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise Refused(f"{name}={value} is neither yes nor no.", mend=f"Set {name}=1 or {name}=0.")


def number(name: str, default: int, *, at_least: int = 0, at_most: int = 2**31) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or not at_least <= int(value) <= at_most:
        raise Refused(
            f"{name}={value} cannot be used.",
            why=f"It should be a whole number from {at_least} to {at_most}.",
            mend=f"For example {name}={default}.",
        )
    return int(value)


def readable_file(name: str) -> str:
    """The path of a file that is there and may be read; empty where none is set."""
    path = text(name)
    if path and not (Path(path).is_file() and os.access(path, os.R_OK)):
        raise Refused(
            f"{name}={path} cannot be used.",
            why="There is no such file, or this user may not read it.",
            mend="Give the whole path of the file, or leave it out.",
        )
    return path


def home() -> Path:
    """The folder that holds `agendas/` and `var/`: the checkout, or where the command runs."""
    checkout = Path(__file__).resolve().parents[3]
    return Path(text("HCAT_HOME") or (checkout if _is_checkout(checkout) else Path.cwd()))


def _is_checkout(folder: Path) -> bool:
    return (folder / "pyproject.toml").is_file() and (folder / "src" / "hcat").is_dir()


def var() -> Path:
    """The folder of everything that is written: database, key, logs, mail, uploads."""
    folder = Path(text("HCAT_VAR", str(home() / "var"))).absolute()
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"The folder {folder} cannot be made.",
            why=f"{error.strerror}.",
            mend="Set HCAT_VAR to a folder where this user may write.",
        ) from error
    return folder


def secret_key(var: Path) -> str:
    """`HCAT_SECRET_KEY`, or one made once and kept where only the owner may read it.

    Two processes may start at the same moment: the key is written beside its place and put
    there by a hard link, which fails for the second, so that both read the same key.
    """
    if given := text("HCAT_SECRET_KEY"):
        if len(given) < 32:
            raise Refused(
                "HCAT_SECRET_KEY is too short.",
                why="It signs sessions and links: under 32 characters it can be guessed.",
                mend="Leave it out (a key is then made in var/secret.key), or give a longer one.",
            )
        return given
    path = var / "secret.key"
    if not path.exists():
        draft = var / f".secret.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def debug(bind: str) -> bool:
    """Debug pages show code and settings: never on an address that others can reach."""
    wanted = flag("HCAT_DEBUG")
    if wanted and bind not in LOOPBACK:
        raise Refused(
            f"HCAT_DEBUG=1 is refused while the site listens on {bind}.",
            why="A debug page shows code, settings and data to whoever causes an error.",
            mend="Leave HCAT_DEBUG out, or set HCAT_BIND=127.0.0.1.",
        )
    return wanted


def tls(trusted_proxies: int) -> bool:
    """The site itself speaks no TLS: somebody before it does, whose word is then taken."""
    wanted = flag("HCAT_TLS")
    if wanted and not trusted_proxies:
        raise Refused(
            "HCAT_TLS=1 needs a web server before the site that ends TLS.",
            why="Without one the site would send every visitor on to HTTPS, again and again.",
            mend="Set HCAT_TRUSTED_PROXIES=1, or the number of such servers in a row.",
        )
    return wanted


def database(var: Path) -> dict[str, Any]:
    """`DATABASE_URL`, or the embedded SQLite in `var/`.

    SQLite: write-ahead log so that readers never wait; transactions take the write lock when
    they begin, because a lock upgraded half-way cannot wait for its turn and fails at once.
    """
    import dj_database_url

    url = text("DATABASE_URL", f"sqlite:///{var / 'hcat.sqlite3'}")
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    except (ValueError, KeyError) as error:
        raise Refused(
            "DATABASE_URL cannot be read.",
            why=str(error).splitlines()[0] if str(error) else "",
            mend="For example postgresql://name:password@host/hcat, or sqlite:////path/file.",
        ) from error
    if not config["ENGINE"].endswith(("sqlite3", "postgresql")):
        raise Refused(
            "This kind of database is not served.",
            why=f"DATABASE_URL names {config['ENGINE']}.",
            mend="Use SQLite (leave DATABASE_URL out) or PostgreSQL.",
        )
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            ),
        }
    else:
        config["CONN_HEALTH_CHECKS"] = True
    return config


def mail(var: Path) -> dict[str, Any]:
    """`HCAT_MAIL_URL` (smtp, smtp+tls or smtps; `file:` for a trial, where files in `var/mail`
    count as sent). Until there is one, codes are written there and the outbox waits."""
    url = text("HCAT_MAIL_URL")
    if url in ("", "file:"):
        backend = "SpoolBackend" if url else "NoServerBackend"
        return {
            "EMAIL_BACKEND": f"hcat.correspondence.spool.{backend}",
            "EMAIL_FILE_PATH": str(var / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname:
        raise Refused(
            "HCAT_MAIL_URL cannot be read.",
            why="It should begin with smtp://, smtp+tls:// or smtps://.",
            mend="For example smtp+tls://name:password@mail.example.org:587.",
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": int(parse_qs(parts.query).get("timeout", ["20"])[0]),
    }


def mailbox() -> str:
    """`HCAT_HELPDESK_IMAP`: where questions come in by mail; none by default."""
    url = text("HCAT_HELPDESK_IMAP")
    parts = urlsplit(url)
    local = parts.scheme == "imap" and parts.hostname in LOOPBACK
    if url and not ((parts.scheme == "imaps" or local) and parts.hostname and parts.username):
        raise Refused(
            "HCAT_HELPDESK_IMAP cannot be read.",
            why="It should begin with imaps:// and name the user: imap:// sends the password in "
            "the clear, and is let in on this machine only.",
            mend="For example imaps://name:password@mail.example.org/INBOX.",
        )
    return url


def identity_provider() -> list[dict[str, Any]]:
    """`HCAT_OIDC_SERVER` with `HCAT_OIDC_CLIENT` and `HCAT_OIDC_SECRET`; none by default."""
    server = text("HCAT_OIDC_SERVER")
    if not server:
        return []
    client, secret = text("HCAT_OIDC_CLIENT"), text("HCAT_OIDC_SECRET")
    if not (client and secret and server.startswith("https://")):
        raise Refused(
            "Sign-in through an identity provider is only half set.",
            why="HCAT_OIDC_SERVER (https), HCAT_OIDC_CLIENT and HCAT_OIDC_SECRET go together.",
            mend="Give all three, or none.",
        )
    return [
        {
            "provider_id": "oidc",
            "name": text("HCAT_OIDC_NAME", urlsplit(server).hostname or "OIDC"),
            "client_id": client,
            "secret": secret,
            "settings": {"server_url": server},
        }
    ]
