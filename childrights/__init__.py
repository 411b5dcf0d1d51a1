"""The child-rights library: catalogue, snapshot, statistics, charts and messages. It knows no web framework."""
