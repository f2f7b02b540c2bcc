//! The parts of the model that a line follows from: those without which it would not be rendered.

use bytes::Bytes;
use serde_json::Value;
use specgen_diag::Diagnostics;
use specgen_merge::same_lines;
use specgen_render::{Pack, render_file};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path, apply};
use specgen_tree::Tree;

use super::{Known, in_backend};
use crate::documents::{Memory, written};
use crate::open::Opened;

/// What makes a file, and what one line of it follows from.
#[derive(Default)]
pub(super) struct Made {
    /// The template, for a file of the backend.
    pub template: Option<String>,
    /// The places of the model, in its order.
    pub places: Vec<String>,
}

/// Finds what a line follows from.
pub(super) fn of(opened: &Opened, memory: &Memory, known: &Known<'_>) -> Result<Made, Diagnostics> {
    let pack = Pack::embedded()?;
    let file = File {
        opened,
        memory,
        known,
        pack,
    };
    let Some(Render { template, .. }) = file.rendered(&opened.spec)? else {
        return Ok(Made::default());
    };
    let mut places = Vec::new();
    if let Some(line) = known.line {
        for place in places_of(&opened.spec) {
            let Some(without) = without(&opened.spec, &place) else {
                continue;
            };
            let stays = match file.rendered(&without)? {
                Some(one) => same_lines(&one.bytes, &known.base)
                    .is_ok_and(|same| same.get(line).copied().flatten().is_some()),
                None => false,
            };
            if !stays {
                places.push(place.to_string());
            }
        }
    }
    Ok(Made { template, places })
}

/// A file, to be rendered from one model or another.
struct File<'a> {
    opened: &'a Opened,
    memory: &'a Memory,
    known: &'a Known<'a>,
    pack: &'a Pack,
}

/// A file as one model makes it, and the template, for a file of the backend.
struct Render {
    bytes: Bytes,
    template: Option<String>,
}

impl File<'_> {
    /// Renders the file, and names its template; `None` when the model asks for no such file.
    fn rendered(&self, spec: &Spec) -> Result<Option<Render>, Diagnostics> {
        if let Some(path) = in_backend(self.opened, &self.known.key) {
            let made = render_file(spec, self.pack, &path)?;
            return Ok(made.map(|(node, template)| Render {
                bytes: node.bytes,
                template: Some(template),
            }));
        }
        let name = self.known.key.file_name();
        if !self.known.key.is_in(&self.opened.layout.spec_folder()) {
            return Ok(None);
        }
        let documents = written(spec, self.memory, self.pack, &Tree::new()).files;
        let found = documents.into_iter().find(|(file, _)| *file == name);
        Ok(found.map(|(_, text)| Render {
            bytes: text.into(),
            template: None,
        }))
    }
}

/// Returns the parts of a model that can go: entries of its sections, and sections that are one value.
fn places_of(spec: &Spec) -> Vec<Path> {
    let Ok(Value::Object(sections)) = serde_json::to_value(spec) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for (section, value) in sections {
        match value {
            Value::Object(entries) => {
                places.extend(entries.keys().map(|name| Path::of(&section, name)));
            }
            _ => places.extend(section.parse::<Path>()),
        }
    }
    places
}

/// Returns the model without a part, and without what needs it; `None` when it cannot go.
fn without(spec: &Spec, place: &Path) -> Option<Spec> {
    let ways = [
        Edit::Remove {
            path: place.clone(),
            cascade: true,
        },
        Edit::Clear {
            path: place.clone(),
        },
    ];
    let mut done = ways
        .into_iter()
        .filter_map(|edit| apply(spec, &[edit]).ok());
    done.next().map(|done| done.spec)
}
