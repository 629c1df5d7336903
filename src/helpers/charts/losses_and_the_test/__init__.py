"""Charts of lesson losses_and_the_test: losses by kind, shares and rates, reactions and the law."""
