"""What the peers in Python share: the workload, the hash of what is found, and being asked line by line."""
