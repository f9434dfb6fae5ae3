"""How old a session cookie may be, when several machines sign and read it.

Flask refuses a cookie signed in the future. The clock of the machine that reads it may be behind
the one that signed it, by a second or by an hour; members would be sent to the sign-in page in the
middle of a test. So only age counts against a cookie.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer


class _Signer(TimestampSigner):
    def unsign(  # type: ignore[override]
        self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False
    ) -> tuple[bytes, datetime] | bytes:
        value, signed_at = super().unsign(signed_value, return_timestamp=True)
        age = (datetime.now(UTC) - signed_at).total_seconds()
        if max_age is not None and age > max_age:
            raise SignatureExpired("too old", payload=value, date_signed=signed_at)
        return (value, signed_at) if return_timestamp else value


class SessionCookies(SecureCookieSessionInterface):
    """Signed cookies as Flask has them, readable on a machine whose clock is behind."""

    _made: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Give what signs and reads the cookie, made once; None without a secret key."""
        if self._made is None:
            self._made = super().get_signing_serializer(app)
            if self._made is not None:
                self._made.signer = _Signer
        return self._made
