"""From files to canonical articles, sentences, tokens, and whose words they are."""
