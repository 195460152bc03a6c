# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking owners what they think of a proposal, and taking down what they say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hcat.agenda.api import item, standing_in
from hcat.bundling.explaining import name_of
from hcat.bundling.models import Comment, Proposal
from hcat.bundling.words_for_people import KINDS
from hcat.correspondence.api import MailKind, OpenedLink, enqueue, make_link
from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.parties.api import holders_of, require

from .deciding import COMMENT_LINK
from .proposing import open_proposal

MAIL = MailKind("bundling.comment")
OWNER = "initiative_owner"
LASTS = timedelta(days=60)
LONGEST = 4000
"""Letters of a comment."""


@transaction.atomic
def ask_owners(*, by: Actor, proposal: int) -> list[Comment]:
    """Mails the owners of the initiatives a link to the proposal. Who was asked is not asked again.

    Goes by the role of owner of the initiative: an organisation in a sheet has no mail address.
    """
    found = open_proposal(proposal)
    for key in found.members:
        require(by, "bundling.judge", standing_in(item("initiative", key).sheet))
    asked = []
    reached = False
    for key in found.members:
        for person in holders_of(OWNER, f"initiative:{key}"):
            reached = True
            if not found.comments.filter(initiative=key, person=person).exists():
                asked.append(_ask(by, found, key, person))
    if not reached:
        raise Refused(
            _("Nobody is recorded as the owner of one of these initiatives."),
            why=_("Only people with that role have a mail address here."),
            mend=_("Give the role to the owners under People, or ask them yourself."),
        )
    if not asked:
        raise Refused(
            _("All owners were asked already."), mend=_("Wait for their answer, or ring them.")
        )
    record(by=by, action="bundling.ask_owners", subject=f"proposal:{found.pk}", asked=len(asked))
    return asked


def _ask(by: Actor, found: Proposal, key: str, person: Any) -> Comment:
    comment = Comment.objects.create(proposal=found, initiative=key, person=person, asked_at=now())
    token = make_link(
        person_id=person.pk, scope=COMMENT_LINK, subject=f"comment:{comment.pk}", lasts=LASTS, by=by
    )
    with override(person.language):
        told = {
            "name": name_of(key),
            "kind": KINDS[found.kind],
            "others": ", ".join(name_of(one) for one in found.members if one != key),
            "reason": found.reason,
            "until": date_format(found.decide_by, "DATE_FORMAT") if found.decide_by else _("soon"),
            "address": f"{settings.SITE_URL}{reverse('bundling:comment', args=[token])}",
        }
        enqueue(
            person_id=person.pk,
            kind=MAIL,
            subject=_("What do you think of a proposal about %(name)s?") % told,
            body=_(
                "There is a proposal about %(name)s: %(kind)s.\n\nIt is also about: %(others)s.\n\n"
                "Why: %(reason)s\n\nIt is decided on: %(until)s. Before that we would like to read "
                "what you think. You can say so here, without an account:\n%(address)s\n"
            )
            % told,
            dedupe_key=f"bundling.comment:{comment.pk}",
            by=by,
        )
    return comment


@transaction.atomic
def give_comment(*, opened: OpenedLink, text: str) -> Comment:
    """What an owner says; the link says who and on what. A later word replaces the earlier one
    until the proposal is decided."""
    found = comment_behind(opened)
    if not found.proposal.is_open:
        raise Refused(
            _("This proposal was decided already."), mend=_("Write to the programme manager.")
        )
    said = text.strip()
    if not said:
        raise Refused(_("There is no text."), mend=_("Say in your own words what you think."))
    if len(said) > LONGEST:
        raise Refused(
            _("The text is too long."), mend=_("Use at most %(n)s letters.") % {"n": LONGEST}
        )
    found.text, found.given_at = said, now()
    found.save()
    record(by=opened.actor, action="bundling.comment", subject=f"proposal:{found.proposal_id}",
           day=today().isoformat())  # fmt: skip
    return found


def comment_behind(opened: OpenedLink) -> Comment:
    """The comment that a personal link is for, of that person."""
    number = opened.subject.removeprefix("comment:")
    found = (
        Comment.objects.select_related("proposal")
        .filter(pk=int(number) if number.isdecimal() else 0, person_id=opened.person_id)
        .first()
    )
    if found is None:
        raise NotFound(
            _("The proposal is not there any more."), mend=_("Write to the programme manager.")
        )
    return found
