"""The command line: thin commands over plain functions, one file a command."""

from comity.cli.app import app, main

__all__ = ["app", "main"]
