"""Workbooks with invented children in them, and ordinary ones that look alike: what the search for persons is held to.

Nothing here is taken from `etl/persons`, and nothing there from here: the names, villages and sentences below were
written by hand for measuring, so that the search is not asked about its own words.
"""
