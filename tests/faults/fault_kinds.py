# SPDX-License-Identifier: MIT
"""The faults that a line of code can be given, each found by a function that yields new lines."""

import re
from dataclasses import dataclass

from source_text import (
    arguments,
    begins_statement,
    closing,
    masked,
    without_template_arguments,
)


@dataclass(frozen=True)
class Fault:
    line: int  # from 1
    kind: str
    before: str  # the whole line
    after: str


OPERATORS = {
    "comparison": {
        " < ": " <= ",
        " <= ": " < ",
        " > ": " >= ",
        " >= ": " > ",
        " == ": " != ",
        " != ": " == ",
    },
    "logic": {" && ": " || ", " || ": " && "},
    "arithmetic": {
        " + ": " - ",
        " - ": " + ",
        " * ": " / ",
        " / ": " * ",
        " += ": " -= ",
        " -= ": " += ",
        " *= ": " /= ",
        " /= ": " *= ",
    },
    "least and most": {
        "std::min(": "std::max(",
        "std::max(": "std::min(",
        "std::min_element(": "std::max_element(",
        "std::max_element(": "std::min_element(",
    },
}

_NUMBER = re.compile(r"(?<![\w.'])(\d[\d']*)(\.\d*)?([eE][-+]?\d+)?([fFuUlLzZ]*)(?![\w.'])")
# A name, a call, a member, an element, a number: what binds more closely than any operator.
_OPERAND = r"[-!]?[\w.:]+(?:->[\w.]+)*"
_TERM = re.compile(r" ([-+]) (?=[\w!-])")
_IF = re.compile(r"\bif (?:constexpr )?\(")
_CALL = re.compile(r"(?<![\w])([A-Za-z_][\w:.]*(?:->\w+)*)\(")
# Their arguments may be exchanged without effect, or are no arguments.
_NO_CALLS = {"if", "for", "while", "switch", "return", "sizeof", "catch", "decltype", "noexcept"}
_SYMMETRIC = ("min", "max", "swap", "hypot", "gcd", "make_pair", "dot")
_DECLARED = re.compile(r"^(?:const )?[A-Za-z_][\w:]*\x00*[&*]* [&*]*[A-Za-z_]\w*(?: = .*)?$")
_STATEMENT = re.compile(r"^\s*(?:\+\+|--|\*)?[A-Za-z_][\w.:]*")
_NO_STATEMENT = re.compile(
    r"^\s*(?:return|throw|using|namespace|template|typedef|static|const|constexpr|auto|friend|case"
    r"|default|public|private|protected|struct|class|enum|break|continue|else|if|for|while|do|goto"
    r"|switch|virtual|explicit|inline|extern|operator|delete|Q_\w+)\b"
)
# `Type name`, `Type name = ...`, `Type name(...)`: two words before anything else but a member.
_DECLARATION = re.compile(r"^\s*[A-Za-z_][\w:]*\x00*[&*]* [&*]*[A-Za-z_\[]\w*\s*(?:[=({;\[,]|$)")
_SKIPPED_LINE = re.compile(
    r"\bstatic_assert\b|\btemplate\b|^\s*(?:using|namespace|enum|friend)\b|\boperator\b"
    r"|\bvirtual\b.* = 0;$|^\s*[A-Z_]{3,}\("
    # Texts for people, which no test should spell out.
    r"|[A-Z]+_TR|\btr\(|\btranslate\(|setToolTip|setText|setWhatsThis|setAccessible"
)


def faults_of(text):
    """All faults that the lines of a C++ file can be given, in the order of the lines."""
    lines = text.split("\n")
    masked_lines = masked(text).split("\n")
    found = []
    for number, (line, code) in enumerate(zip(lines, masked_lines)):
        if not code.strip("\x00 ") or _SKIPPED_LINE.search(line):
            continue
        code = without_template_arguments(code)
        whole = begins_statement(masked_lines, number)
        for kind, after in _faults_of_line(line, code, whole):
            if after != line:
                found.append(Fault(number + 1, kind, line, after))
    return found


def _faults_of_line(line, code, begins):
    yield from _operators(line, code)
    yield from _numbers(line, code)
    yield from _sizes(line, code)
    yield from _terms(line, code)
    yield from _branches(line, code)
    yield from _exchanged(line, code)
    if begins:
        yield from _dropped(line, code)


def _operators(line, code):
    for kind, pairs in OPERATORS.items():
        for old, new in pairs.items():
            for match in re.finditer(re.escape(old), code):
                yield kind, line[: match.start()] + new + line[match.end() :]


def _numbers(line, code):
    for match in _NUMBER.finditer(code):
        whole, fraction, exponent, suffix = match.groups()
        if fraction is None and exponent is None:
            changed = (int(whole.replace("'", "")) + 1, int(whole.replace("'", "")) - 1)
            for value in changed:
                if value >= 0:
                    new = f"{value}{suffix}"
                    yield "number", line[: match.start()] + new + line[match.end() :]
        else:
            value = float(match.group().replace("'", "").rstrip("fFlL"))
            new = repr(value * 1.02 if value else 0.02) + suffix
            yield "factor", line[: match.start()] + new + line[match.end() :]


def _sizes(line, code):
    for match in re.finditer(r"\.size\(\)", code):
        for new in (" + 1", " - 1"):
            yield "off by one", line[: match.end()] + new + line[match.end() :]


def _terms(line, code):
    """`a + b * c` becomes `a`, and, where the sum begins a bracket or a value, `b * c`."""
    for match in _TERM.finditer(code):
        end = _product_end(code, match.end())
        if end is not None:
            yield "term dropped", line[: match.start()] + line[end:]


def _product_end(code, start):
    end = _operand_end(code, start)
    while end is not None and code[end : end + 3] in (" * ", " / ", " % "):
        end = _operand_end(code, end + 3)
    return end


def _operand_end(code, start):
    match = re.compile(_OPERAND).match(code, start)
    if not match:
        return None
    end = match.end()
    while end < len(code):
        if code[end] == "\x00":  # template arguments
            end += 1
        elif code[end] in "([":
            end = closing(code, end)
            if end is None:
                return None
            end += 1
        elif code[end] == "." or code.startswith("->", end):
            more = re.compile(r"(?:\.|->)\w+").match(code, end)
            if not more:
                return None
            end = more.end()
        else:
            return end
    return end


def _branches(line, code):
    for match in _IF.finditer(code):
        opening = match.end() - 1
        end = closing(code, opening)
        if end is None or ";" in code[opening:end] or re.search(r"[^=!<>]=[^=]", code[opening:end]):
            continue
        condition = line[opening : end + 1]
        yield "branch never", f"{line[: opening + 1]}false && {condition}{line[end:]}"
        yield "branch always", f"{line[: opening + 1]}true || {condition}{line[end:]}"


def _exchanged(line, code):
    for match in _CALL.finditer(code):
        name = re.split(r"::|\.|->", match.group(1))[-1]
        end = closing(code, match.end() - 1)
        if name in _NO_CALLS or name in _SYMMETRIC or end is None:
            continue
        if re.search(r"[\w>&*] $", code[: match.start()]) and not re.search(
            r"\b(?:return|throw|co_yield) $|[&|] $", code[: match.start()]
        ):
            continue  # a declaration: a type stands before the name
        places = arguments(code, match.end(), end)
        parts = [line[a:b] for a, b in places]
        if len(parts) < 2 or any(not part or _DECLARED.match(part) for part in parts):
            continue
        if "begin()" in parts[0] or ".end()" in parts[1]:
            continue
        for first in range(len(parts) - 1):
            (a, b), (c, d) = places[first], places[first + 1]
            if line[a:b] != line[c:d] and _form(line[a:b]) == _form(line[c:d]):
                yield "arguments exchanged", line[:a] + line[c:d] + line[b:c] + line[a:b] + line[d:]


def _form(argument):
    """Arguments of different forms are of different types, and the compiler would refuse them."""
    if re.match(r'"|std::string|QString|tr\(', argument):
        return "text"
    if re.match(r"[\[{]", argument):
        return argument[0]
    if re.match(r"&|std::move|nullptr|this$", argument):
        return "object"
    return "value"


def _dropped(line, code):
    code = code.rstrip()
    if not code.endswith(";") or code.count(";") != 1 or _NO_STATEMENT.match(code):
        return
    if not _STATEMENT.match(code) or _DECLARATION.match(code):
        return
    if sum(code.count(c) for c in "([{") != sum(code.count(c) for c in ")]}"):
        return
    if "(" not in code and "=" not in code and "++" not in code and "--" not in code:
        return
    indent = line[: len(line) - len(line.lstrip())]
    yield "statement dropped", f"{indent};"
