"""Populations: the schema, the folder of Parquet, the synthesiser and the embedded demo."""
