"""What stands before the function that answers: who asks, how often, asked before or not, what is written down."""
