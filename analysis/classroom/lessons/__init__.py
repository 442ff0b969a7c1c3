"""The lessons' exercises: what each asks, how an answer is read, and the hint that helps on."""
