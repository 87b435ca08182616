"""Documents as a newsroom's systems send them: how many fields of four hundred are read right, by kind.

    python benchmarks/formats.py [DOCUMENTS] [--faults]

The stories are made up by seeds, so that every run reads the same. `--faults` shows what was wrong.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from tests_formats import KINDS, faults, write

from audiopress.model import Settings
from audiopress.segment import read

MUST = 0.99
"""Share of the fields that are right."""


def main(documents: int = 400, *, show: bool = False) -> bool:
    fields: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    by_field: Counter[str] = Counter()
    seconds: dict[str, float] = dict.fromkeys(KINDS, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(documents):
            kind = list(KINDS)[seed % len(KINDS)]
            name, data, told = write(kind, seed)
            path = Path(folder) / name
            path.write_bytes(data)
            began = time.process_time()
            outcomes = list(read(name, settings=Settings(), folder=Path(folder)))
            seconds[kind] += time.process_time() - began
            path.unlink()
            fields[kind] += len(told)
            article = outcomes[0].article if len(outcomes) == 1 else None
            bad = (
                faults(article, told) if article else dict.fromkeys(told, (outcomes[0].error if outcomes else None, ""))
            )
            wrong[kind] += len(bad)
            by_field.update(f"{kind} {field}" for field in bad)
            if show:
                for field, (found, wanted) in bad.items():
                    print(f"{kind} {seed} {field}\n  found {found}\n  told  {wanted}")
    print(f"{'kind':10} {'fields':>6} {'right':>6} {'ms each':>8}")
    for kind in KINDS:
        each = 1000 * seconds[kind] / max(1, documents // len(KINDS))
        print(f"{kind:10} {fields[kind]:6} {1 - wrong[kind] / max(1, fields[kind]):6.3f} {each:8.1f}")
    right = 1 - sum(wrong.values()) / sum(fields.values())
    print(f"{'all':10} {sum(fields.values()):6} {right:6.3f}")
    for field, number in by_field.most_common(12):
        print(f"  {field}: {number} wrong")
    return right >= MUST


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    sys.exit(0 if main(*numbers[:1], show="--faults" in sys.argv) else 1)
