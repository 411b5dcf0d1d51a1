"""Briefs: a right, a province, an indicator or chosen messages as a file that can be handed to a minister.

``compose`` makes a ``Brief`` (``model``) in one language: sections with a sentence that may be said, what is drawn as
data, tables, sources and short codes. A writer turns the same brief into its format: ``slides`` a PowerPoint file,
``annex`` an Excel workbook, ``word`` a report, ``sheet`` a fact sheet as PDF. ``verb`` chooses the writer by the ending
of the file; a new format is one line there.
"""
