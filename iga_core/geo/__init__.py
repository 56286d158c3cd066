"""WHERE: the outline of the land behind symbols."""
