"""Statistics of an evaluated population: cost, reach, poverty, inequality, winners and losers."""
