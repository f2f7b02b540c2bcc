//! A prompt read into a checked specification, before anything is derived from it.

use specgen_diag::Diagnostics;
use specgen_intent::{Note, read};
use specgen_spec::Spec;
use specgen_spec::fact::name_is_assumed;
use specgen_spec::model::Domain;
use specgen_spec::origin::Origins;
use specgen_spec::question::questions;
use specgen_spec::yaml;

use crate::event::{Event, Sink, Stage};
use crate::lexicon::lexicon;
use crate::name;
use crate::report::Report;
use crate::specify::specify;

/// A specification that nobody approved yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The prompt.
    pub prompt: String,
    /// The specification.
    pub spec: Spec,
    /// The specification as the text of its file.
    pub spec_text: String,
    /// Where its values come from.
    pub origins: Origins,
    /// What is to be said beside it.
    pub report: Report,
}

impl Draft {
    /// Reads a prompt; `name` is the name that the user gave.
    ///
    /// # Errors
    ///
    /// Refuses an unusable name, and a prompt that asks for nothing.
    pub fn read(prompt: &str, name: Option<&str>, sink: Sink<'_>) -> Result<Self, Diagnostics> {
        let given = name.map(name::given).transpose()?;
        sink(Event::Began(Stage::Read));
        let reading = read(prompt, lexicon());
        sink(Event::Began(Stage::Specify));
        let facts = reading.facts.clone();
        let mut report = Report::of(reading);
        let assumed = given.is_none();
        let name = match given.or_else(|| name::found(prompt)) {
            Some(name) => name,
            None => name::fallback()?,
        };
        let specified = specify(&facts, name, prompt, &mut report);
        let (spec, mut origins) = (specified.spec, specified.origins);
        if spec.domain() == Domain::None {
            return Err(name::nothing_asked(&report));
        }
        if assumed {
            name_is_assumed(&mut origins, &spec.name);
            report.assumptions.push(Note {
                text: format!(
                    "The project is called `{}`; `--name` gives it another name.",
                    spec.name
                ),
                facet: None,
            });
        }
        Ok(Self {
            prompt: prompt.to_owned(),
            spec_text: yaml::write_new(&spec),
            spec,
            origins,
            report,
        })
    }

    /// Returns the draft with the text of its specification edited by a person.
    ///
    /// # Errors
    ///
    /// Points at everything that is wrong in the text.
    pub fn edited(&self, text: &str) -> Result<Self, Diagnostics> {
        let spec = crate::open::checked_spec("spec.yaml", text)?;
        Ok(Self {
            origins: self.origins.of(&spec),
            spec,
            spec_text: text.to_owned(),
            ..self.clone()
        })
    }
}

/// Returns what only the user can decide, as questions.
pub fn questions_of(spec: &Spec) -> Vec<String> {
    questions(spec).into_iter().map(|one| one.text).collect()
}
