"""`python -m dateline` is the `dateline` command."""

from dateline.cli.main import main

main()
