"""Scripts that compute tables of data/ again from raw material (needs the extra "derive")."""
