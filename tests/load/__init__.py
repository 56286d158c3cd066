"""Many visitors at once: what they wait, what they cost, what stays when they have gone."""
