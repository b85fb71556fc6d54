"""The drafter's bench: what a bill changes, in values, rules and words."""
