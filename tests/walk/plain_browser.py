"""A browser without script: cookies, forms, links. Standard library only."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener


@dataclass
class Control:
    """A field of a form, with what is ticked or typed in it."""

    name: str
    value: str
    kind: str
    checked: bool = False
    choices: list[tuple[str, bool]] = field(default_factory=list)
    disabled: bool = False


@dataclass
class Form:
    """A form as it stands on the page."""

    action: str
    method: str
    controls: list[Control] = field(default_factory=list)
    text: str = ""

    def sent(self) -> list[tuple[str, str]]:
        """What a browser would send without any button."""
        pairs = []
        for one in self.controls:
            if not one.name or one.disabled or one.kind in ("submit", "button", "file"):
                continue
            if one.kind in ("checkbox", "radio"):
                if one.checked:
                    pairs.append((one.name, one.value))
            elif one.kind == "select":
                picked = [value for value, chosen in one.choices if chosen]
                pairs += [(one.name, value) for value in picked or [one.choices[0][0]]]
            else:
                pairs.append((one.name, one.value))
        return pairs


@dataclass
class Answer:
    """One page that came back."""

    status: int
    address: str
    text: str
    forms: list[Form]
    links: list[str]
    words: str

    def form(self, ending: str) -> Form:
        """The form whose address ends so."""
        for one in self.forms:
            if one.action.split("?")[0].endswith(ending):
                return one
        raise AssertionError(f"no form {ending} on {self.address}: {self.words[:400]}")


class PlainBrowser:
    """Keeps cookies, follows redirects, and fails on every error page."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._open(Request(urljoin(self._address, path)))  # noqa: S310

    def send(
        self, page: Answer, form: Form, changes: list[tuple[str, str]] | None = None
    ) -> Answer:
        """Send a form; `changes` replace the fields of the same names."""
        changes = changes or []
        replaced = {name for name, _value in changes}
        pairs = [pair for pair in form.sent() if pair[0] not in replaced] + changes
        address = urljoin(page.address, form.action)
        return self._open(
            Request(  # noqa: S310
                address,
                data=urlencode(pairs).encode(),
                headers={"Referer": page.address},
                method="POST",
            )
        )

    def upload(self, page: Answer, form: Form, name: str, file_name: str, data: bytes) -> Answer:
        """Send a form with a file."""
        border = uuid.uuid4().hex
        lines = []
        for key, value in form.sent():
            lines.append(
                f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            )
        lines.append(
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"'
            "\r\nContent-Type: application/octet-stream\r\n\r\n".encode()
        )
        lines += [data, f"\r\n--{border}--\r\n".encode()]
        return self._open(
            Request(  # noqa: S310
                urljoin(page.address, form.action),
                data=b"".join(lines),
                headers={
                    "Referer": page.address,
                    "Content-Type": f"multipart/form-data; boundary={border}",
                },
                method="POST",
            )
        )

    def _open(self, request: Request) -> Answer:
        try:
            with self._opener.open(request, timeout=90) as reply:
                text = reply.read().decode("utf-8")
                status, address = reply.status, reply.url
        except HTTPError as error:
            with error:
                said = _read(error.read().decode("utf-8", "replace")).words
            raise AssertionError(f"{error.code} {request.full_url}: {said[-600:]}") from None
        page = _read(text)
        return Answer(status, address, text, page.forms, page.links, page.words)


def _read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    return reader


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._words: list[str] = []
        self._open_form: Form | None = None
        self._area: Control | None = None
        self._silent = ""
        self._off: list[bool] = []

    @property
    def words(self) -> str:
        return " ".join(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if tag in ("script", "style"):
            self._silent = tag
        elif tag == "a" and "href" in have:
            self.links.append(have["href"])
        elif tag == "form":
            self._open_form = Form(have.get("action", ""), have.get("method", "get"))
            self.forms.append(self._open_form)
        elif tag == "fieldset":
            self._off.append("disabled" in have)
        elif self._open_form is not None and tag in ("input", "button", "select", "textarea"):
            kind = have.get("type", "submit" if tag == "button" else "text")
            made = Control(
                have.get("name", ""),
                have.get("value", "on" if kind in ("checkbox", "radio") else ""),
                kind if tag in ("input", "button") else tag,
                "checked" in have,
                disabled="disabled" in have or any(self._off),
            )
            self._open_form.controls.append(made)
            self._area = made if tag in ("select", "textarea") else None
        elif tag == "option" and self._area is not None:
            self._area.choices.append((have.get("value", ""), "selected" in have))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open_form = None
        elif tag == "fieldset" and self._off:
            self._off.pop()
        elif tag in ("select", "textarea"):
            self._area = None
        elif tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if self._area is not None and self._area.kind == "textarea":
            self._area.value += data
        if data.strip() and not self._silent:
            self._words.append(data.strip())
