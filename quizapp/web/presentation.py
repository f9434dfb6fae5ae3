"""How values are shown: language, time zone, points; and what every template can use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from babel.support import Translations
from flask import Flask, current_app, g, has_request_context, request, session, url_for
from flask_babel import format_datetime, get_locale, get_translations, ngettext
from flask_babel import gettext as _
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from quizapp.extensions import babel
from quizapp.settings import Settings
from quizapp.web.access import viewer_or_none
from quizapp.web.fragments import kept


class _OneModule(Template):
    """A template whose macros are read once: none of ours is given globals of its own, and asking
    anew for each import takes a tenth of a page."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return super()._get_default_module()


LANGUAGES = {"zh_Hans_CN": "中文", "en": "English"}


def init_app(app: Flask, settings: Settings) -> None:
    """Set language and time zone, and give templates their filters and shared values."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    babel.init_app(
        app,
        locale_selector=lambda: _language(settings),
        timezone_selector=lambda: settings.timezone.key,
    )
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: _catalogue().ugettext(text),
        ngettext=lambda one, many, count: _catalogue().ungettext(one, many, count),
        newstyle=True,
    )
    app.jinja_env.template_class = _OneModule
    app.jinja_env.globals.update(url_for=_address, kept=kept)
    app.jinja_env.filters.update(
        local_datetime=local_datetime,
        local_date=local_date,
        local_time=local_time,
        local_seconds=local_seconds,
        points=points,
        points1=lambda hundredths: f"{hundredths / 100:.1f}",
        percent=percent,
        duration=duration,
        seconds=lambda count: duration(timedelta(seconds=count)),
    )

    @app.context_processor
    def shared() -> dict[str, object]:
        return {
            "viewer": viewer_or_none(),
            "hall_mode": settings.hall_mode,
            "sample_mode": settings.sample_mode,
            "languages": LANGUAGES,
            "html_lang": "en" if str(get_locale()).startswith("en") else "zh-CN",
            "endpoint_exists": lambda name: name in current_app.view_functions,
            "current_endpoint": request.endpoint or "",
        }


def _catalogue() -> Translations:
    """Give the request's sentences. The library asks five objects for each of a page's hundred."""
    asking = request._get_current_object() if has_request_context() else g  # type: ignore[attr-defined]
    found: Translations | None = getattr(asking, "catalogue", None)
    if found is None:
        found = asking.catalogue = get_translations()
    return found


_files: Final[dict[tuple[str, str, str], str]] = {}


def _address(endpoint: str, **values: Any) -> str:
    """Give an address for a template; those of files are the same on every page."""
    if not endpoint.endswith("static") or set(values) != {"filename"}:
        return url_for(endpoint, **values)
    key = (request.script_root, endpoint, values["filename"])
    if key not in _files:
        _files[key] = url_for(endpoint, **values)
    return _files[key]


def _language(settings: Settings) -> str:
    chosen = session.get("language", "")
    if not chosen:
        viewer = viewer_or_none()
        chosen = viewer.language if viewer else ""
    return chosen if chosen in LANGUAGES else settings.language


def local_datetime(moment: datetime) -> str:
    """2026年11月21日 15:20 in the organisation's time zone."""
    return format_datetime(moment, _chinese_or("yyyy年M月d日 HH:mm", "d MMM yyyy HH:mm"))


def local_date(moment: datetime) -> str:
    """2026年11月21日."""
    return format_datetime(moment, _chinese_or("yyyy年M月d日", "d MMM yyyy"))


def local_time(moment: datetime) -> str:
    """15:20."""
    return format_datetime(moment, "HH:mm")


def local_seconds(moment: datetime) -> str:
    """15:20:08, for the moment something was saved."""
    return format_datetime(moment, "HH:mm:ss")


def points(hundredths: int | float) -> str:
    """8750 -> "87.5"; whole points stand without a fraction."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """0.875 -> "87.5%"."""
    return f"{share * 100:.1f}".rstrip("0").rstrip(".") + "%"


def duration(span: timedelta) -> str:
    """30 分钟; seconds are shown under two minutes only."""
    seconds = int(span.total_seconds())
    if seconds < 120 and seconds % 60:
        return _("%(count)s s", count=seconds)
    minutes = seconds // 60
    return str(ngettext("%(num)s minute", "%(num)s minutes", minutes))


def _chinese_or(chinese: str, other: str) -> str:
    return chinese if str(get_locale()).startswith("zh") else other
