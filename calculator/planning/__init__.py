"""How the claims of a plan share what the law limits, and which of them are best made."""
