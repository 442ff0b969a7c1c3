"""All measures of all articles as one long table, and groups of articles against each other."""
