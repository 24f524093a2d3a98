"""What the columns of tables we did not write may hold.

`empty`: a column that exists because its library makes it, and that Evenhand never fills, since what it is
meant for (an address, a name) may not lie in clear.
"""

from __future__ import annotations

FOREIGN_TABLES: dict[str, dict[str, str]] = {
    "auth.Permission": {"id": "key", "name": "public", "content_type": "key", "codename": "public"},
    "auth.Group": {"id": "key", "name": "public"},
    "contenttypes.ContentType": {"id": "key", "app_label": "public", "model": "public"},
    # A session holds the worker's row number and the hash of the login; never a name or an address.
    "sessions.Session": {"session_key": "key", "session_data": "key", "expire_date": "public"},
    "account.EmailAddress": {
        "id": "key",
        "user": "key",
        "email": "empty",
        "verified": "public",
        "primary": "public",
    },
    "account.EmailConfirmation": {
        "id": "key",
        "email_address": "key",
        "created": "public",
        "sent": "public",
        "key": "key",
    },
    # The second factor's secret is a credential: the login adapter encrypts it before it reaches this column.
    "mfa.Authenticator": {
        "id": "key",
        "user": "key",
        "type": "public",
        "data": "key",
        "created_at": "public",
        "last_used_at": "public",
    },
    # Jobs take ids only; a traceback shows our code and the words of exceptions, which hold nothing personal.
    "django_tasks_database.DBTaskResult": {
        "id": "key",
        "status": "public",
        "enqueued_at": "public",
        "started_at": "public",
        "finished_at": "public",
        "args_kwargs": "key",
        "priority": "public",
        "task_path": "public",
        "worker_ids": "key",
        "queue_name": "public",
        "backend_name": "public",
        "run_after": "public",
        "return_value": "public",
        "exception_class_path": "public",
        "traceback": "public",
    },
    # What Django's own base class of an account brings along.
    "evenhand.User": {
        "password": "key",
        "last_login": "public",
        "is_superuser": "public",
        "is_staff": "public",
        "is_active": "public",
        "date_joined": "public",
        "first_name": "empty",
        "last_name": "empty",
        "email": "empty",
    },
}
