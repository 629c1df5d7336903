"""Charts of lesson the_argument: answers and stances, the permission, words beside maps, polls."""
