"""One module a subcommand. At the top they import click and what is light; all else when the command runs."""
