"""Monitoring: the strategy's indicators by pillar, from the population and the policy that the address names."""

from . import views

VIEWS = (views,)
