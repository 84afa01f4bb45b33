"""The systems that we are measured beside, at pinned versions."""
