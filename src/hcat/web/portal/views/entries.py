# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies by hand: the same pages for the desk and for whoever holds the company's link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink
from hcat.foundation.api import Actor, HcatError, NotAllowed, NotFound, today
from hcat.portal import api
from hcat.portal.api import CLAIM_SCOPE, Company, Entry, SheetPlan, company_called
from hcat.web.desk.register import uploads
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.desk.register.uploads import Upload
from hcat.web.lists import Pages
from hcat.web.pages import show
from hcat.web.personal import personal_page
from hcat.web.portal.entry_forms import EntryForm, SheetForm, field_title
from hcat.web.portal.shown import language

KEEP = "portal.edit"
SHOWN = 50
"""Of each outcome of a spreadsheet, apart from what has to be mended."""
WHOLE = "|whole"


@dataclass(frozen=True, slots=True)
class Where:
    """Who keeps the vacancies of which company, and at which addresses."""

    by: Actor | OpenedLink
    company: Company
    room: str
    """Of the names of the addresses: `own-` behind a link, nothing at the desk."""
    part: str
    """What all those addresses begin with: the token of the link, or the key of the company."""
    holder: int
    """Whose uploads: an account; below zero, the person behind a link."""

    @property
    def key(self) -> str:
        return self.company.key

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"portal:{self.room}{name}", args=[self.part, *args])

    @property
    def home(self) -> str:
        return self.url("vacancies" if self.room else "entries")


Page = Callable[..., HttpResponse]


def _behind_link(page: Page, *, does: bool = False) -> Any:
    def shown(request: HttpRequest, opened: OpenedLink, **given: Any) -> HttpResponse:
        if does and request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        key = api.claim_behind(opened).organisation.key
        token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
        where = Where(opened, company_called(key), "own-", token, -opened.person_id)
        return page(request, where, **given)

    return personal_page(CLAIM_SCOPE)(shown)


def _at_desk(page: Page, *, does: bool = False) -> Any:
    def shown(request: Visit, key: str, **given: Any) -> HttpResponse:
        where = Where(actor(request), company_called(key), "", key, int(request.user.pk or 0))
        return page(request, where, **given)

    return desk_page(KEEP, does=does)(shown)


def _show(
    request: Any, where: Where, template: str, status: int = 200, **given: Any
) -> HttpResponse:
    context = {
        "where": where,
        "company": where.company,
        "home": where.home,
        "layout": "web/base.html" if where.room else "web/desk/base.html",
        **given,
    }
    if where.room:
        return show(request, template, status=status, **context)
    return desk(request, template, status=status, **context)


def _told(where: Where, code: str) -> HttpResponse:
    return redirect(f"{where.home}?done={code}")


def _entries(request: HttpRequest, where: Where) -> HttpResponse:
    pages: Pages[Entry] = Pages(request, api.entries_of(where.key))
    return _show(
        request,
        where,
        "web/portal/entries/list.html",
        pages=pages,
        rows=[
            {
                "entry": one,
                "advert": one.advert,
                "url": where.url("entry", one.pk),
                "open_url": where.url("entry-open", one.pk),
                "may_prolong": api.may_prolong(one),
                "may_take_back": api.may_take_back(one),
                "ends_soon": one.advert.closed_at is None
                and one.advert.closes is not None
                and (one.advert.closes - today()).days <= 7,
            }
            for one in pages.items
        ],
        said=_said(request.GET.get("done", "")),
        new_url=where.url("enter"),
        sheet_url=where.url("sheet"),
        back=where.url("profile"),
    )


def _said(code: str) -> str:
    return {
        "entered": _("The vacancy is entered; it can be found within a minute."),
        "left-out": _("It is kept, without what would lead to a person."),
        "already": _("This vacancy was entered already: it stands there once."),
        "changed": _("The vacancy is changed."),
        "prolonged": _("Kept as open: its last day has moved."),
        "closed": _("The vacancy is closed. You can take that back for a week."),
        "back": _("The vacancy is open again."),
        "brought": _("The spreadsheet is taken over."),
        "off": _("The file is removed; nothing was changed."),
    }.get(code, "")


def _enter(request: HttpRequest, where: Where) -> HttpResponse:
    form = form_for(request, EntryForm, initial={"language": ""})
    there: Entry | None = None
    if form.is_valid() and form.tells_what_is_left_out():
        try:
            api.enter_vacancy(by=where.by, organisation=where.key, draft=form.draft)
        except NotAllowed:
            raise
        except api.AlreadyEntered as error:
            if error.is_alike:
                return _told(where, "already")
            form.refuse(error)
            there = error.entry
        except HcatError as error:
            form.refuse(error)
        else:
            return _told(where, "left-out" if api.left_out_of(form.draft) else "entered")
    return _show(
        request,
        where,
        "web/portal/entries/form.html",
        422 if form.errors else 200,
        form=form,
        there=there,
        there_url=where.url("entry", there.pk) if there else "",
    )


def _entry(request: HttpRequest, where: Where, number: int) -> HttpResponse:
    entry = api.entry_numbered(where.key, number)
    stands = asdict(api.draft_as_it_stands(entry))
    form = form_for(request, EntryForm, initial={**stands, "mark": entry.advert.digest})
    if form.is_valid() and form.tells_what_is_left_out():

        def save() -> None:
            mark = form.cleaned_data["mark"]
            api.change_entry(entry, by=where.by, mark=mark, draft=form.draft)

        if done(form, save):
            return _told(where, "left-out" if api.left_out_of(form.draft) else "changed")
        data = request.POST.copy()
        data["mark"] = api.entry_numbered(where.key, number).advert.digest
        form.data = data
    return _show(
        request,
        where,
        "web/portal/entries/form.html",
        422 if form.errors else 200,
        form=form,
        entry=entry,
        advert=entry.advert,
        may_prolong=api.may_prolong(entry),
        may_take_back=api.may_take_back(entry),
        open_url=where.url("entry-open", number),
        close_url=where.url("entry-close", number),
    )


def _open(request: HttpRequest, where: Where, number: int) -> HttpResponse:
    entry = api.entry_numbered(where.key, number)
    code = "back" if api.may_take_back(entry) else "prolonged"
    return _deed(request, where, lambda: api.prolong_entry(entry, by=where.by), code)


def _close(request: HttpRequest, where: Where, number: int) -> HttpResponse:
    entry = api.entry_numbered(where.key, number)
    reason = request.POST.get("reason", "")
    return _deed(
        request, where, lambda: api.close_entry(entry, by=where.by, reason=reason), "closed"
    )


def _deed(
    request: HttpRequest, where: Where, operation: Callable[[], Any], code: str
) -> HttpResponse:
    """A button; a refusal is shown on a page of its own, with the way back."""
    try:
        operation()
    except NotAllowed:
        raise
    except HcatError as error:
        return _show(request, where, "web/portal/entries/refused.html", 422, error=error)
    return _told(where, code)


# --- spreadsheets -----------------------------------------------------------------------------


def _template(request: HttpRequest, where: Where) -> HttpResponse:
    text = api.sheet_as_it_stands(where.key, language())
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("vacancies")}-{where.key}.csv"'
    return response


def _sheet(request: HttpRequest, where: Where) -> HttpResponse:
    form = form_for(request, SheetForm)
    if form.is_valid():
        made: list[Upload] = []

        def keep() -> None:
            whole = WHOLE if form.cleaned_data["is_whole"] else ""
            kept = uploads.keep(
                form.cleaned_data["file"], user_id=where.holder, kind=f"{where.key}{whole}",
                valid_from=today(),
            )  # fmt: skip
            made.append(kept)
            _plan(where, kept)

        if done(form, keep):
            return redirect(where.url("sheet-preview", made[0].token))
        for one in made:
            uploads.drop(one)
    return _show(
        request,
        where,
        "web/portal/entries/sheet.html",
        422 if form.errors else 200,
        form=form,
        template_url=where.url("sheet-template"),
    )


def _plan(where: Where, kept: Upload, mark: str | None = None) -> SheetPlan:
    return api.bring_sheet(
        by=where.by, organisation=where.key, path=kept.path, is_whole=kept.kind.endswith(WHOLE),
        mark=mark,
    )  # fmt: skip


def _with_upload(view: Page) -> Page:
    """The upload of this name. Whoever goes back to one that was taken over is told so, with the
    way to what stands now."""

    def shown(request: HttpRequest, where: Where, upload: str, **given: Any) -> HttpResponse:
        try:
            kept = uploads.kept(upload, user_id=where.holder)
        except NotFound:
            error = NotFound(
                _("This file is no longer here."),
                why=_("It was taken over or removed, or was brought more than an hour ago."),
                mend=_("Look at what stands now; bring the file again if it is not in there."),
            )
            return _show(request, where, "web/portal/entries/refused.html", 404, error=error)
        return view(request, where, kept, **given)

    return shown


def _preview(request: HttpRequest, where: Where, kept: Upload, problem: str = "") -> HttpResponse:
    plan = _plan(where, kept)
    counts = plan.counts
    return _show(
        request,
        where,
        "web/portal/entries/preview.html",
        422 if problem else 200,
        upload=kept,
        plan=plan,
        problem=problem,
        counts=[(outcome_title(code), counts[code]) for code in api.SHEET_OUTCOMES],
        numbers=counts,
        ready=counts["new"] + counts["changed"] + counts["closes"] + counts["same"],
        refused=[
            (row, [f"{field_title(name)}: {text}" for name, text in row.problems])
            for row in plan.of("refused")
        ],
        new=plan.of("new")[:SHOWN],
        changed=[
            (row, ", ".join(field_title(name) for name in row.changes))
            for row in plan.of("changed")[:SHOWN]
        ],
        closes=plan.of("closes")[:SHOWN],
        left_out=[row for row in plan.rows if row.left_out][:SHOWN],
        is_whole=kept.kind.endswith(WHOLE),
        write_url=where.url("sheet-write", kept.token),
        drop_url=where.url("sheet-drop", kept.token),
        again_url=where.url("sheet"),
        most=SHOWN,
    )


def outcome_title(outcome: str) -> str:
    return {
        "new": _("new"),
        "changed": _("changed"),
        "same": _("as it stands"),
        "closes": _("closes"),
        "refused": _("to be mended"),
    }[outcome]


def _write(request: HttpRequest, where: Where, kept: Upload) -> HttpResponse:
    try:
        _plan(where, kept, request.POST.get("mark", ""))
    except NotAllowed:
        raise
    except HcatError as error:
        return _preview(request, where, kept, str(error))
    uploads.drop(kept)
    return _told(where, "brought")


def _drop(request: HttpRequest, where: Where, kept: Upload) -> HttpResponse:
    uploads.drop(kept)
    return _told(where, "off")


own_vacancies, entries = _behind_link(_entries), _at_desk(_entries)
own_enter, enter = _behind_link(_enter), _at_desk(_enter)
own_entry, entry = _behind_link(_entry), _at_desk(_entry)
own_entry_open, entry_open = _behind_link(_open, does=True), _at_desk(_open, does=True)
own_entry_close, entry_close = _behind_link(_close, does=True), _at_desk(_close, does=True)
own_sheet, sheet = _behind_link(_sheet), _at_desk(_sheet)
own_sheet_template, sheet_template = _behind_link(_template), _at_desk(_template)
_for_preview, _for_write, _for_drop = map(_with_upload, (_preview, _write, _drop))
own_sheet_preview, sheet_preview = _behind_link(_for_preview), _at_desk(_for_preview)
own_sheet_write, sheet_write = _behind_link(_for_write, does=True), _at_desk(_for_write, does=True)
own_sheet_drop, sheet_drop = _behind_link(_for_drop, does=True), _at_desk(_for_drop, does=True)
