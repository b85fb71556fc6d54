"""The web service. `create_app()` gives the WSGI application; `jordan-sp serve` runs it.

app.py          the application
contract/       the OpenAPI document of `/v1`, and requests held against it
pipeline.py     what happens to every request: guards, then the function, then headers
guards/         who asks, how often, whether it was asked before, what is written down
v1/             the functions that answer: one module for each file of `contract/paths/`
openfisca/      OpenFisca's own routes, for any tax-benefit system
jobs/           work that goes on after the reply
store/          the database
serving/        gunicorn, health, metrics, logs
"""

from .app import create_app
from .settings import Settings

__all__ = ["Settings", "create_app"]
