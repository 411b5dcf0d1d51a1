"""Benchmarks: every figure is a ratio to a baseline measured in the same run, so that the machine cancels out."""
