# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a document names exists: other pages, commands with their options, addresses of the site."""

from __future__ import annotations

import argparse
import re
import shlex
from functools import cache

import pytest
from django.conf import settings
from django.core.management import load_command_class
from django.urls import Resolver404, resolve

from hcat.cli import listed
from tests.docs.documents import ROOT, Document, documents

EVERY = pytest.mark.parametrize("document", documents(), ids=lambda one: one.name)
DJANGO = {"migrate": "django.core", "check": "django.core"}
"""Commands of Django itself that our documents may name."""


@EVERY
def test_links_lead_to_pages_and_headings_that_exist(document: Document) -> None:
    for link in [*document.links, *(file for _, file in document.images)]:
        if re.match(r"[a-z]+:", link):
            continue
        path, _, heading = link.partition("#")
        target = (document.path.parent / path).resolve() if path else document.path
        assert target.exists(), f"{document.name}: {link} leads nowhere"
        assert target.is_relative_to(ROOT), f"{document.name}: {link} leaves the repository"
        if heading:
            assert heading in Document(target).anchors, f"{document.name}: {link} has no such head"


@EVERY
def test_pictures_are_told_in_words(document: Document) -> None:
    for words, file in document.images:
        assert len(words) > 20, f"{document.name}: say what {file} shows"


@cache
def packages() -> dict[str, str]:
    """Our own commands, each with its package; listing them reads the source of all."""
    return {one.name: one.package for one in listed()}


@cache
def parser_of(command: str) -> argparse.ArgumentParser:
    package = DJANGO.get(command) or f"hcat.{packages()[command]}"
    module = command.replace("-", "_")
    return load_command_class(package, module).create_parser("hcat", module)


def subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def complaint(line: str) -> str:
    """What is wrong with a line `hcat …`; empty when it can be typed as it stands."""
    words = shlex.split(line)[1:]
    names = {*packages(), *DJANGO}
    if not words or words[0].startswith("-"):
        return "" if words in ([], ["--help"], ["--version"]) else f"no option {words[0]}"
    if words[0] == "…" or words[0] == "COMMAND":
        return ""
    if words[0] not in names:
        return f"no command {words[0]}"
    parser, rest = parser_of(words[0]), words[1:]
    while inner := subparsers(parser):
        if not rest or rest[0].startswith("-"):
            break
        if "|" in rest[0]:  # hcat demo load|clear
            wrong = [one for one in rest[0].split("|") if one not in inner]
            return f"no {wrong}" if wrong else ""
        if rest[0] not in inner:
            return f"no {words[0]} {rest[0]}"
        parser, rest = inner[rest[0]], rest[1:]
    options = {name for action in parser._actions for name in action.option_strings}
    wrong = [w for w in rest if w.startswith("--") and w.partition("=")[0] not in options]
    return f"no option {', '.join(wrong)}" if wrong else ""


@EVERY
def test_commands_exist_with_their_options(document: Document) -> None:
    lines = [line for line in document.shell if line.startswith("hcat ")]
    lines += [f"hcat{span[4:]}" for span in document.spans if re.match(r"hcat (?![\w.]+:)", span)]
    wrong = [f"{line}: {why}" for line in lines if (why := complaint(line))]
    assert not wrong, f"{document.name}: {wrong}"


@EVERY
def test_make_knows_what_documents_ask_of_it(document: Document) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = [line for line in document.shell if line.startswith("make ")]
    lines += [span for span in document.spans if span.startswith("make ")]
    for line in lines:
        for word in line.split()[1:]:
            name = word.partition("=")[0]
            known = rf"^{name} \?=" if "=" in word else f"^{word}:"
            assert re.search(known, makefile, re.MULTILINE), f"{document.name}: {line}"


@EVERY
def test_addresses_lead_to_pages(document: Document) -> None:
    """`/results`, `/en/api`: as the site knows them; the journeys see that the page is there."""
    for span in document.spans:
        if not re.fullmatch(r"/[a-z][\w./?=&-]*|/", span) or span.startswith(("/etc/", "/srv/")):
            continue
        path = span.partition("?")[0]
        bare = re.sub(r"^/(?:en|de)(?=/|$)", "", path) or "/"
        try:
            resolve(path if path.startswith(settings.STATIC_URL) else bare)
        except Resolver404:
            pytest.fail(f"{document.name}: nothing stands at {span}")


def test_every_decision_is_listed_once_under_its_own_number() -> None:
    folder = ROOT / "docs" / "adr"
    found = sorted(path.name for path in folder.glob("[0-9]*.md"))
    numbers = [name[:4] for name in found]
    assert len(set(numbers)) == len(numbers), f"two decisions under one number: {found}"
    listed_there = [link for link in Document(folder / "README.md").links if link[:1].isdigit()]
    assert sorted(listed_there) == found
