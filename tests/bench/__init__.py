"""What ``make bench`` runs: ``python -m tests.bench``; the README here has a table of one run."""
