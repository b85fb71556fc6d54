"""Work that goes on after the reply: queued in the database, computed by Dask."""
