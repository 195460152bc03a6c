# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an address is registered: read-only, its parameters known, its errors documented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ninja import Router
from ninja.decorators import decorate_view
from pydantic.alias_generators import to_camel

from .parameters import Params, only_known

View = TypeVar("View", bound=Callable[..., Any])


def reads(
    router: Router,
    path: str,
    params: type[Params],
    answer: Any,
    *,
    name: str,
    summary: str,
    description: str = "",
    tag: str,
) -> Callable[[View], View]:
    """Register a view that takes `params` from the query and gives `answer`."""

    def register(view: View) -> View:
        router.get(
            path,
            response=answer,
            by_alias=True,
            operation_id=to_camel(name),
            url_name=name.replace("_", "-"),
            summary=summary,
            description=description or None,
            tags=[tag],
        )(decorate_view(only_known(params))(view))
        return view

    return register
