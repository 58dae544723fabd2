"""What the seeds, and two years of two cities, give: kept to be read as a diff."""
