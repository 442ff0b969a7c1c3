"""Tables become sentences, figures and the report."""
