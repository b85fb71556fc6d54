"""Evaluating a policy over a population."""
