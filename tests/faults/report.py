# SPDX-License-Identifier: MIT
"""The table of faults that were put in: one line each, written as soon as it is known."""

from dataclasses import dataclass

HEADER = "number\tplace\tkind\toutcome\tseconds\tbefore\tafter\n"
BY_COMPILER = "caught by the compiler"
SURVIVED = "survived"


@dataclass
class Entry:
    number: int  # 0 where the compiler caught it: such faults do not count
    path: str
    line: int
    kind: str
    outcome: str
    seconds: float
    before: str  # without blanks at its ends, and so is `after`
    after: str

    def identity(self):
        return self.path, self.kind, self.before, self.after


class Report:
    def __init__(self, file, resume):
        self.file = file
        self.entries = []
        if resume and file.exists():
            self._read()
        self._write_all()

    def _read(self):
        for line in self.file.read_text(encoding="utf-8").splitlines()[1:]:
            number, place, kind, outcome, seconds, before, after = line.split("\t")
            path, line_number = place.rsplit(":", 1)
            self.put(Entry(int(number), path, int(line_number), kind, outcome, float(seconds),
                           before, after), write=False)

    def put(self, entry, write=True):
        """Adds the entry; one of the same number is replaced."""
        for place, other in enumerate(self.entries):
            if entry.number and other.number == entry.number:
                self.entries[place] = entry
                if write:
                    self._write_all()
                return
        self.entries.append(entry)
        if write:
            with self.file.open("a", encoding="utf-8") as out:
                out.write(_row(entry))

    def _write_all(self):
        part = self.file.with_suffix(".part")
        part.write_text(HEADER + "".join(map(_row, self.entries)), encoding="utf-8")
        part.replace(self.file)

    def counted(self):
        return [entry for entry in self.entries if entry.number]

    def survivors(self):
        return [entry for entry in self.counted() if entry.outcome == SURVIVED]

    def known(self):
        return {entry.identity() for entry in self.entries}

    def summary(self, reasons):
        counted, survivors = self.counted(), self.survivors()
        if not counted:
            return "No fault was put in."
        caught = len(counted) - len(survivors)
        seconds = sorted(entry.seconds for entry in counted)
        lines = [
            f"Put in: {len(counted)}; caught: {caught} ({100 * caught / len(counted):.1f} %); "
            f"surviving: {len(survivors)}.",
            f"Seconds a fault: {seconds[len(seconds) // 2]:.0f} (median), "
            f"{sum(seconds) / len(seconds):.0f} (mean); not compiled, and replaced by another: "
            f"{len(self.entries) - len(counted)}.",
        ]
        for entry in survivors:
            lines += [
                f"\n{entry.number}. {entry.path}:{entry.line}, {entry.kind}",
                f"  - {entry.before}",
                f"  + {entry.after}",
                f"  {reasons.get(entry.identity(), 'no reason known: a hole in the tests?')}",
            ]
        return "\n".join(lines)


def _row(entry):
    place = f"{entry.path}:{entry.line}"
    cells = (entry.number, place, entry.kind, entry.outcome, f"{entry.seconds:.1f}", entry.before,
             entry.after)
    return "\t".join(map(str, cells)) + "\n"


def read_reasons(file):
    """Why known survivors survive: blocks of `path, kind`, `- before`, `+ after` and the reason."""
    reasons = {}
    if not file.exists():
        return reasons
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if len(lines) < 4:
            continue
        path, kind = lines[0].rsplit(", ", 1)
        reasons[path, kind, lines[1][2:], lines[2][2:]] = " ".join(lines[3:])
    return reasons
