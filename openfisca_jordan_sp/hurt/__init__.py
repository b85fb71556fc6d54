"""Who is hurt by a policy: losing households in a handful of types, and the provisions responsible."""
