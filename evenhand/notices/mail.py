"""One mail server, asked politely: what it takes, what it refuses for good, and when it is not there."""

from __future__ import annotations

import smtplib
from email.utils import formataddr
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from evenhand.notices.doors import read_host
from evenhand.notices.models import Notice
from evenhand.notices.words import find_tag

PERMANENT = 500


class Refused(Exception):
    """The server will never take this mail; `code` says on whose account: `address` or `refused`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TakenLater(Exception):
    """The server asks for this mail to be tried again later."""


class ServerDown(Exception):
    """The server is not there, or does not let us in: trying the next mail now would be in vain."""


class Mailer:
    """A connection that is opened when the first mail goes out and closed at the end."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()

    def __enter__(self) -> Mailer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye, or drop a connection that is broken already."""
        try:
            self.connection.close()
        except OSError:
            self.connection = get_connection()

    def open(self) -> None:
        """Make sure the server is there, before anything is opened or made for a mail to it; else
        `ServerDown`.
        """
        try:
            self.connection.open()
        except OSError:
            self.close()
            raise ServerDown from None

    def send(self, message: EmailMessage) -> None:
        """Hand one mail over; raises `Refused`, `TakenLater` or `ServerDown` where the server has not taken
        it.
        """
        try:
            self.connection.send_messages([message])
        except ValueError:
            # Django refuses an address or a header that no mail could have.
            raise Refused("address") from None
        except smtplib.SMTPRecipientsRefused as fault:
            raise judge_code(max(code for code, _ in fault.recipients.values()), "address") from None
        except smtplib.SMTPDataError as fault:
            raise judge_code(fault.smtp_code, "refused") from None
        except OSError:
            # Everything else that smtplib raises is an OSError too: no answer, no TLS, no login, sender
            # unknown.
            self.close()
            raise ServerDown from None


def judge_code(code: int, account: str) -> Exception:
    """What an answer of the server means: 5xx is final, anything else is worth another try."""
    return Refused(account) if code >= PERMANENT else TakenLater()


def name_message(notice: Notice) -> str:
    """The mail's own id: the same at every try, so that a second copy can be recognised and dropped."""
    return f"<{notice.pk.hex}.notice@{read_host()}>"


def make_message(notice: Notice, to: str, subject: str, body: str, language: str) -> EmailMessage:
    """A plain mail to one person: text only, no picture, no tracking, marked as sent by a machine."""
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=formataddr((notice.case.centre.name, settings.DEFAULT_FROM_EMAIL)),
        to=[to],
        headers={
            "Message-ID": name_message(notice),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": find_tag(language),
        },
    )
