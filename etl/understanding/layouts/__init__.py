"""Layouts that are recognised by their marks rather than by their shape."""
