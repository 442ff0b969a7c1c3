"""From files to canonical articles, sentences, tokens, whose words they are, and who is named."""
