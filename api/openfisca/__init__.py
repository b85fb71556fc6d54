"""OpenFisca's own routes for any tax-benefit system, same in meaning and shape, mended where they fail."""
