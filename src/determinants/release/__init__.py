"""What is made from the graph and its questions for others: documents, and what code reads answers by."""
