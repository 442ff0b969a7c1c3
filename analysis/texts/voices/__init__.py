"""Whose words they are: parts, quotations, reporting clauses, speakers, and the passages they add up to."""
