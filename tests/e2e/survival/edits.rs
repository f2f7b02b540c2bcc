//! What people do to a backend that was made for them: forty hand edits, and how each is seen again.

use std::fs;
use std::path::Path;

/// One hand edit.
pub struct Edit {
    /// What it is, for the report.
    pub name: &'static str,
    /// The file, in the workspace.
    pub file: &'static str,
    pub how: How,
    /// What must be in the file at the end.
    pub marks: &'static [&'static str],
}

/// What is done to the file.
pub enum How {
    /// Text is put behind the first occurrence of another.
    After(&'static str, &'static str),
    /// Text is put before the first occurrence of another.
    Before(&'static str, &'static str),
    /// The first occurrence of a text becomes another.
    Instead(&'static str, &'static str),
    /// Text is put at the end.
    AtTheEnd(&'static str),
    /// From one text to the last before another everything moves behind a third.
    Move(&'static str, &'static str, &'static str),
    /// From one text to the last before another everything is deleted.
    Delete(&'static str, &'static str),
    /// From one text to the last before another everything moves to another file.
    Split(&'static str, &'static str, &'static str),
    /// The file gets another name.
    Rename(&'static str),
    /// The file is deleted.
    DeleteFile,
    /// The file is written anew.
    Own(&'static str),
    /// Every line ends as on another system.
    Crlf,
    /// The last line has no end.
    NoLastNewline,
    /// Tabs instead of spaces.
    Tabs,
}

const CATALOG: &str = "backend/src/domain/catalog.rs";
const CASES: &str = "backend/tests/it/catalog.rs";
const README: &str = "backend/README.md";
const REQUIREMENTS: &str = "specs/iot_backend/requirements.md";
const DESIGN: &str = "specs/iot_backend/design.md";
const TASKS: &str = "specs/iot_backend/tasks.md";

const fn edit(
    name: &'static str,
    file: &'static str,
    how: How,
    marks: &'static [&'static str],
) -> Edit {
    Edit {
        name,
        file,
        how,
        marks,
    }
}

/// The edits, in an order in which each finds its place.
pub const EDITS: &[Edit] = &[
    edit(
        "variant in the middle",
        CATALOG,
        How::Before(
            "    /// Humidity, in %.",
            "    /// Mine in the middle.\n    MineMiddle,\n",
        ),
        &["    MineMiddle,"],
    ),
    edit(
        "variant at the end",
        CATALOG,
        How::After(
            "    Humidity,\n",
            "    /// Mine at the end.\n    MineEnd,\n",
        ),
        &["    MineEnd,"],
    ),
    edit(
        "row in the middle",
        CATALOG,
        How::Before(
            "    MetricRow {\n        metric: Metric::Humidity,",
            "    MetricRow {\n        metric: Metric::MineMiddle,\n        key: \"mineMiddle\",\n        column: \"m_mine_middle\",\n        label: \"Mine\",\n        unit: \"\",\n        ucum: \"1\",\n        kind: Kind::Gauge,\n        hard: Bounds::OPEN,\n        usual: Bounds::OPEN,\n        range: Bounds::OPEN,\n        decimals: 1,\n        required: false,\n    },\n",
        ),
        &["        column: \"m_mine_middle\","],
    ),
    edit(
        "row at the end",
        CATALOG,
        How::Before(
            "];\n\n/// How many",
            "    MetricRow {\n        metric: Metric::MineEnd,\n        key: \"mineEnd\",\n        column: \"m_mine_end\",\n        label: \"Mine\",\n        unit: \"\",\n        ucum: \"1\",\n        kind: Kind::Gauge,\n        hard: Bounds::OPEN,\n        usual: Bounds::OPEN,\n        range: Bounds::OPEN,\n        decimals: 1,\n        required: false,\n    },\n",
        ),
        &["        column: \"m_mine_end\","],
    ),
    edit(
        "generated line changed",
        CATALOG,
        How::Instead(
            "            max: Some(85.0),",
            "            max: Some(84.0), // mine",
        ),
        &["            max: Some(84.0), // mine"],
    ),
    edit(
        "generated comment changed",
        CATALOG,
        How::Instead(
            "/// How many metrics there are.",
            "/// How many metrics there are, mine too.",
        ),
        &["/// How many metrics there are, mine too."],
    ),
    edit(
        "rule in the middle",
        "backend/src/rules/catalog.rs",
        How::Before(
            "    Rule {\n        name: \"humidity_limit\"",
            "    Rule {\n        name: \"mine\",\n        condition: Condition::Above,\n        metric: Some(Metric::MineEnd),\n        limits: &[Limit {\n            key: \"mineEnd\",\n            default: None,\n        }],\n        scope: LimitScope::PerDevice,\n        hysteresis: 1.0,\n        clear_limit: None,\n        for_ms: 0,\n        severity: Severity::Warning,\n        alert_type: \"MINE_THRESHOLD\",\n    },\n",
        ),
        &["        alert_type: \"MINE_THRESHOLD\","],
    ),
    edit(
        "hysteresis changed by hand",
        "backend/src/rules/catalog.rs",
        How::Instead(
            "        hysteresis: 1.25,",
            "        hysteresis: 1.5, // mine",
        ),
        &["        hysteresis: 1.5, // mine"],
    ),
    edit(
        "comment above a rule",
        "backend/src/rules/catalog.rs",
        How::Before(
            "    Rule {\n        name: \"temperature_high\"",
            "    // Mine: agreed with the greenhouse.\n",
        ),
        &["    // Mine: agreed with the greenhouse."],
    ),
    edit(
        "field of payloads, right beside",
        "backend/src/ingest/topics.rs",
        How::After(
            "        path: \"humidity\",\n    },\n",
            "    MetricField {\n        metric: Metric::MineEnd,\n        path: \"mine.end\",\n    },\n",
        ),
        &["        path: \"mine.end\","],
    ),
    edit(
        "another field with the time",
        "backend/src/ingest/topics.rs",
        How::Instead(
            "&[\"timestamp\", \"ts\"]",
            "&[\"timestamp\", \"ts\", \"mine\"]",
        ),
        &["pub const TIME_FIELDS: &[&str] = &[\"timestamp\", \"ts\", \"mine\"];"],
    ),
    edit(
        "sample values, right beside",
        CASES,
        How::Before(
            "    MetricCase {\n        key: \"humidity\"",
            "    MetricCase {\n        key: \"mineMiddle\",\n        usual: 1.0,\n        other: 2.0,\n        suspect: None,\n        impossible: None,\n    },\n",
        ),
        &["        key: \"mineMiddle\","],
    ),
    edit(
        "own test at the end of a file",
        CASES,
        How::AtTheEnd("\n#[test]\nfn mine_is_measured() {\n    assert_eq!(1 + 1, 2);\n}\n"),
        &["fn mine_is_measured() {"],
    ),
    edit(
        "own migration",
        "backend/migrations/9000_mine.sql",
        How::Own(
            "ALTER TABLE readings_hot ADD COLUMN m_mine_end REAL;\nALTER TABLE readings_cold ADD COLUMN m_mine_end REAL;\nALTER TABLE readings_hot ADD COLUMN m_mine_middle REAL;\nALTER TABLE readings_cold ADD COLUMN m_mine_middle REAL;\n",
        ),
        &["ALTER TABLE readings_hot ADD COLUMN m_mine_end REAL;"],
    ),
    edit(
        "own migration in the list",
        "backend/src/store/migrations.rs",
        How::After(
            "    migration!(\"0003_alerts\"),\n",
            "    migration!(\"9000_mine\"),\n",
        ),
        &["    migration!(\"9000_mine\"),"],
    ),
    edit(
        "dependency among the others",
        "backend/Cargo.toml",
        How::Before("bytes = \"1\"", "base64 = \"0.22\" # mine\n"),
        &["base64 = \"0.22\" # mine"],
    ),
    edit(
        "dependency at the end",
        "backend/Cargo.toml",
        How::Before(
            "\n[dev-dependencies]",
            "# Mine.\nuuid = { version = \"1\", features = [\"v4\"] }\n",
        ),
        &["# Mine.", "uuid = { version = \"1\", features = [\"v4\"] }"],
    ),
    edit(
        "feature of a dependency",
        "backend/Cargo.toml",
        How::Instead(
            "features = [\"raw_value\"]",
            "features = [\"preserve_order\", \"raw_value\"]",
        ),
        &["serde_json = { version = \"1\", features = [\"preserve_order\", \"raw_value\"] }"],
    ),
    edit(
        "keyword of the package",
        "backend/Cargo.toml",
        How::After("publish = false\n", "license = \"MIT\"\n"),
        &["license = \"MIT\""],
    ),
    edit(
        "import, right beside",
        "backend/src/api/mod.rs",
        How::After(
            "use crate::clock::Clock;\n",
            "use crate::clock::SystemClock as Mine;\n",
        ),
        &["use crate::clock::SystemClock as Mine;"],
    ),
    edit(
        "own endpoint",
        "backend/src/api/mod.rs",
        How::After(
            "        readings::operations(),\n",
            "        mine::operations(),\n",
        ),
        &["        mine::operations(),"],
    ),
    edit(
        "own module",
        "backend/src/api/mod.rs",
        How::After("mod health;\n", "mod mine;\n"),
        &["mod mine;"],
    ),
    edit(
        "field of a type",
        "backend/src/api/mod.rs",
        How::After(
            "    pub own_endpoint: bool,\n",
            "    /// Mine.\n    pub mine: bool,\n",
        ),
        &["    pub mine: bool,"],
    ),
    edit(
        "own file",
        "backend/src/api/mine.rs",
        How::Own(
            "//! Mine.\n\nuse super::operation::Operation;\n\n/// Nothing yet.\npub fn operations() -> Vec<Operation> {\n    Vec::new()\n}\n",
        ),
        &["//! Mine."],
    ),
    edit(
        "own endpoint in the document",
        "backend/docs/openapi.json",
        How::Instead(
            "  \"paths\": {\n",
            "  \"paths\": {\n    \"/mine\": {\n      \"get\": {\n        \"summary\": \"Mine\"\n      }\n    },\n",
        ),
        &["    \"/mine\": {"],
    ),
    edit(
        "names of an import",
        "backend/src/domain/mod.rs",
        How::Instead(
            "pub use reading::{Reading, Values};",
            "pub use reading::{Reading, Values as Mine, Values};",
        ),
        &["pub use reading::{Reading, Values as Mine, Values};"],
    ),
    edit(
        "reason in the middle",
        "backend/src/domain/reject.rs",
        How::After("    TooMany,\n", "    /// Mine.\n    MineReason,\n"),
        &["    MineReason,"],
    ),
    edit(
        "function renamed",
        "backend/src/api/thresholds.rs",
        How::Instead("async fn show(", "async fn show_mine("),
        &["async fn show_mine("],
    ),
    edit(
        "function moved within its file",
        "backend/src/store/migrations.rs",
        How::Move("/// One migration.", "/// The migration in a file", "];\n"),
        &["/// One migration."],
    ),
    edit(
        "file split",
        "backend/src/domain/page.rs",
        How::Split(
            "/// One page of a list.",
            "\x00",
            "backend/src/domain/mine_page.rs",
        ),
        &["//! Lists in pages: how much, from where, and where the next page begins."],
    ),
    edit(
        "file renamed",
        "backend/docs/architecture.md",
        How::Rename("backend/docs/mine.md"),
        &["## Parts"],
    ),
    edit(
        "file deleted",
        "backend/deploy/mosquitto/start.sh",
        How::DeleteFile,
        &[],
    ),
    edit(
        "function deleted",
        "backend/src/domain/page.rs",
        How::Delete("impl Default for Page {", "\x00"),
        &["pub struct Page {"],
    ),
    edit(
        "line ends of another system",
        "backend/docs/asyncapi.yaml",
        How::Crlf,
        &[],
    ),
    edit(
        "no newline at the end",
        "backend/deploy/mosquitto/acl",
        How::NoLastNewline,
        &[],
    ),
    edit(
        "own panel of the dashboard",
        "backend/assets/index.html",
        How::After(
            "<main id=\"main\" tabindex=\"-1\">\n",
            "      <section class=\"panel\" id=\"mine\">Mine</section>\n",
        ),
        &["      <section class=\"panel\" id=\"mine\">Mine</section>"],
    ),
    edit(
        "own style",
        "backend/assets/base.css",
        How::AtTheEnd("\n.mine {\n  color: red;\n}\n"),
        &[".mine {"],
    ),
    edit(
        "own paragraph of the readme",
        README,
        How::Before(
            "## Look at it",
            "Mine: ask Ada before you change a limit.\n\n",
        ),
        &["Mine: ask Ada before you change a limit."],
    ),
    edit(
        "edited prose of the readme",
        README,
        How::Instead(
            "one program; nothing else needs to be installed but Rust and a C compiler.",
            "one program, as we like it; nothing else needs to be installed but Rust and a C compiler.",
        ),
        &[
            "one program, as we like it; nothing else needs to be installed but Rust and a C compiler.",
        ],
    ),
    edit(
        "section of the readme moved",
        README,
        How::Move("## Look at it", "## Connect a device", "\x00"),
        &["## Look at it"],
    ),
    edit(
        "own variable of the environment",
        "backend/.env.example",
        How::AtTheEnd("\n# Mine.\n# MINE=1\n"),
        &["# MINE=1"],
    ),
    edit(
        "git ignores a generated file",
        "backend/.gitignore",
        How::AtTheEnd("/src/domain/catalog.rs\n"),
        &["/src/domain/catalog.rs"],
    ),
    edit(
        "edited prose of the requirements",
        REQUIREMENTS,
        How::Instead(
            "# Requirements Document\n",
            "# Requirements Document\n\nMine: read with care.\n",
        ),
        &["Mine: read with care."],
    ),
    edit(
        "row of the requirements",
        REQUIREMENTS,
        How::After(
            "| device | Send its own Readings, hear its own alerts | token |\n",
            "| mine | Nothing | badge |\n",
        ),
        &["| mine | Nothing | badge |"],
    ),
    edit(
        "section of the requirements moved",
        REQUIREMENTS,
        How::Move("### Roles", "### Assumed", "## Glossary\n"),
        &["### Roles"],
    ),
    edit(
        "edited prose of the design",
        DESIGN,
        How::Instead(
            "Decisions that the rest follows from:",
            "Decisions that the rest follows from, as we agreed:",
        ),
        &["Decisions that the rest follows from, as we agreed:"],
    ),
    edit(
        "row of the design",
        DESIGN,
        How::Before(
            "| Dashboard |",
            "| Mine | `src/api/mine.rs` | Nothing yet |\n",
        ),
        &["| Mine | `src/api/mine.rs` | Nothing yet |"],
    ),
    edit(
        "own section of the design",
        DESIGN,
        How::Before(
            "## Components and Interfaces",
            "## Mine\n\nWhere the sensors hang.\n\n",
        ),
        &["Where the sensors hang."],
    ),
    edit(
        "tick of a task",
        TASKS,
        How::Instead("- [ ] 1.1 ", "- [x] 1.1 "),
        &["- [x] 1.1 Create the crate with its folders, lints and lock file"],
    ),
    edit(
        "own task",
        TASKS,
        How::AtTheEnd("- [ ] 99. Mine\n  - [ ] 99.1 Hang the sensors up\n"),
        &["  - [ ] 99.1 Hang the sensors up"],
    ),
    edit("the tests with tabs", CASES, How::Tabs, &[]),
];

impl Edit {
    /// Makes the edit.
    pub fn make(&self, root: &Path) {
        let place = root.join(self.file);
        let text = fs::read_to_string(&place).unwrap_or_default();
        let name = self.name;
        let at = |anchor: &str| {
            text.find(anchor)
                .unwrap_or_else(|| panic!("{name}: no `{anchor}` in {}", self.file))
        };
        let edited = match &self.how {
            How::After(anchor, more) => {
                let end = at(anchor) + anchor.len();
                format!("{}{more}{}", &text[..end], &text[end..])
            }
            How::Before(anchor, more) => {
                format!("{}{more}{}", &text[..at(anchor)], &text[at(anchor)..])
            }
            How::Instead(old, new) => text.replacen(&text[at(old)..at(old) + old.len()], new, 1),
            How::AtTheEnd(more) => format!("{text}{more}"),
            How::Move(from, to, behind) => {
                let (taken, rest) = cut(&text, at(from), to);
                let end = match *behind {
                    "\x00" => rest.len(),
                    anchor => rest.find(anchor).expect("the place to move to") + anchor.len(),
                };
                format!(
                    "{}\n{}\n{}",
                    rest[..end].trim_end(),
                    taken.trim_end(),
                    &rest[end..]
                )
            }
            How::Delete(from, to) => cut(&text, at(from), to).1,
            How::Split(from, to, other) => {
                let (taken, rest) = cut(&text, at(from), to);
                fs::write(root.join(other), taken).unwrap();
                rest
            }
            How::Rename(to) => {
                fs::rename(&place, root.join(to)).unwrap();
                return;
            }
            How::DeleteFile => {
                fs::remove_file(&place).unwrap();
                return;
            }
            How::Own(all) => (*all).to_owned(),
            How::Crlf => text.replace('\n', "\r\n"),
            How::NoLastNewline => text.trim_end().to_owned(),
            How::Tabs => text.replace("    ", "\t"),
        };
        fs::write(place, edited).unwrap();
    }

    /// Returns the marks that are not in the file, whatever its line ends and indents.
    pub fn missing(&self, root: &Path) -> Vec<String> {
        let place = match self.how {
            How::Rename(to) => root.join(to),
            _ => root.join(self.file),
        };
        let text = fs::read_to_string(place).unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let missing = self
            .marks
            .iter()
            .filter(|mark| !lines.contains(&mark.trim()));
        missing
            .map(|mark| format!("{}: `{mark}`", self.name))
            .collect()
    }
}

/// Takes the text from a place to the last one before an anchor out, or to the end.
fn cut(text: &str, from: usize, to: &str) -> (String, String) {
    let end = text[from..].find(to).map_or(text.len(), |more| from + more);
    let rest = format!("{}{}", &text[..from], &text[end..]);
    (text[from..end].to_owned(), rest)
}
