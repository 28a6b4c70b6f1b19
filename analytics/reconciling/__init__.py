"""What was read of a document, held against the sums that its tables must make."""
