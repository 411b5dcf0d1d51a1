from .boundary_view import show_another_file, show_boundaries_kept, show_boundaries_now

__all__ = ["show_another_file", "show_boundaries_kept", "show_boundaries_now"]
