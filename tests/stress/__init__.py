"""Long repetitions of what the tests do a handful of times; ``make stress`` runs them all."""
