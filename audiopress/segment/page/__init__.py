"""What of a page is the story: its blocks or lines labelled, the run that is told, its fields, and what was dropped."""
