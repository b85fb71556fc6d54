"""How the service is run: gunicorn, health, metrics, logs."""
