# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that show where a figure comes from: kept outside the pages, and given as a download only.

The bytes lie in `MEDIA_ROOT`/evidence, so that `hcat backup` takes them along and nothing serves
them by itself. They are written before their row: a file too many harms nobody, a row without its
file would.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, record
from hcat.parties.api import powers, require

from .drafts import abouts, came_in_a_batch, locked, locked_batch
from .file_kinds import kind_of, safe_name
from .models import Batch, DraftFigure, DraftStep, EvidenceFile, State
from .steps import Matter, at, subject

MOST = 10
"""Files with one figure."""
STAFF = ("evidence.record", "evidence.approve", "evidence.judge")
"""Who may do one of these somewhere reads the files that are not public."""


@transaction.atomic
def attach(
    *,
    by: Actor,
    name: str,
    content: bytes,
    draft: int | None = None,
    batch: int | None = None,
    about: str = "",
    is_public: bool = False,
) -> EvidenceFile:
    """Keep a file with a draft or a batch, or with the figures that came of it.

    Refused for a file that is not let in (`file_kinds.kind_of`), the same file twice, more than
    ten, a draft of a batch, and what was withdrawn or replaced.
    """
    row = _taking(draft, batch)
    _may_change(row, by)
    kind = kind_of(content, name)
    digest = hashlib.sha256(content).hexdigest()
    there = [one for one in files_of(row) if not one.removed_because]
    if any(one.sha256 == digest for one in there):
        raise Refused(_("This file is attached already."), mend=_("Look at the list of files."))
    if len(there) >= MOST:
        raise Refused(
            _("There are %(most)d files with this figure already.") % {"most": MOST},
            why=_("Who checks it reads them all."),
            mend=_("Take one away, or put what belongs together in one file."),
        )
    file = EvidenceFile(
        **at(row), name=safe_name(name, kind), media_type=kind.media_type, size=len(content),
        sha256=digest, kept_as=secrets.token_hex(16), about=about.strip()[:200],
        is_public=is_public, recorded_by=by.name, recorded_by_user=by.user_id, is_demo=row.is_demo,
    )  # fmt: skip
    _write(file, content)
    try:
        file.save(force_insert=True)
        record(by=by, action="evidence.file_attached", subject=subject(row), file=file.pk)
    except BaseException:
        _path(file).unlink(missing_ok=True)
        raise
    return file


@transaction.atomic
def show_to(*, by: Actor, file: int, is_public: bool) -> EvidenceFile:
    """Let everybody read a file, or staff only. Refused for one that was taken away."""
    old = _standing(file, by)
    new = _on_top(old, by, is_public=is_public)
    record(
        by=by, action="evidence.file_shown", subject=subject(_matter(old)), file=new.pk,
        public=is_public,
    )  # fmt: skip
    return new


@transaction.atomic
def take_away(*, by: Actor, file: int, reason: str) -> EvidenceFile:
    """Remove the content of a file that should not be kept, such as one that names people without
    need. That it was there, and why it is not, stays. Refused without a reason."""
    old = _standing(file, by)
    if not reason.strip():
        raise Refused(
            _("There is no reason."),
            why=_("Who looks for the file wants to know where it went."),
            mend=_("Say it in a sentence."),
        )
    new = _on_top(old, by, is_public=False, removed_because=reason.strip()[:300])
    record(
        by=by, action="evidence.file_removed", subject=subject(_matter(old)), file=new.pk,
        reason=new.removed_because,
    )  # fmt: skip
    transaction.on_commit(lambda: _path(old).unlink(missing_ok=True))
    return new


def files_of(*matters: Matter) -> list[EvidenceFile]:
    """The files with these drafts or batches and with those that they improved, as they stand now.
    Those of a batch are those of each draft in it."""
    drafts = [one for one in matters if isinstance(one, DraftFigure)]
    batches = {one.pk for one in matters if isinstance(one, Batch)}
    batches |= {one.batch_id for one in drafts if one.batch_id is not None}
    found: list[EvidenceFile] = []
    if drafts:
        older = _with_older(DraftFigure, {one.pk for one in drafts})
        found += _heads().filter(draft__in=older)
    if batches:
        found += _heads().filter(batch__in=_with_older(Batch, batches))
    return sorted(found, key=lambda one: one.pk)


def opened(number: int, *, who: object) -> tuple[EvidenceFile, bytes]:
    """A file and its content, for a visitor or a signed-in user who may read it.

    Raises NotFound where there is none (any more) or this visitor may not know of it, NotAllowed
    for someone who works here in another role.
    """
    file = file_by_number(number)
    if not is_open_to_all(file):
        mine = powers(who)
        if not mine.may_somewhere("desk.enter"):
            raise _no_file()
        if not any(mine.may_somewhere(action) for action in STAFF):
            raise NotAllowed(
                _("You may not read this file."),
                why=_("It is for those who record, check or judge figures."),
                mend=_("Ask the programme manager."),
            )
    try:
        content = _path(file).read_bytes()
    except OSError as error:
        raise _no_file() from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise NotFound(
            _("This file is not what was attached."),
            why=_("Its content changed on the disk since it was looked at."),
            mend=_("Put a backup back, or attach it again."),
        )
    return file, content


def is_open_to_all(file: EvidenceFile) -> bool:
    """Whether everybody can read it now: it is public, and its figure is approved."""
    return file.is_public and _is_approved(_matter(file))


def file_by_number(number: int) -> EvidenceFile:
    """A file that is there. Raises NotFound."""
    found = _heads().filter(pk=number, removed_because="").select_related("draft", "batch").first()
    if found is None:
        raise _no_file()
    return found


def _no_file() -> NotFound:
    return NotFound(
        _("There is no such file."),
        why=_("It was taken away, or it is not public."),
        mend=_("Go back to the figure."),
    )


def _heads() -> models.QuerySet[EvidenceFile]:
    later = EvidenceFile.objects.filter(supersedes__isnull=False).values("supersedes")
    return EvidenceFile.objects.exclude(pk__in=later).order_by("pk")


def _with_older(model: type[DraftFigure | Batch], numbers: set[int]) -> set[int]:
    found: set[int] = set()
    waiting = numbers
    while waiting:
        found |= waiting
        older = model._default_manager.filter(pk__in=waiting).values_list("supersedes", flat=True)
        waiting = {pk for pk in older if pk is not None} - found
    return found


def _is_approved(one: Matter) -> bool:
    """This one, or the one that took its place."""
    here: Matter | None = one
    while here is not None:
        if DraftStep.objects.filter(**at(here), to=State.APPROVED).exists():
            return True
        here = type(one)._default_manager.filter(supersedes=here.pk).first()
    return False


def _taking(draft: int | None, batch: int | None) -> Matter:
    """What a file can be attached to, locked."""
    row: Matter
    if batch is not None:
        row = locked_batch(batch)
    else:
        row = locked(draft or 0)
        if row.batch_id is not None:
            raise came_in_a_batch(row)
    if row.stands_as in (State.WITHDRAWN, State.REPLACED):
        raise Refused(
            _("Nothing can be attached to this draft any more."),
            why=_("It was withdrawn, or an improved draft took its place."),
            mend=_("Attach the file to the draft that stands."),
        )
    return row


def _matter(file: EvidenceFile) -> Matter:
    found = file.draft or file.batch
    assert found is not None  # noqa: S101 - the table holds it to one of both
    return found


def _may_change(one: Matter, by: Actor) -> None:
    for about in abouts(one) if isinstance(one, Batch) else abouts(one)[:1]:
        require(by, "evidence.record", about)


def _standing(number: int, by: Actor) -> EvidenceFile:
    found = file_by_number(number)
    _may_change(_matter(found), by)
    return found


def _on_top(
    old: EvidenceFile, by: Actor, *, is_public: bool, removed_because: str = ""
) -> EvidenceFile:
    new = EvidenceFile(
        draft=old.draft, batch=old.batch, name=old.name, media_type=old.media_type, size=old.size,
        sha256=old.sha256, kept_as=old.kept_as, about=old.about, is_public=is_public,
        removed_because=removed_because, supersedes=old, recorded_by=by.name,
        recorded_by_user=by.user_id, is_demo=old.is_demo,
    )  # fmt: skip
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("Somebody was just ahead of you."), mend=_("Look at how it stands now.")
        ) from error
    return new


def _write(file: EvidenceFile, content: bytes) -> None:
    path = _path(file)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as out:
        path.chmod(0o600)
        out.write(content)


def _path(file: EvidenceFile) -> Path:
    return Path(settings.MEDIA_ROOT) / "evidence" / file.kept_as
