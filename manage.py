#!/usr/bin/env python3
"""Django's own commands, for people who work on Evenhand; centres use `evenhand`."""

import sys


def main() -> None:
    """Run a Django command with Evenhand's settings and logs."""
    from django.core.management import execute_from_command_line

    from evenhand.site.cli import start_django

    start_django()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
