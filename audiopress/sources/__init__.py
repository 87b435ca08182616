"""What a newsroom has, opened: addresses, feeds and files, and the bytes they hold as text."""
