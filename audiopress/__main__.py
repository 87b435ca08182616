"""`python -m audiopress` is `audiopress`."""

from audiopress.cli import main

if __name__ == "__main__":
    main()
