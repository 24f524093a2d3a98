"""A real mail server on loopback that keeps what it takes, and can be down, busy or strict."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

OK = "250 taken"


@dataclass
class PostOffice:
    """What came in, and what the server answers: to an address at RCPT, to everybody at DATA."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    answer: str = OK
    controller: Any = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Take an address, unless the test refuses it."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the mail, unless the test wants none."""
        if self.answer == OK:
            self.raw.append(envelope.content)
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
            self.to += envelope.rcpt_tos
        return self.answer

    def open(self) -> None:
        """Be there, on a free port of our own, the same one every time."""
        if not self.port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self) -> None:
        """Be gone: connections are refused."""
        if self.controller is not None:
            self.controller.stop()
        self.controller = None

    def ids(self) -> list[str]:
        """The ids of what came in, in order."""
        return [str(message["Message-ID"]) for message in self.taken]
