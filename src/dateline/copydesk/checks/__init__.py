"""One rule a file: check(post, facts, ledger) -> Iterable[Finding]. rules.py says which there are."""
