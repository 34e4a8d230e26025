# SPDX-License-Identifier: MIT
"""C++ source as far as faults need it: which characters are code, and which lines are whole."""

import re

# Behind each of these a new statement begins.
STATEMENT_ENDS = (";", "{", "}", ":")

_NOT_CODE = re.compile(
    r"""
    //[^\n]*                                     # comment to the end of the line
  | /\*.*?\*/                                    # comment over lines
  | R"(?P<mark>[^\s()\\]*)\(.*?\)(?P=mark)"      # raw string
  | "(?:\\.|[^"\\\n])*"                          # string
  | (?<![\w'])'(?:\\.|[^'\\\n])+'                # character; 1'000 is a number
  | ^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*               # preprocessor
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)

_TEMPLATE_ARGUMENTS = re.compile(r"(?<=\w)<(?:[^<>;{}\s]|(?<=,) |<[^<>;{}]*>)*>")


def _blanked(match):
    return re.sub(r"[^\n]", "\x00", match.group())


def masked(text):
    """The text with each character of comments, strings and preprocessor lines turned to NUL, so
    that places in it are places in the text."""
    return _NOT_CODE.sub(_blanked, text)


def without_template_arguments(line):
    """A masked line with what stands in angle brackets without blanks before them turned to NUL."""
    return _TEMPLATE_ARGUMENTS.sub(_blanked, line)


def closing(line, opening):
    """The place of the bracket that closes the one at `opening`; None where it is on a later line."""
    depth = 0
    for place in range(opening, len(line)):
        if line[place] in "([{":
            depth += 1
        elif line[place] in ")]}":
            depth -= 1
            if depth == 0:
                return place
    return None


def arguments(line, start, end):
    """The places (begin, end) of the parts of line[start:end] between commas outside of brackets."""
    parts, depth, begin = [], 0, start
    for place in range(start, end):
        if line[place] in "([{":
            depth += 1
        elif line[place] in ")]}":
            depth -= 1
        elif line[place] == "," and depth == 0:
            parts.append((begin, place))
            begin = place + 1
    parts.append((begin, end))
    trimmed = []
    for begin, end in parts:
        while begin < end and line[begin] == " ":
            begin += 1
        while end > begin and line[end - 1] == " ":
            end -= 1
        trimmed.append((begin, end))
    return trimmed


def begins_statement(masked_lines, number):
    """Whether the statement on this line (from 0) begins there: the code before it is closed."""
    for earlier in range(number - 1, -1, -1):
        code = masked_lines[earlier].replace("\x00", "").rstrip()
        if code:
            return code.endswith(STATEMENT_ENDS) or _heads_branch(code)
    return True


def _heads_branch(code):
    return bool(re.match(r"\s*(?:if|else if|for|while)\b.*\)$|.*\belse$", code))
