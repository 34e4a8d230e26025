# SPDX-License-Identifier: MIT
"""What the search for faults finds in lines of code, and what it leaves alone."""

import unittest

from fault_kinds import faults_of


def lines_after(text, kind=None):
    return [fault.after for fault in faults_of(text) if kind in (None, fault.kind)]


class FaultKinds(unittest.TestCase):
    def test_comparisonIsTurned(self):
        self.assertEqual(lines_after("while (i < n) {", "comparison"), ["while (i <= n) {"])
        self.assertEqual(lines_after("ok = a == b;", "comparison"), ["ok = a != b;"])

    def test_textsCommentsAndTemplatesAreLeftAlone(self):
        for text in (
            '#include "a/1.h"',
            "// a < b",
            '/* 1\n a < b\n2 */',
            "static_assert(a < 3);",
            "std::array<float, 3> values;",
            "std::map<int, std::array<int, 2>> values;",
            'throw Error(TOWERLAB_TRANSLATABLE("A", "a < b"));',
        ):
            self.assertEqual(lines_after(text), [], text)
        self.assertEqual(lines_after('f("1 < 2", a < b);', "comparison"), ['f("1 < 2", a <= b);'])

    def test_numberChangesByOneAndFractionByFactor(self):
        self.assertEqual(lines_after("x = 5U;", "number"), ["x = 6U;", "x = 4U;"])
        self.assertEqual(lines_after("x = 0;", "number"), ["x = 1;"])
        self.assertEqual(lines_after("x = 0.5F;", "factor"), ["x = 0.51F;"])
        self.assertEqual(lines_after("x1 = y2;", "number"), [])

    def test_termIsDroppedWithItsFactors(self):
        self.assertEqual(lines_after("x = a + b.c(1)[2] * d;", "term dropped"), ["x = a;"])
        self.assertEqual(lines_after("x = n - 1;", "term dropped"), ["x = n;"])

    def test_branchIsTakenNeverOrAlways(self):
        self.assertEqual(
            lines_after("if (a) {"),
            ["if (false && (a)) {", "if (true || (a)) {"],
        )
        self.assertEqual(lines_after("if (const auto* a = b()) {", "branch never"), [])

    def test_argumentsOfCallsAreExchangedNotThoseOfDeclarations(self):
        self.assertEqual(lines_after("f(a, g(b, c));", "arguments exchanged")[0], "f(g(b, c), a);")
        self.assertEqual(lines_after('f("a", b);', "arguments exchanged"), [])
        self.assertEqual(lines_after("int f(int a, float b) {", "arguments exchanged"), [])
        self.assertEqual(lines_after("sort(a.begin(), a.end());", "arguments exchanged"), [])
        self.assertEqual(lines_after("x = std::min(a, b);", "arguments exchanged"), [])

    def test_statementIsDroppedWhereItIsWhole(self):
        self.assertEqual(lines_after("  total += x;", "statement dropped"), ["  ;"])
        self.assertEqual(lines_after("  clear();", "statement dropped"), ["  ;"])
        self.assertEqual(lines_after("x =\n  clear();", "statement dropped"), [])
        for text in ("int x = y;", "return f();", "Foo foo(a);", "const auto x = f();"):
            self.assertEqual(lines_after(text, "statement dropped"), [], text)


if __name__ == "__main__":
    unittest.main()
