"""The tracker of recommendations: the list, one recommendation, and the forms of those who may assess."""
