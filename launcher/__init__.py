"""What run.py does, with the standard library alone: set up, build, serve, test, or hand a verb to cli."""
