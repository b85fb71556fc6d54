"""OpenFisca's populations and parameters, made fast behind its own extension points.

Nothing here knows this law: the same formulas run on core's own classes, with the same results.
"""
