"""The rules of the law, one folder per legal instrument. OpenFisca loads them by path."""
