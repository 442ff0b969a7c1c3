"""What is measured in a text: lexicon matches, sentiment, certainty."""
