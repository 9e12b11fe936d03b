"""Who did what, when and from where: the newsroom's own record of every deed, apart from the log that readers see."""
