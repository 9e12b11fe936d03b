"""Who works here: people, what each may do on which blog, and how the first of them gets in."""
