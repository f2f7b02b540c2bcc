//! Routes that people wrote into the code, as routes of the model.

use serde_json::{Map, json};
use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_spec::edit::{Edit, Path};
use specgen_spec::model::Endpoint;

use super::reading::Taken;
use crate::check::{Stand, hand_written, words};
use crate::open::Opened;

/// Returns the routes of the code that the model does not hold. The project's own code serves
/// them, so nothing is generated for them.
pub fn taken(files: &dyn Files, opened: &Opened) -> Result<Vec<Taken>, Diagnostics> {
    let stand = Stand::of(files, opened)?;
    let mut found = Vec::new();
    for one in hand_written(opened, &stand) {
        let Ok(endpoint) = one.route.parse::<Endpoint>() else {
            continue;
        };
        let mut body = Map::new();
        body.insert("serves".to_owned(), json!(Endpoint::OWN));
        if let Some(summary) = &one.summary {
            body.insert("label".to_owned(), json!(summary));
        }
        let edit = Edit::Add {
            path: Path::of("api.endpoints", &endpoint),
            value: body.into(),
            at: None,
        };
        found.push(Taken {
            path: one.path,
            line: one.line,
            was: String::new(),
            now: one.route,
            means: vec![words(&edit)],
            edits: vec![edit],
            derived: String::new(),
            beyond: Vec::new(),
        });
    }
    Ok(found)
}
