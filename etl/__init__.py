"""Workbooks to observations to snapshots: everything that reads, checks, keeps and publishes."""
