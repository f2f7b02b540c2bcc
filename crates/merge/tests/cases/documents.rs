//! TOML, Markdown and JSON.

use super::{Case, case};

pub const CASES: &[Case] = &[
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
];
