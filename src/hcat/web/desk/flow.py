# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way of every form of the desk: fill in, look at what it would change, confirm.

One address holds all three steps. Each step carries everything that was typed, so one can go back
from any of them, and a form that meets a refusal, an error, somebody else's change or the end of
a session keeps every word. Without JavaScript; one domain call per step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hcat.agenda.api import SheetRefused
from hcat.foundation.api import HcatError, NotAllowed, NotFound
from hcat.web.site import Link

from . import keeping
from .forms import finding
from .forms.choices import Offer
from .forms.data import Data, posted, with_row, without_row
from .forms.form import Complaint, Form
from .forms.saying import Line
from .freshness import Other
from .pages import desk


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, under a heading."""

    title: str
    form: Form[Any]
    names: tuple[str, ...] = ()
    """Which of the form's fields; none given: all."""
    intro: str = ""
    is_folded: bool = False

    @property
    def nodes(self) -> list[Any]:
        """In the order of `names`; a field that the form does not ask is left out."""
        asked = {node.spec.name: node for node in self.form.nodes}
        return [asked[name] for name in self.names or asked if name in asked]

    @property
    def is_open(self) -> bool:
        """A folded section opens when there is something in it to see."""
        return not self.is_folded or any(
            inner.errors or any(text.strip() for text in self.form.data.get(inner.name, ()))
            for node in self.nodes
            for inner in node.walk()
        )


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that a change touches, and how: for the preview."""

    title: str
    lines: list[Line] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen: in a sentence, and thing by thing."""

    sentence: str
    touched: list[Touched] = field(default_factory=list)
    also: list[Touched] = field(default_factory=list)
    """What changes along, because it pointed to what changes."""


class Work:
    """One form of the desk. A subclass says what is asked, tried out and done."""

    title: str = ""
    lead: str = ""
    template: ClassVar[str] = "web/desk/form.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.offer = Offer()
        self.problem: HcatError | None = None
        self.notice = ""
        self.other: Other | None = None
        """What somebody else changed meanwhile, when that was so."""

    # What a subclass says

    def initial(self) -> Data:
        """What stands in the form when it is opened."""
        return {}

    def forms(self, data: Data) -> list[Form[Any]]:
        raise NotImplementedError

    def sections(self, forms: list[Form[Any]]) -> list[Section]:
        return [Section("", form) for form in forms]

    def read(self, forms: list[Form[Any]]) -> Any:
        """The answers, or None when a field says what is wrong."""
        read = [form.read() for form in forms]
        return None if any(one is None for one in read) else read

    def check_fresh(self, data: Data) -> Data | None:
        """None while nobody changed anything; otherwise the data to go on with."""
        return None

    def do(self, answers: Any) -> Any:
        """The domain call."""
        raise NotImplementedError

    def preview(self, answers: Any) -> Preview:
        """Tries out the same domain call and says what it would do."""
        raise NotImplementedError

    def refused(self, error: HcatError, forms: list[Form[Any]]) -> None:
        """A refusal of the domain: on top, or at the field that it is about."""
        self.problem = error

    def done(self, outcome: Any) -> tuple[str, str]:
        """The message afterwards, and the address to go on to."""
        raise NotImplementedError

    def trail(self) -> list[Link]:
        return []

    def context(self) -> dict[str, Any]:
        return {}

    @property
    def confirm_word(self) -> str:
        return _("Make this change")

    # The way through

    def respond(self) -> HttpResponse:
        request = self.request
        if request.method != "POST":
            kept = keeping.kept(request)
            if kept is not None:
                ended = _(
                    "Your session had ended. What you typed is still here; nothing was changed yet."
                )
                self.notice = f"{ended} {self.notice}".strip()
            return self._form(self.initial() if kept is None else kept)
        data = posted(request.POST)
        step, _sep, row = request.POST.get("do", "preview").partition(":")
        if step == "add":
            return self._form(with_row(data, row))
        if step == "remove":
            return self._form(without_row(data, row))
        if step == "edit" or (step == "preview" and finding.has_new_question(data)):
            return self._form(data)
        return self._try(data, is_confirmed=step == "confirm")

    def _try(self, data: Data, *, is_confirmed: bool) -> HttpResponse:
        newer = self.check_fresh(data)
        if newer is not None:
            return self._form(newer, status=409)
        forms = self.forms(data)
        answers = self.read(forms)
        if answers is None:
            return self._form(data, forms, status=422)
        try:
            if is_confirmed:
                return self._confirmed(answers)
            shown = self.preview(answers)
        except SheetRefused as error:
            self._at_fields(error, forms)
            return self._form(data, forms, status=422)
        except (NotAllowed, NotFound):
            raise
        except HcatError as error:
            self.refused(error, forms)
            return self._form(data, forms, status=422)
        return self._page("web/desk/preview.html", data, preview=shown)

    def _confirmed(self, answers: Any) -> HttpResponse:
        message, address = self.done(self.do(answers))
        keeping.forget(self.request)
        messages.success(self.request, message)
        response = HttpResponseRedirect(address)
        response.status_code = 303
        return response

    def _at_fields(self, error: SheetRefused, forms: list[Form[Any]]) -> None:
        """Each sentence at its field; those about fields that the form does not show, on top."""
        self.problem = None
        for name, sentences in error.fields.items():
            home = next((f for f in forms if any(s.name == name for s in f.specs)), None)
            if home is None:
                self.problem = error
            else:
                for sentence in sentences:
                    home.complain((name,), sentence)

    def _form(
        self, data: Data, forms: list[Form[Any]] | None = None, status: int = 200
    ) -> HttpResponse:
        forms = forms if forms is not None else self.forms(data)
        complaints: list[Complaint] = [one for form in forms for one in form.complaints]
        return self._page(
            self.template,
            data,
            status=status,
            sections=self.sections(forms),
            carried=self._carried(data, forms),
            complaints=complaints,
        )

    def _carried(self, data: Data, forms: list[Form[Any]]) -> list[tuple[str, str]]:
        """What no field shows and must travel along all the same."""
        shown = {inner.name for form in forms for node in form.nodes for inner in node.walk()}
        tops = {node.name for form in forms for node in form.nodes}
        return [
            (name, value)
            for name, values in data.items()
            if name not in shown
            and not name.startswith(finding.PREFIX)
            and not any(name.startswith(f"{top}.") for top in tops)
            for value in values
        ]

    def _page(self, template: str, data: Data, status: int = 200, **more: Any) -> HttpResponse:
        return desk(
            self.request,
            template,
            status=status,
            work=self,
            trail=self.trail(),
            data=[(name, value) for name, values in data.items() for value in values],
            **more,
            **self.context(),
        )
