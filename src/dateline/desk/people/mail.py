"""Mails where no server for them is set: each is a line of the log, for the operator to pass on."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_log = logging.getLogger("dateline.desk")


class ToLog(BaseEmailBackend):
    """Django mail backend."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _log.warning(
                "a mail could not be sent, since the setting mail_url is empty:\n%s\n%s", message.subject, message.body,
                extra={"to": ", ".join(message.to)},
            )  # fmt: skip
        return len(email_messages)
