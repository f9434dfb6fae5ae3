"""Every macro of the design system renders, and no template breaks the content policy."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

import quizapp

ROOT = Path(quizapp.__file__).resolve().parent
TEMPLATES = ROOT / "templates"
CHOICES = [SelectChoice("1", "第一支部"), SelectChoice("2", "第二支部")]
AT = datetime(2026, 11, 21, 7, 20, tzinfo=UTC)


class ExampleForm(FlaskForm):
    """One field of each kind the macros draw."""

    name = StringField("名称", [DataRequired("请填写名称。")])
    minutes = IntegerField("分钟")
    opens = DateTimeLocalField("开始")
    mode = RadioField("方式", choices=CHOICES)
    rule = SelectField("规则", choices=CHOICES)
    units = SelectMultipleField("单位", choices=CHOICES)
    boards = BooleanField("公布")
    note = TextAreaField("说明")
    file = FileField("文件")


@pytest.fixture(scope="module")
def app() -> Flask:
    app = Flask("quizapp", root_path=str(ROOT))
    app.config.update(SECRET_KEY="x" * 32)
    Babel(app)
    CSRFProtect(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        local_datetime=lambda at: at.strftime("%Y-%m-%d %H:%M"),
        local_date=lambda at: at.strftime("%Y-%m-%d"),
        local_time=lambda at: at.strftime("%H:%M"),
    )
    return app


def render(app: Flask, source: str, **values: Any) -> str:
    with app.test_request_context("/"):
        return app.jinja_env.from_string(source).render(**values)


CALLS = [
    ("icons", "icon", "{{ icon('check') }}{{ icon('flag', 'Marked') }}", 'aria-label="Marked"'),
    ("buttons", "button", "{{ button('Save', 'main') }}", '<button type="submit" class="btn btn'),
    ("buttons", "link_button", "{{ link_button('Go', '/x', icon='arrow-right') }}", 'href="/x"'),
    ("buttons", "post_button", "{{ post_button('Ok', '/x', fields={'v': 3}) }}", "csrf_token"),
    ("buttons", "copy_button", "{{ copy_button('notice') }}", 'data-copy="notice"'),
    ("buttons", "button_row", "{% call button_row() %}x{% endcall %}", "button-row"),
    ("page", "page_header", "{{ page_header('甲', '乙') }}", "<h1>甲</h1>"),
    ("page", "page_header", "{% call page_header('甲') %}act{% endcall %}", "act"),
    ("page", "breadcrumb", "{{ breadcrumb([('甲', '/x'), ('乙', none)]) }}", 'aria-current="page"'),
    ("page", "tabs", "{{ tabs([('甲', '/x', 3, true)], '乙') }}", 'class="tab-count">3'),
    ("page", "card", "{% call card('甲', first=True) %}x{% endcall %}", "card-first"),
    ("page", "section", "{% call section('甲') %}x{% endcall %}", "<h2>甲</h2>"),
    ("feedback", "notice", "{{ notice('danger', '甲') }}", "notice-danger"),
    ("feedback", "notice", "{% call notice('info') %}<p>x</p>{% endcall %}", "<p>x</p>"),
    ("feedback", "flashes", "{{ flashes([('error', '甲')]) }}", 'role="status"'),
    ("feedback", "status_tag", "{{ status_tag('open', '甲') }}", "tag-open"),
    ("feedback", "empty_state", "{% call empty_state('甲', '乙') %}x{% endcall %}", "<h2>甲</h2>"),
    ("feedback", "deadline_box", "{{ deadline_box('甲', '乙') }}", "deadline-more"),
    ("feedback", "receipt", "{{ receipt('甲', '乙', '15:20', '7K-2Q') }}", "7K-2Q"),
    ("feedback", "fold", "{% call fold('甲') %}x{% endcall %}", "<details"),
    ("feedback", "confirm", "{% call confirm('甲', '乙') %}x{% endcall %}", "<p>乙</p>"),
    ("tables", "data_table", "{% call data_table('甲', ['乙', ('丙', 'figure')]) %}{% endcall %}",
     '<th scope="col" class="figure">丙</th>'),
    ("tables", "cell", "{{ cell('甲', 3, 'figure') }}", '<td class="figure">'),
    ("tables", "row_head", "{% call row_head() %}甲{% endcall %}", 'scope="row"'),
    ("tables", "pager", "{{ pager(2, 3, 'static', {'filename': 'a'}) }}", "page=3"),
    ("figures", "moment", "{{ moment(at) }}{{ moment(none) }}", "2026-11-21 07:20"),
    ("figures", "definition_list", "{{ definition_list([('甲', '乙')]) }}", "<dd>乙</dd>"),
    ("figures", "key_figures", "{{ key_figures([{'label': '甲', 'value': 4, 'of': '50'}]) }}", "50"),
    ("figures", "steps", "{{ steps([{'label': '甲', 'href': '/x', 'state': 'current'}]) }}",
     'aria-current="step"'),
    ("figures", "progress", "{{ progress(12, 50, '12/50') }}", 'width="240"'),
    ("figures", "score_bar", "{{ score_bar(8000, '80', 7000, 9000) }}", "M700 10H900"),
    ("figures", "source_quote", "{{ source_quote('每季度一次', 0, 3, '第三条') }}",
     "<mark>每季度</mark>一次"),
    ("figures", "qr_figure", "{{ qr_figure('data:,', '甲') }}", "<img"),
    ("answering", "countdown", "{{ countdown(1513) }}", "25:13"),
    ("answering", "countdown", "{{ countdown(3675) }}", "1:01:15"),
    ("answering", "saved_state", "{{ saved_state('done', '甲') }}", "saved-done"),
    ("answering", "option_row", "{{ option_row('a', 'b', 'B', '甲', many=True, checked=True) }}",
     'type="checkbox" name="a" value="b" checked'),
    ("answering", "fixed_option", "{{ fixed_option('B', '甲', 'right', mine=True) }}", "option-right"),
    ("answering", "word_bank", "{{ word_bank('a', [('1', '甲')], '1') }}", "checked"),
    ("answering", "answer_card",
     "{{ answer_card([{'number': 1, 'href': '#a', 'answered': true, 'marked': true}]) }}",
     "card-answered"),
    ("answering", "card_cell", "{{ card_cell(7, '#q7', False) }}", 'data-card-cell="7"'),
    ("answering", "card_legend", "{{ card_legend(1, 2, 3) }}", "data-count-answered>1<"),
    ("answering", "thumb_bar", "{% call thumb_bar() %}x{% endcall %}", "thumb-bar"),
    ("answering", "thumb_key", "{{ thumb_key('甲', 'grid', main=True) }}", 'type="button"'),
    ("paper", "paper_sheet", "{% call paper_sheet() %}x{% endcall %}", "paper-sheet"),
    ("paper", "paper_head", "{{ paper_head('甲', '乙', ['姓名']) }}", "paper-line"),
    ("paper", "scoring_boxes", "{{ scoring_boxes(['一', '二']) }}", "<table"),
    ("paper", "blank_line", "{{ blank_line() }}", "paper-line"),
    ("forms", "text_input", "{{ text_input('q', '甲', hint='乙') }}", 'aria-describedby="q-hint"'),
    ("forms", "select_input", "{{ select_input('u', '甲', [(1, '乙')], '1') }}", " selected"),
    ("forms", "filter_form", "{% call filter_form() %}x{% endcall %}", 'method="get"'),
    ("forms", "form_actions", "{% call form_actions() %}x{% endcall %}", "form-actions"),
    ("forms", "post_form", "{% call post_form(none) %}x{% endcall %}", "csrf_token"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "macro", "call", "expected"), CALLS)
def test_a_macro_renders(app: Flask, file: str, macro: str, call: str, expected: str) -> None:
    source = f"{{% from 'components/{file}.html' import {macro} %}}{call}"
    assert expected in render(app, source, at=AT)


FORM_MACROS = {"field", "choice_list", "error_summary"}  # in the tests below


def test_every_public_macro_is_tried_above() -> None:
    tried = {(file, macro) for file, macro, _call, _expected in CALLS}
    missing = [
        (path.stem, name)
        for path in sorted((TEMPLATES / "components").glob("*.html"))
        for name in re.findall(r"macro ([a-z][a-z_]*)\(", path.read_text("utf-8"))
        if (path.stem, name) not in tried and name not in FORM_MACROS
    ]
    assert missing == []


def test_a_valid_form_draws_each_kind_of_field(app: Flask) -> None:
    with app.test_request_context("/"):
        form = ExampleForm(meta={"csrf": False})
        page = render(
            app,
            "{% from 'components/forms.html' import field %}"
            "{% for f in form %}{{ field(f, hint='H') }}{% endfor %}",
            form=form,
        )
    for part in (
        'type="text"',
        'type="number"',
        'type="datetime-local"',
        'type="radio"',
        "<select",
        'type="checkbox" name="units" id="units-0" value="1"',
        'type="checkbox" name="boards"',
        "<textarea",
        "data-drop",
    ):
        assert part in page
    assert page.count("aria-describedby") == len(list(form))
    assert "aria-invalid" not in page


def test_a_wrong_field_is_told_beside_it_and_at_the_top(app: Flask) -> None:
    with app.test_request_context("/"):
        form = ExampleForm(meta={"csrf": False}, data={"rule": "1", "mode": "1"})
        form.validate()
        page = render(
            app,
            "{% from 'components/forms.html' import field, error_summary %}"
            "{{ error_summary(form) }}{{ field(form.name) }}",
            form=form,
        )
    assert '<a href="#name">名称: 请填写名称。</a>' in page
    assert 'aria-describedby="name-error"' in page
    assert 'aria-invalid="true"' in page


def test_values_are_escaped(app: Flask) -> None:
    page = render(
        app,
        "{% from 'components/figures.html' import source_quote %}{{ source_quote(q, 0, 3) }}",
        q="<b>x",
    )
    assert "<b>" not in page


# --- every template ---------------------------------------------------------------------------


def all_templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("path", all_templates(), ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_a_template_parses_and_keeps_the_content_policy(app: Flask, path: Path) -> None:
    source = path.read_text("utf-8")
    app.jinja_env.parse(source)
    bare = re.sub(r"\{#.*?#\}", "", source, flags=re.S)
    assert not re.search(r"\sstyle\s*=", bare), "inline style"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", bare), "inline handler"
    assert not re.search(r"<style\b", bare), "inline style sheet"
    assert not re.search(r"<script(?![^>]*\ssrc=)", bare), "inline script"
    assert "javascript:" not in bare


def test_icons_asked_for_by_name_exist(app: Flask) -> None:
    shapes = app.jinja_env.get_template("components/icons.html").module.SHAPES  # type: ignore[attr-defined]
    wanted = {
        (path.name, name)
        for path in all_templates()
        for name in re.findall(
            r"(?:\bicon\(|icon=|icon_name=|picture=)'([a-z-]+)'", path.read_text("utf-8")
        )
    }
    assert sorted(pair for pair in wanted if pair[1] not in shapes) == []
