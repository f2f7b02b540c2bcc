//! Rust: what stands beside generated items and in their middle, and lists that a template marked.

use specgen_tree::LineRange;

use super::{Case, case};

const LIST: &[LineRange] = &[LineRange::new(1, 2)];

const STRUCT: &str = "pub struct Reading {\n    pub device: Id,\n    pub value: f64,\n}\n";

pub const CASES: &[Case] = &[
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
];
