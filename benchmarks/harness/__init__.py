"""The parts of run.py: what is asked of whom, and what becomes of the answers."""
