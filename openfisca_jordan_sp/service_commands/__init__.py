"""Commands of whoever runs the service: keys, the audit, the database."""
