"""The same acts over HTTP, as the page sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask

JSON = {"Accept": "application/json"}


@dataclass
class Speaker:
    """Asks the app by its routes; answers as the operations do: "ok" and a value, or a code."""

    app: Flask
    exam: dict[str, Any]

    def start(self, member: int, version: int) -> tuple[str, Any]:
        reply = self._post(f"/exams/{self.exam['id']}/attempts", None, member, version)
        if reply.status_code == 302:
            return "ok", int(reply.location.rpartition("/")[2])
        return reply.get_json()["code"], None

    def save(self, request: dict[str, Any]) -> tuple[str, Any]:
        body = {
            "holder": request["holder"],
            "form": self.exam["hash"],
            "answers": [
                {"item": item, "response": list(response), "sequence": sequence}
                for item, response, sequence in request["sent"]
            ],
        }
        path = f"/attempts/{request['attempt']}/answers"
        reply = self._post(path, body, request["member"], request["version"])
        value = reply.get_json()
        if reply.status_code != 200:
            return value["code"], None
        return "ok", {
            "answers": {one["item"]: one["sequence"] for one in value["answers"]},
            "remaining": _Rounded(value["remaining_ms"]),
        }

    def hold(self, attempt: int, member: int, version: int) -> tuple[str, Any]:
        reply = self._post(f"/attempts/{attempt}/holder", {}, member, version)
        value = reply.get_json()
        if reply.status_code != 200:
            return value["code"], None
        return "ok", {"holder": value["holder"], "first": value["first_sequence"]}

    def submit(
        self, attempt: int, claimed: dict[int, int], member: int, version: int
    ) -> tuple[str, Any]:
        body = {"claimed": [{"item": item, "sequence": number} for item, number in claimed.items()]}
        reply = self._post(f"/attempts/{attempt}/submission", body, member, version)
        value = reply.get_json()
        if reply.status_code != 200:
            return value["code"], ""
        return "ok", value["number"]

    def _post(self, path: str, body: Any, member: int, version: int) -> Any:
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = f"{member}.{version}."
            session["_fresh"] = True
        return client.post(path, json=body, headers=JSON)


class _Rounded:
    """Whole milliseconds that equal the microseconds they were cut from."""

    def __init__(self, milliseconds: int) -> None:
        self.milliseconds = milliseconds

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and other // 1000 == self.milliseconds

    __hash__ = None  # type: ignore[assignment]
