"""The typesetter: rows of the model become a PDF laid out like a published disclosure."""
