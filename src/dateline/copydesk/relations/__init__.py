"""What joins the facts of two posts, one relation a file: relate(post, facts, ledger) -> Iterable[Relation]."""
