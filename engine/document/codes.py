"""The codes of findings about files, characters and YAML itself.

A name reads well after "allow". A number is never given to another kind once it is published.
"""

from __future__ import annotations

from typing import Final

from engine.document.finding import Code

# The file.
MISSING_FILE: Final = Code("E0001", "missing-file")  # nothing stands at this path
UNREADABLE_FILE: Final = Code("E0002", "unreadable-file")  # the system refuses to read it
SPECIAL_FILE: Final = Code("E0003", "special-file")  # a folder, a pipe or a device
LARGE_FILE: Final = Code("E0004", "large-file")  # more bytes than a file of its kind may hold
BINARY_FILE: Final = Code("E0005", "binary-file")  # holds a NUL, so it is not text
OTHER_ENCODING: Final = Code("E0006", "other-encoding")  # UTF-16 or UTF-32
NOT_UTF_8: Final = Code("E0007", "not-utf-8")  # a byte that is not UTF-8
EMPTY_FILE: Final = Code("E0008", "empty-file")  # nothing in it, or nothing but comments
MANY_FINDINGS: Final = Code("E0009", "many-findings")  # so many that the rest is left out

# What YAML has and Story YAML has not.
DUPLICATE_KEY: Final = Code("E0011", "duplicate-key")  # the same key twice in one mapping
ANCHOR: Final = Code("E0012", "anchor")  # &name
ALIAS: Final = Code("E0013", "alias")  # *name, or text that begins with an asterisk
MERGE_KEY: Final = Code("E0014", "merge-key")  # <<
TAG: Final = Code("E0015", "tag")  # !name, or text that begins with an exclamation mark
DIRECTIVE: Final = Code("E0016", "directive")  # a line that begins with %
SECOND_DOCUMENT: Final = Code("E0017", "second-document")  # --- after the first
COMPLEX_KEY: Final = Code("E0018", "complex-key")  # a list, a mapping or nothing as a key
DEEP_NESTING: Final = Code("E0019", "deep-nesting")  # more levels than a person can follow
MANY_VALUES: Final = Code("E0020", "many-values")  # more values than its size can need
LONG_NUMBER: Final = Code("E0021", "long-number")  # more digits than a number may have

# Characters.
CONTROL_CHARACTER: Final = Code("E0031", "control-character")  # could drive the terminal
TEXT_DIRECTION: Final = Code("E0032", "text-direction")  # shows words in another order
INVISIBLE_CHARACTER: Final = Code("E0033", "invisible-character")  # cannot be seen
ODD_LINE_BREAK: Final = Code("E0034", "odd-line-break")  # breaks lines in some programs only
TAB_INDENTATION: Final = Code("E0035", "tab-indentation")  # a tab where spaces belong
ODD_INDENTATION: Final = Code("E0036", "odd-indentation")  # a space that YAML does not count

# Text that YAML reads otherwise than it was meant.
CUT_OFF_TEXT: Final = Code("E0041", "cut-off-text")  # text after " #", dropped as a comment
COLON_IN_TEXT: Final = Code("E0042", "colon-in-text")  # text with ": ", read as a key
TEXT_AFTER_QUOTE: Final = Code("E0043", "text-after-quote")  # "Halt!" she said.
BRACKET_IN_TEXT: Final = Code("E0044", "bracket-in-text")  # {order} barrels are left.
RESERVED_START: Final = Code("E0045", "reserved-start")  # text that begins with @, `, % or - .
LIST_IN_TEXT: Final = Code("E0046", "list-in-text")  # "- " on a line that continues a text
COMMA_IN_TEXT: Final = Code("E0047", "comma-in-text")  # {note: Yes, indeed}

# What YAML cannot read at all.
UNCLOSED_QUOTE: Final = Code("E0051", "unclosed-quote")  # told where it opened
UNCLOSED_BRACKET: Final = Code("E0052", "unclosed-bracket")  # told where it opened
WRONG_INDENTATION: Final = Code("E0053", "wrong-indentation")  # fits no line above
MISSING_COLON: Final = Code("E0054", "missing-colon")  # a line that should be a key
MISSING_SPACE: Final = Code("E0055", "missing-space")  # key:value, or -item
MIXED_LIST: Final = Code("E0056", "mixed-list")  # keys and list items at the same level
UNKNOWN_ESCAPE: Final = Code("E0057", "unknown-escape")  # \q in double quotes
BLOCK_START: Final = Code("E0058", "block-start")  # words behind the | or > of a block
YAML_SYNTAX: Final = Code("E0059", "yaml-syntax")  # anything else

CODES: Final[tuple[Code, ...]] = tuple(v for v in tuple(globals().values()) if isinstance(v, Code))
