"""Many families at once: tables of facts in, entitlements out; a mistake in one family never stops the others."""
