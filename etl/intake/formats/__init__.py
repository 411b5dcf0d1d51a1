"""The files that mechanisms publish, each as a kind of file: their heads, and what one of their rows says."""
