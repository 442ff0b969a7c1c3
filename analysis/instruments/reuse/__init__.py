"""What articles have in common: shared quotations and reworded passages, and how much of a copy one is of another."""
