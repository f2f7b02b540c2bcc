//! Scripts, lists of lines, texts of which nothing is known, and the form of a file, which is the user's.

use super::{Case, case};

pub const CASES: &[Case] = &[
    // Scripts, lists of lines, and texts of which nothing is known.
    case(
        "both add a function to a script",
        "a.js",
        [
            "export function a() {\n  x();\n}\n",
            "export function a() {\n  x();\n}\n\nexport function mine() {\n  x();\n}\n",
            "export function a() {\n  x();\n}\n\nexport function b() {\n  x();\n}\n",
        ],
        Some(
            "export function a() {\n  x();\n}\n\nexport function b() {\n  x();\n}\n\nexport function mine() {\n  x();\n}\n",
        ),
    ),
    case(
        "both add a pattern",
        ".gitignore",
        ["/target\n", "/target\n/mine\n", "/target\n/data\n"],
        Some("/target\n/data\n/mine\n"),
    ),
    case(
        "both add a line to an unknown text",
        "a.txt",
        ["a\n", "a\nmine\n", "a\nb\n"],
        None,
    ),
    case(
        "the user added more of the same",
        "a.txt",
        ["a\n", "a\nb\nmine\n", "a\nb\n"],
        Some("a\nb\nmine\n"),
    ),
    case(
        "the user added more before the same",
        "a.txt",
        ["a\n", "a\nmine\nb\n", "a\nb\n"],
        Some("a\nmine\nb\n"),
    ),
    // The form of the file is the user's.
    case(
        "line ends of another system",
        "a.txt",
        ["a\nb\nc\nd\n", "a\r\nmine\r\nc\r\nd\r\n", "a\nb\nc\nD\n"],
        Some("a\r\nmine\r\nc\r\nD\r\n"),
    ),
    case(
        "no newline at the end",
        "a.txt",
        ["a\nb\nc\n", "a\nb\nc", "A\nb\nc\n"],
        Some("A\nb\nc"),
    ),
    case(
        "no newline, and the last line is new",
        "a.txt",
        ["a\nb\n", "mine\na\nb", "a\nb\nc\n"],
        Some("mine\na\nb\nc"),
    ),
    case(
        "a byte order mark",
        "a.txt",
        ["a\nb\nc\n", "\u{feff}a\nb\nc\n", "a\nb\nC\n"],
        Some("\u{feff}a\nb\nC\n"),
    ),
    case(
        "a new line for an emptied file",
        "a.txt",
        ["a\n", "", "a\nb\n"],
        Some("b\n"),
    ),
    case("an empty base", "a.txt", ["", "mine\n", "b\n"], None),
    case(
        "repeated lines",
        "a.txt",
        [
            "x\ny\nx\ny\nx\ny\n",
            "x\ny\nmine\nx\ny\nx\ny\n",
            "x\ny\nx\ny\nx\ny\nnew\n",
        ],
        Some("x\ny\nmine\nx\ny\nx\ny\nnew\n"),
    ),
    case(
        "text that looks like markers",
        "a.txt",
        [
            "<<<<<<< a\nb\n=======\nc\n",
            "<<<<<<< a\nb\n=======\nmine\nc\n",
            "<<<<<<< A\nb\n=======\nc\n",
        ],
        Some("<<<<<<< A\nb\n=======\nmine\nc\n"),
    ),
];
