//! Remarks beside what is rendered, and lists of formats in which depth tells items apart.

use super::{Case, case};

pub const CASES: &[Case] = &[
    case(
        "a remark where a statement comes",
        "a.rs",
        [
            "fn f() {\n    a();\n    b();\n}\n",
            "fn f() {\n    a();\n    // Mine.\n    b();\n}\n",
            "fn f() {\n    a();\n    c();\n    b();\n}\n",
        ],
        Some("fn f() {\n    a();\n    c();\n    // Mine.\n    b();\n}\n"),
    ),
    case(
        "a statement where a remark comes",
        "a.rs",
        [
            "fn f() {\n    a();\n    b();\n}\n",
            "fn f() {\n    a();\n    mine();\n    b();\n}\n",
            "fn f() {\n    a();\n    // New.\n    b();\n}\n",
        ],
        Some("fn f() {\n    a();\n    mine();\n    // New.\n    b();\n}\n"),
    ),
    case(
        "a remark at the end of a line that changes",
        "a.toml",
        [
            "a = \"#1\"\nb = 2\n",
            "a = \"#1\" # mine\nb = 2\n",
            "a = \"#2\"\nb = 2\n",
        ],
        Some("a = \"#2\" # mine\nb = 2\n"),
    ),
    case(
        "remarks in lines that change",
        "a.rs",
        [
            "R {\n    a: 1,\n    b: 2,\n    c: 3,\n}\n",
            "R {\n    a: 1, // one\n    // two\n    b: 2,\n    c: 3,\n}\n",
            "R {\n    a: 4,\n    b: 5,\n    c: 6,\n}\n",
        ],
        Some("R {\n    a: 4, // one\n    // two\n    b: 5,\n    c: 6,\n}\n"),
    ),
    case(
        "a remark at a line that goes",
        "a.rs",
        ["a();\nb();\n", "a(); // mine\nb();\n", "b();\n"],
        None,
    ),
    case(
        "a line that both change, with a remark",
        "a.rs",
        ["a(1);\n", "a(2); // mine\n", "a(3);\n"],
        None,
    ),
    case(
        "a remark where a row comes",
        "a.md",
        [
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n<!-- mine -->\n",
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n",
        ],
        Some("| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n<!-- mine -->\n"),
    ),
    case(
        "a remark at an import that changes",
        "a.rs",
        [
            "use a::{B, C};\n",
            "use a::{B, C}; // mine\n",
            "use a::B;\n",
        ],
        Some("use a::B; // mine\n"),
    ),
    case(
        "words of both in one sentence",
        "a.md",
        [
            "It takes heat and rain from devices, and tells people.\n",
            "It takes heat and rain from devices, and tells people by night.\n",
            "It takes heat, rain and wind from devices, and tells people.\n",
        ],
        Some("It takes heat, rain and wind from devices, and tells people by night.\n"),
    ),
    case(
        "one number that both change",
        "a.md",
        [
            "Readings are kept for 90 days on the disk.\n",
            "Readings are kept for 60 days on the disk.\n",
            "Readings are kept for 30 days on the disk.\n",
        ],
        None,
    ),
    case(
        "words of both in one remark",
        "a.rs",
        [
            "/// Temperature of the air, in °C, as sent.\na();\n",
            "/// Temperature of the air at the gate, in °C, as sent.\na();\n",
            "/// Temperature of the air, in °C, as stored.\na();\n",
        ],
        Some("/// Temperature of the air at the gate, in °C, as stored.\na();\n"),
    ),
    case(
        "a script with other indents",
        "a.js",
        [
            "function f() {\n  if (a) {\n    b();\n  }\n}\n",
            "function f() {\n\tif (a) {\n\t\tb();\n\t}\n}\n",
            "function f() {\n  if (a) {\n    b();\n    c();\n  }\n}\n",
        ],
        Some("function f() {\n\tif (a) {\n\t\tb();\n\t\tc();\n\t}\n}\n"),
    ),
    case(
        "both add a key at one depth",
        "a.yaml",
        [
            "p:\n  a: 1\nq: 2\n",
            "p:\n  a: 1\n  mine:\n    - x\nq: 2\n",
            "p:\n  a: 1\n  # Words.\n  b:\n    - y\n\nq: 2\n",
        ],
        Some("p:\n  a: 1\n  # Words.\n  b:\n    - y\n\n  mine:\n    - x\nq: 2\n"),
    ),
    case(
        "an own key between keys that go",
        "a.yaml",
        [
            "p:\n  a: 1\n  b: 2\n  c: 3\nq: 4\n",
            "p:\n  a: 1\n  b: 2\n  mine: 5\n  c: 3\nq: 4\n",
            "p:\n  a: 1\nq: 4\n",
        ],
        Some("p:\n  a: 1\n  mine: 5\nq: 4\n"),
    ),
    case(
        "an own key within a key that goes",
        "a.yaml",
        [
            "p: 0\na:\n  b: 2\n  c: 3\nq: 4\n",
            "p: 0\na:\n  b: 2\n  mine: 5\n  c: 3\nq: 4\n",
            "p: 0\nq: 4\n",
        ],
        None,
    ),
    case(
        "an own key of a table that goes",
        "a.toml",
        [
            "[p]\na = 1\n\n[t]\nb = 2\nc = 3\n",
            "[p]\na = 1\n\n[t]\nb = 2\nmine = 4\nc = 3\n",
            "[p]\na = 1\n",
        ],
        None,
    ),
    case(
        "an own row between rows that go",
        "a.rs",
        [
            "const A: &[R] = &[\n    R {\n        a: 1,\n    },\n    R {\n        a: 2,\n    },\n    X,\n];\n",
            "const A: &[R] = &[\n    R {\n        a: 1,\n    },\n    // Mine.\n    R {\n        a: 9,\n    },\n    R {\n        a: 2,\n    },\n    X,\n];\n",
            "const A: &[R] = &[\n    X,\n];\n",
        ],
        Some("const A: &[R] = &[\n    // Mine.\n    R {\n        a: 9,\n    },\n    X,\n];\n"),
    ),
    case(
        "an own line within an item that goes",
        "a.rs",
        [
            "const A: &[R] = &[\n    R {\n        a: 1,\n    },\n    X,\n];\n",
            "const A: &[R] = &[\n    R {\n        a: 1,\n        mine: 2,\n    },\n    X,\n];\n",
            "const A: &[R] = &[\n    X,\n];\n",
        ],
        None,
    ),
    case(
        "a statement between statements that go",
        "a.rs",
        [
            "fn f() {\n    a();\n    b();\n    c();\n}\n",
            "fn f() {\n    a();\n    mine();\n    b();\n    c();\n}\n",
            "fn f() {\n    c();\n}\n",
        ],
        None,
    ),
    case(
        "a deeper key belongs to what stands above",
        "a.yaml",
        [
            "p:\n  a: 1\nq: 2\n",
            "p:\n  a: 1\n  mine: 3\nq: 2\n",
            "p:\n  a: 1\nnew: 4\nq: 2\n",
        ],
        Some("p:\n  a: 1\n  mine: 3\nnew: 4\nq: 2\n"),
    ),
    case(
        "both add one key",
        "a.yaml",
        [
            "p:\n  a: 1\n",
            "p:\n  a: 1\n  b: 2\n",
            "p:\n  a: 1\n  b: 3\n",
        ],
        None,
    ),
    case(
        "both add an element",
        "a.html",
        [
            "<nav>\n  <a>1</a>\n</nav>\n",
            "<nav>\n  <a>1</a>\n  <a>mine</a>\n</nav>\n",
            "<nav>\n  <a>1</a>\n  <p>\n    2\n  </p>\n</nav>\n",
        ],
        Some("<nav>\n  <a>1</a>\n  <p>\n    2\n  </p>\n  <a>mine</a>\n</nav>\n"),
    ),
    case(
        "one opens an element and the other adds one",
        "a.html",
        [
            "<nav>\n</nav>\n",
            "<nav>\n  <a>mine</a>\n</nav>\n",
            "<nav>\n  <p>\n</nav>\n",
        ],
        None,
    ),
    case(
        "both add a rule",
        "a.css",
        [
            "a {\n  x: 1;\n}\n",
            "a {\n  x: 1;\n}\n\n/* ours */\n.mine {\n  y: 2;\n}\n",
            "a {\n  x: 1;\n}\n\n.new,\n.other {\n  z: 3;\n}\n",
        ],
        Some("a {\n  x: 1;\n}\n\n.new,\n.other {\n  z: 3;\n}\n\n/* ours */\n.mine {\n  y: 2;\n}\n"),
    ),
    case(
        "both add a property",
        "a.css",
        [
            "a {\n  x: 1;\n}\n",
            "a {\n  x: 1;\n  mine: 2;\n}\n",
            "a {\n  x: 1;\n  z: 3;\n}\n",
        ],
        Some("a {\n  x: 1;\n  z: 3;\n  mine: 2;\n}\n"),
    ),
    case(
        "both add one property",
        "a.css",
        [
            "a {\n  x: 1;\n}\n",
            "a {\n  x: 1;\n  y: 2;\n}\n",
            "a {\n  x: 1;\n  y: 3;\n}\n",
        ],
        None,
    ),
    case(
        "both pass a value in a script",
        "a.js",
        [
            "put(\n  a,\n  b(),\n);\n",
            "put(\n  a,\n  mine(),\n  b(),\n);\n",
            "put(\n  a,\n  c(),\n  b(),\n);\n",
        ],
        Some("put(\n  a,\n  c(),\n  mine(),\n  b(),\n);\n"),
    ),
    case(
        "both add a line between fences",
        "a.md",
        [
            "```mermaid\nreal a\n```\n",
            "```mermaid\nreal a\nreal mine\n```\n",
            "```mermaid\nreal a\nreal b\n```\n",
        ],
        Some("```mermaid\nreal a\nreal b\nreal mine\n```\n"),
    ),
];
