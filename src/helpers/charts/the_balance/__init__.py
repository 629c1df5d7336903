"""Pictures of lesson the_balance: two forces, their ratio, and what models and records add."""
