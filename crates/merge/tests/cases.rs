//! One small text for each way in which two sides meet, with the text that must come of it.
//!
//! Each was written for this table: in the column of the outcome stands the merged text, or that
//! only a person can tell. What a case proves is its name.

use specgen_merge::{Format, no_loss_in, three_way};
use specgen_tree::{LineRange, ProjectPath};

/// Base, user, new, and what must come of them; no text means a conflict.
struct Case {
    name: &'static str,
    file: &'static str,
    sides: [&'static str; 3],
    expected: Option<&'static str>,
    lists: &'static [LineRange],
}

const fn case(
    name: &'static str,
    file: &'static str,
    sides: [&'static str; 3],
    expected: Option<&'static str>,
) -> Case {
    Case {
        name,
        file,
        sides,
        expected,
        lists: &[],
    }
}

const LIST: &[LineRange] = &[LineRange::new(1, 2)];

const STRUCT: &str = "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n}\n";

const CASES: &[Case] = &[
    // Rust: what stands beside generated items, and in their middle.
    case(
        "field above a changed one",
        "a.rs",
        [
            STRUCT,
            "pub struct Reading {\n    pub device: Id,\n    pub value: f32,\n}\n",
            "pub struct Reading {\n    pub device: Id,\n    pub unit: Unit,\n    pub value: f64,\n}\n",
        ],
        Some(
            "pub struct Reading {\n    pub device: Id,\n    pub unit: Unit,\n    pub value: f32,\n}\n",
        ),
    ),
    case(
        "both add a field at the end",
        "a.rs",
        [
            STRUCT,
            "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n    pub mine: bool,\n}\n",
            "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n    pub co2: f64,\n}\n",
        ],
        Some(
            "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n    pub co2: f64,\n    pub mine: bool,\n}\n",
        ),
    ),
    case(
        "both add one field with two types",
        "a.rs",
        [
            STRUCT,
            "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n    pub co2: u16,\n}\n",
            "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n    pub co2: f64,\n}\n",
        ],
        None,
    ),
    case(
        "both add the same field",
        "a.rs",
        [
            STRUCT,
            "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n    pub co2: f64,\n}\n",
            "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n    pub co2: f64,\n}\n",
        ],
        Some(
            "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n    pub co2: f64,\n}\n",
        ),
    ),
    case(
        "both add a variant with fields",
        "a.rs",
        [
            "enum E {\n    A,\n}\n",
            "enum E {\n    A,\n    Mine {\n        x: u8,\n    },\n}\n",
            "enum E {\n    A,\n    Co2 {\n        x: u8,\n    },\n}\n",
        ],
        Some(
            "enum E {\n    A,\n    Co2 {\n        x: u8,\n    },\n    Mine {\n        x: u8,\n    },\n}\n",
        ),
    ),
    case(
        "a variant in the middle beside a new one at the end",
        "a.rs",
        [
            "enum E {\n    A,\n    B,\n}\n",
            "enum E {\n    A,\n    Mine,\n    B,\n}\n",
            "enum E {\n    A,\n    B,\n    C,\n}\n",
        ],
        Some("enum E {\n    A,\n    Mine,\n    B,\n    C,\n}\n"),
    ),
    case(
        "both add an arm",
        "a.rs",
        [
            "fn f(e: E) -> u8 {\n    match e {\n        E::A => 1,\n    }\n}\n",
            "fn f(e: E) -> u8 {\n    match e {\n        E::A => 1,\n        E::Mine => 9,\n    }\n}\n",
            "fn f(e: E) -> u8 {\n    match e {\n        E::A => 1,\n        E::C => 3,\n    }\n}\n",
        ],
        Some(
            "fn f(e: E) -> u8 {\n    match e {\n        E::A => 1,\n        E::C => 3,\n        E::Mine => 9,\n    }\n}\n",
        ),
    ),
    case(
        "an arm that takes everything else must stay last",
        "a.rs",
        [
            "fn f(e: E) -> u8 {\n    match e {\n        E::A => 1,\n    }\n}\n",
            "fn f(e: E) -> u8 {\n    match e {\n        E::A => 1,\n        _ => 9,\n    }\n}\n",
            "fn f(e: E) -> u8 {\n    match e {\n        E::A => 1,\n        E::C => 3,\n    }\n}\n",
        ],
        None,
    ),
    case(
        "both add an import line",
        "a.rs",
        [
            "use a::A;\n\nfn f() {}\n",
            "use a::A;\nuse mine::M;\n\nfn f() {}\n",
            "use a::A;\nuse b::B;\n\nfn f() {}\n",
        ],
        Some("use a::A;\nuse b::B;\nuse mine::M;\n\nfn f() {}\n"),
    ),
    case(
        "both add a name to one import",
        "a.rs",
        [
            "use a::{A, C};\n",
            "use a::{A, C, Mine};\n",
            "use a::{A, B, C};\n",
        ],
        Some("use a::{A, B, C, Mine};\n"),
    ),
    case(
        "an import that one side wrapped",
        "a.rs",
        [
            "use a::{A, B};\n\nfn f() {}\n",
            "use a::{\n    A, B, Mine,\n};\n\nfn f() {}\n",
            "use a::{A, B, C};\n\nfn f() {}\n",
        ],
        Some("use a::{A, B, C, Mine};\n\nfn f() {}\n"),
    ),
    case(
        "both add a module",
        "a.rs",
        ["mod a;\n", "mod a;\nmod mine;\n", "mod a;\npub mod b;\n"],
        Some("mod a;\npub mod b;\nmod mine;\n"),
    ),
    case(
        "both add a function at the end",
        "a.rs",
        [
            "fn a() {\n    x();\n}\n",
            "fn a() {\n    x();\n}\n\nfn mine() {\n    x();\n}\n",
            "fn a() {\n    x();\n}\n\nfn b() {\n    x();\n}\n",
        ],
        Some("fn a() {\n    x();\n}\n\nfn b() {\n    x();\n}\n\nfn mine() {\n    x();\n}\n"),
    ),
    case(
        "both add a test",
        "a.rs",
        [
            "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {\n        x();\n    }\n}\n",
            "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {\n        x();\n    }\n\n    #[test]\n    fn mine() {\n        x();\n    }\n}\n",
            "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {\n        x();\n    }\n\n    #[test]\n    fn b() {\n        x();\n    }\n}\n",
        ],
        Some(
            "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {\n        x();\n    }\n\n    #[test]\n    fn b() {\n        x();\n    }\n\n    #[test]\n    fn mine() {\n        x();\n    }\n}\n",
        ),
    ),
    case(
        "a function that moved takes its change along",
        "a.rs",
        [
            "fn a() {\n    x();\n}\n\nfn b() {\n    y();\n}\n",
            "fn b() {\n    y();\n}\n\nfn a() {\n    x();\n}\n",
            "fn a() {\n    x(1);\n}\n\nfn b() {\n    y(2);\n}\n",
        ],
        Some("fn b() {\n    y(2);\n}\n\nfn a() {\n    x(1);\n}\n"),
    ),
    case(
        "a method that moved within its implementation",
        "a.rs",
        [
            "impl A {\n    fn a(&self) {\n        x();\n    }\n\n    fn b(&self) {\n        y();\n    }\n}\n",
            "impl A {\n    fn b(&self) {\n        y();\n    }\n\n    fn a(&self) {\n        x();\n    }\n}\n",
            "impl A {\n    fn a(&self) {\n        x(1);\n    }\n\n    fn b(&self) {\n        y(2);\n    }\n}\n",
        ],
        Some(
            "impl A {\n    fn b(&self) {\n        y(2);\n    }\n\n    fn a(&self) {\n        x(1);\n    }\n}\n",
        ),
    ),
    case(
        "a renamed function beside a change",
        "a.rs",
        [
            "fn a() {\n    x();\n    y();\n}\n",
            "fn mine() {\n    x();\n    y();\n}\n",
            "fn a() {\n    x();\n    y(1);\n}\n",
        ],
        Some("fn mine() {\n    x();\n    y(1);\n}\n"),
    ),
    case(
        "a deleted function that the render did not touch",
        "a.rs",
        [
            "fn a() {}\n\nfn b() {}\n",
            "fn a() {}\n",
            "fn a() {\n    x();\n}\n\nfn b() {}\n",
        ],
        Some("fn a() {\n    x();\n}\n"),
    ),
    case(
        "a deleted function that the render changed",
        "a.rs",
        [
            "fn a() {\n    x();\n}\n\nfn b() {\n    y();\n}\n",
            "fn a() {\n    x();\n}\n",
            "fn a() {\n    x();\n}\n\nfn b() {\n    y(1);\n}\n",
        ],
        None,
    ),
    case(
        "a function that the render dropped and the user changed",
        "a.rs",
        [
            "fn a() {\n    x();\n}\n\nfn b() {\n    y();\n}\n",
            "fn a() {\n    x();\n}\n\nfn b() {\n    mine();\n}\n",
            "fn a() {\n    x();\n}\n",
        ],
        None,
    ),
    case(
        "one statement changed by both",
        "a.rs",
        [
            "fn a() {\n    x(1);\n}\n",
            "fn a() {\n    x(2);\n}\n",
            "fn a() {\n    x(3);\n}\n",
        ],
        None,
    ),
    case(
        "statements of both at one point have an order",
        "a.rs",
        [
            "fn a() {\n    x();\n}\n",
            "fn a() {\n    x();\n    mine();\n}\n",
            "fn a() {\n    x();\n    y();\n}\n",
        ],
        None,
    ),
    case(
        "a statement beside a changed one",
        "a.rs",
        [
            "fn a() {\n    x();\n    y();\n}\n",
            "fn a() {\n    x();\n    y();\n    mine();\n}\n",
            "fn a() {\n    x();\n    y(1);\n}\n",
        ],
        Some("fn a() {\n    x();\n    y(1);\n    mine();\n}\n"),
    ),
    case(
        "both add a derive",
        "a.rs",
        [
            "#[derive(Debug)]\nstruct A;\n",
            "#[derive(Debug, Mine)]\nstruct A;\n",
            "#[derive(Debug, Clone)]\nstruct A;\n",
        ],
        Some("#[derive(Debug, Clone, Mine)]\nstruct A;\n"),
    ),
    case(
        "both add a route",
        "a.rs",
        [
            "fn r() -> Router {\n    Router::new()\n        .route(\"/a\", get(a))\n}\n",
            "fn r() -> Router {\n    Router::new()\n        .route(\"/a\", get(a))\n        .route(\"/mine\", get(mine))\n}\n",
            "fn r() -> Router {\n    Router::new()\n        .route(\"/a\", get(a))\n        .route(\"/b\", get(b))\n}\n",
        ],
        Some(
            "fn r() -> Router {\n    Router::new()\n        .route(\"/a\", get(a))\n        .route(\"/b\", get(b))\n        .route(\"/mine\", get(mine))\n}\n",
        ),
    ),
    case(
        "the whole file with tabs",
        "a.rs",
        [
            "fn a() {\n    x();\n    y();\n}\n",
            "fn a() {\n\tx();\n\ty();\n}\n",
            "fn a() {\n    x(1);\n    y();\n}\n",
        ],
        Some("fn a() {\n\tx(1);\n\ty();\n}\n"),
    ),
    case(
        "a comment above a changed line",
        "a.rs",
        [
            "fn a() {\n    x();\n    y();\n}\n",
            "fn a() {\n    // Mine.\n    x();\n    y();\n}\n",
            "fn a() {\n    x(1);\n    y();\n}\n",
        ],
        Some("fn a() {\n    // Mine.\n    x(1);\n    y();\n}\n"),
    ),
    case(
        "brackets in a comment hide nothing",
        "a.rs",
        [
            "enum E {\n    A, // {\n}\n",
            "enum E {\n    A, // {\n    Mine,\n}\n",
            "enum E {\n    A, // {\n    B,\n}\n",
        ],
        Some("enum E {\n    A, // {\n    B,\n    Mine,\n}\n"),
    ),
    // Lists that a template marked.
    Case {
        lists: LIST,
        ..case(
            "both add to a marked list",
            "a.rs",
            [
                "m![\n    \"1\",\n];\n",
                "m![\n    \"1\",\n    \"9_mine\",\n];\n",
                "m![\n    \"1\",\n    \"2\",\n];\n",
            ],
            Some("m![\n    \"1\",\n    \"2\",\n    \"9_mine\",\n];\n"),
        )
    },
    Case {
        lists: LIST,
        ..case(
            "both add the same and the user one more",
            "a.sql",
            [
                "a (\n    b,\n);\n",
                "a (\n    b,\n    c,\n    mine,\n);\n",
                "a (\n    b,\n    c,\n);\n",
            ],
            Some("a (\n    b,\n    c,\n    mine,\n);\n"),
        )
    },
    case(
        "the same without a mark",
        "a.sql",
        [
            "a (\n    b\n);\n",
            "a (\n    b,\n    mine\n);\n",
            "a (\n    b,\n    c\n);\n",
        ],
        None,
    ),
    // TOML.
    case(
        "both add a dependency",
        "Cargo.toml",
        [
            "[dependencies]\na = \"1\"\n\n[dev-dependencies]\n",
            "[dependencies]\na = \"1\"\n# Mine.\nmine = { version = \"1\", features = [\n    \"x\",\n] }\n\n[dev-dependencies]\n",
            "[dependencies]\na = \"1\"\nb = \"2\"\n\n[dev-dependencies]\n",
        ],
        Some(
            "[dependencies]\na = \"1\"\nb = \"2\"\n# Mine.\nmine = { version = \"1\", features = [\n    \"x\",\n] }\n\n[dev-dependencies]\n",
        ),
    ),
    case(
        "both add one dependency in two versions",
        "Cargo.toml",
        [
            "[dependencies]\na = \"1\"\n",
            "[dependencies]\na = \"1\"\nb = \"1\"\n",
            "[dependencies]\na = \"1\"\nb = \"2\"\n",
        ],
        None,
    ),
    case(
        "both add a feature of one dependency",
        "Cargo.toml",
        [
            "[dependencies]\nt = { version = \"1\", features = [\"a\"] }\n",
            "[dependencies]\nt = { version = \"1\", features = [\"a\", \"mine\"] }\n",
            "[dependencies]\nt = { version = \"1\", features = [\"a\", \"b\"] }\n",
        ],
        Some("[dependencies]\nt = { version = \"1\", features = [\"a\", \"b\", \"mine\"] }\n"),
    ),
    case(
        "sorted dependencies and a new one among them",
        "Cargo.toml",
        [
            "[dependencies]\nb = \"1\"\na = \"1\"\n",
            "[dependencies]\na = \"1\"\nb = \"1\"\n",
            "[dependencies]\nb = \"2\"\na = \"1\"\nc = \"1\"\n",
        ],
        Some("[dependencies]\na = \"1\"\nb = \"2\"\nc = \"1\"\n"),
    ),
    case(
        "both add a table",
        "Cargo.toml",
        [
            "[package]\nname = \"a\"\n",
            "[package]\nname = \"a\"\n\n[profile.mine]\nx = 1\n",
            "[package]\nname = \"a\"\n\n[lints.rust]\nunsafe_code = \"forbid\"\n",
        ],
        Some(
            "[package]\nname = \"a\"\n\n[lints.rust]\nunsafe_code = \"forbid\"\n\n[profile.mine]\nx = 1\n",
        ),
    ),
    case(
        "a key beside a new table",
        "Cargo.toml",
        [
            "[dependencies]\na = \"1\"\n",
            "[dependencies]\na = \"1\"\nmine = \"1\"\n",
            "[dependencies]\na = \"1\"\n\n[features]\nx = []\n",
        ],
        Some("[dependencies]\na = \"1\"\nmine = \"1\"\n\n[features]\nx = []\n"),
    ),
    // Markdown.
    case(
        "both add a row",
        "a.md",
        [
            "| a | b |\n| --- | --- |\n| x | 1 |\n\nEnd.\n",
            "| a | b |\n| --- | --- |\n| x | 1 |\n| mine | 2 |\n\nEnd.\n",
            "| a | b |\n| --- | --- |\n| x | 1 |\n| y | 3 |\n\nEnd.\n",
        ],
        Some("| a | b |\n| --- | --- |\n| x | 1 |\n| y | 3 |\n| mine | 2 |\n\nEnd.\n"),
    ),
    case(
        "both add one row with two values",
        "a.md",
        [
            "| a | b |\n| --- | --- |\n| x | 1 |\n",
            "| a | b |\n| --- | --- |\n| x | 1 |\n| y | 2 |\n",
            "| a | b |\n| --- | --- |\n| x | 1 |\n| y | 3 |\n",
        ],
        None,
    ),
    case(
        "a section that moved takes its change along",
        "a.md",
        [
            "# T\n\n## A\n\na\n\n## B\n\nb\n",
            "# T\n\n## B\n\nb\n\n## A\n\na\n",
            "# T\n\n## A\n\na2\n\n## B\n\nb\n\n## C\n\nc\n",
        ],
        Some("# T\n\n## B\n\nb\n\n## A\n\na2\n\n## C\n\nc\n"),
    ),
    case(
        "a subsection that moved",
        "a.md",
        [
            "# T\n\n## A\n\n### One\n\n1\n\n### Two\n\n2\n\n## B\n\nb\n",
            "# T\n\n## A\n\n### Two\n\n2\n\n### One\n\n1\n\n## B\n\nb\n",
            "# T\n\n## A\n\n### One\n\n1!\n\n### Two\n\n2!\n\n## B\n\nb\n",
        ],
        Some("# T\n\n## A\n\n### Two\n\n2!\n\n### One\n\n1!\n\n## B\n\nb\n"),
    ),
    case(
        "both add a section at the end",
        "a.md",
        [
            "# T\n\nx\n",
            "# T\n\nx\n\n## Mine\n\nm\n",
            "# T\n\nx\n\n## New\n\nn\n",
        ],
        Some("# T\n\nx\n\n## New\n\nn\n\n## Mine\n\nm\n"),
    ),
    case(
        "prose edited above a new row",
        "a.md",
        [
            "Words.\n\n| a |\n| --- |\n| x |\n",
            "My words.\n\n| a |\n| --- |\n| x |\n",
            "Words.\n\n| a |\n| --- |\n| x |\n| y |\n",
        ],
        Some("My words.\n\n| a |\n| --- |\n| x |\n| y |\n"),
    ),
    case(
        "both add a point",
        "a.md",
        [
            "- a\n- b\n",
            "- a\n- b\n- mine\n  goes on\n",
            "- a\n- b\n- c\n",
        ],
        Some("- a\n- b\n- c\n- mine\n  goes on\n"),
    ),
    case(
        "a tick and a new title",
        "a.md",
        [
            "- [ ] 1. A\n  - [ ] 1.1 B\n",
            "- [x] 1. A\n  - [ ] 1.1 B\n",
            "- [ ] 1. A2\n  - [x] 1.1 B\n",
        ],
        Some("- [x] 1. A2\n  - [x] 1.1 B\n"),
    ),
    case(
        "one sentence changed by both",
        "a.md",
        [
            "# T\n\nThe old words.\n",
            "# T\n\nMy words.\n",
            "# T\n\nThe new words.\n",
        ],
        None,
    ),
    case(
        "a number sign in a code block is no heading",
        "a.md",
        [
            "# T\n\n```sh\n# one\n```\n\n## A\n\na\n\n## B\n\nb\n",
            "# T\n\n```sh\n# one\n```\n\n## B\n\nb\n\n## A\n\na\n",
            "# T\n\n```sh\n# two\n```\n\n## A\n\na2\n\n## B\n\nb\n",
        ],
        Some("# T\n\n```sh\n# two\n```\n\n## B\n\nb\n\n## A\n\na2\n"),
    ),
    // JSON.
    case(
        "both add a path",
        "openapi.json",
        [
            "{\n  \"paths\": {\n    \"/a\": 1\n  }\n}\n",
            "{\n  \"paths\": {\n    \"/a\": 1,\n    \"/mine\": 2\n  }\n}\n",
            "{\n  \"paths\": {\n    \"/a\": 1,\n    \"/b\": 3\n  }\n}\n",
        ],
        Some("{\n  \"paths\": {\n    \"/a\": 1,\n    \"/b\": 3,\n    \"/mine\": 2\n  }\n}\n"),
    ),
    case(
        "one key with two values",
        "a.json",
        [
            "{\n  \"a\": 1\n}\n",
            "{\n  \"a\": 2\n}\n",
            "{\n  \"a\": 3\n}\n",
        ],
        None,
    ),
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

#[test]
fn every_case_ends_as_it_must() {
    assert!(CASES.len() >= 45, "{} cases", CASES.len());
    let mut failures = Vec::new();
    for case in CASES {
        let [base, user, new] = case.sides.map(str::as_bytes);
        let format = Format::of(&ProjectPath::new(case.file).expect("a good path"));
        let merge = three_way(base, user, new, case.lists, format).expect("text");
        let text = merge.text();
        if text.as_deref() != case.expected {
            let found =
                text.unwrap_or_else(|| merge.with_markers(&specgen_merge::Labels::default()));
            failures.push(format!("{}:\n{found}", case.name));
        } else if let Some(text) = text {
            let lost = no_loss_in(format, [base, user, new, text.as_bytes()]).expect("text");
            if let Some(loss) = lost {
                failures.push(format!("{}: {loss:?}", case.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_side_that_did_not_change_leaves_the_other_as_it_is() {
    for case in CASES {
        let [base, user, new] = case.sides.map(str::as_bytes);
        let format = Format::of(&ProjectPath::new(case.file).expect("a good path"));
        for (sides, expected) in [
            ([base, user, base], case.sides[1]),
            ([base, base, new], case.sides[2]),
            ([base, new, new], case.sides[2]),
        ] {
            let merge = three_way(sides[0], sides[1], sides[2], case.lists, format);
            let text = merge.expect("text").text();
            assert_eq!(text.as_deref(), Some(expected), "{}", case.name);
        }
    }
}
