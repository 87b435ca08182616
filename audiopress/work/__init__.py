"""What every stage shares: the worker pool, locks, atomic writes of files, the cache, retries."""
