"""The classroom station: what a teacher needs of the course, made from the lessons as they are."""
