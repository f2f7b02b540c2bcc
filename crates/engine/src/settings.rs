//! `specgen.yaml`: how specgen works in a workspace. Every key has a default and a description.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass, Place, nearest};
use specgen_tree::ProjectPath;

/// The file, at the root of the workspace.
pub const SETTINGS_FILE: &str = "specgen.yaml";

/// The settings of a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The version of this file's format.
    pub specgen: u32,
    /// Who reads prompts and requests: `embedded`, which needs no account, key or network.
    pub engine: Engine,
    /// The folder of the emitted backend, relative to the workspace.
    pub target: String,
    /// What `specgen run` does when its options do not say otherwise.
    pub run: Run,
}

/// Who reads prompts and requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// The deterministic reader inside specgen.
    #[default]
    Embedded,
}

/// What `specgen run` does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Run {
    /// How many devices are simulated, 0 for none.
    pub simulate: u32,
    /// Whether the backend is built for speed; it then takes longer to build.
    pub release: bool,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            simulate: 3,
            release: false,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            specgen: 1,
            engine: Engine::default(),
            target: "backend".to_owned(),
            run: Run::default(),
        }
    }
}

/// The file that a new workspace gets: every key with its default and what it does.
const NEW_FILE: &str = "\
# How specgen works in this folder. `specgen schema settings` prints the schema of this file.
specgen: 1

# Who reads prompts and requests: embedded (no account, no key, no network).
engine: embedded

# The folder of the emitted backend.
target: backend

# What `specgen run` does when its options do not say otherwise.
run:
  # How many devices are simulated, 0 for none.
  simulate: 3
  # Built for speed; takes longer to build.
  release: false
";

const KEYS: &[&str] = &["specgen", "engine", "target", "run", "simulate", "release"];

impl Settings {
    /// Returns the text of the file that a new workspace gets.
    pub const fn new_file() -> &'static str {
        NEW_FILE
    }

    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Points at the first unknown key, wrong value or unusable folder.
    pub fn read(text: &str) -> Result<Self, Diagnostics> {
        let settings: Self =
            serde_saphyr::from_str(text).map_err(|error| unreadable(text, &error))?;
        if settings.specgen != 1 {
            return Err(at_key(
                text,
                "specgen",
                format!("format {} is not known to this specgen", settings.specgen),
            )
            .hint("write `specgen: 1`, or use a newer specgen")
            .into());
        }
        settings.target_path().map_err(|why| {
            at_key(text, "target", why)
                .hint("write a folder inside the workspace, such as `target: backend`")
        })?;
        Ok(settings)
    }

    /// Returns the folder of the emitted backend.
    ///
    /// # Errors
    ///
    /// Says why it is no folder inside the workspace.
    pub fn target_path(&self) -> Result<ProjectPath, String> {
        ProjectPath::new(&self.target).map_err(|error| error.to_string())
    }

    /// Returns the JSON Schema of the file.
    pub fn schema() -> Value {
        let mut schema = schemars::schema_for!(Self).to_value();
        if let Some(object) = schema.as_object_mut() {
            object.insert("title".to_owned(), "specgen.yaml".into());
        }
        schema
    }
}

fn unreadable(text: &str, error: &serde_saphyr::Error) -> Diagnostic {
    let message = error.without_snippet().to_string();
    let first = message.lines().next().unwrap_or("not readable");
    let mut one = Diagnostic::error("E007", ExitClass::SpecInvalid, first.to_owned());
    if let Some(location) = error.location() {
        let line = usize::try_from(location.line()).unwrap_or(1);
        let column = usize::try_from(location.column()).unwrap_or(1);
        one = one.at(Place::from_line_column(SETTINGS_FILE, text, line, column));
    }
    let word = first
        .split('`')
        .nth(1)
        .filter(|_| first.contains("unknown field"));
    match word.and_then(|word| nearest(word, KEYS.iter().copied())) {
        Some(known) => one.hint(format!("nearest is `{known}`")),
        None => one.hint("`specgen schema settings` prints what may stand here"),
    }
}

fn at_key(text: &str, key: &str, message: String) -> Diagnostic {
    let one = Diagnostic::error("E008", ExitClass::SpecInvalid, message);
    let line = text.lines().position(|line| line.starts_with(key));
    match line {
        Some(line) => one.at(Place::from_line_column(SETTINGS_FILE, text, line + 1, 1)),
        None => one,
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use specgen_diag::{ExitClass, render};

    #[test]
    fn the_new_file_says_the_defaults() {
        assert_eq!(
            Settings::read(Settings::new_file()),
            Ok(Settings::default())
        );
        assert_eq!(Settings::read("specgen: 1\n"), Ok(Settings::default()));
    }

    #[test]
    fn an_unknown_key_has_a_position_and_the_nearest_known_one() {
        let errors = Settings::read("specgen: 1\ntraget: x\n").expect_err("a slip");
        assert_eq!(errors.exit(), ExitClass::SpecInvalid);
        let shown = render(&errors.0[0]);
        assert!(shown.starts_with("specgen.yaml:2:1: error E007"), "{shown}");
        assert!(shown.contains("nearest is `target`"), "{shown}");
    }

    #[test]
    fn a_folder_outside_and_an_unknown_format_are_refused() {
        for text in ["target: ../x\n", "specgen: 2\n", "target: /etc\n"] {
            let errors = Settings::read(text).expect_err(text);
            assert!(errors.0[0].place.is_some(), "{text}");
        }
    }

    #[test]
    fn every_key_of_the_schema_is_described() {
        let schema = Settings::schema();
        let keys = schema["properties"].as_object().expect("properties");
        assert_eq!(keys.len(), 4);
        for (key, value) in keys {
            assert!(value["description"].is_string(), "{key}");
        }
    }
}
