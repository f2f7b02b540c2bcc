//! Names that elements had before: what still mentions one of them means the element under its present name.
//!
//! Two branches come to that without a fault of anybody: one renames a metric, the other makes a rule on it.

use serde_json::Value;

use super::{refer, tree};
use crate::Spec;
use crate::model::Name;

/// The sections whose elements other ones mention.
const SECTIONS: [&str; 9] = [
    "metrics",
    "alerts",
    "channels",
    "commands",
    "groups",
    "devices.types",
    "ingest.payloads",
    "api.roles",
    "resources",
];

/// A mention that was given the present name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The name that stood there.
    pub from: String,
    /// The name that the element has now.
    pub to: Name,
}

/// Returns a specification in which nothing mentions a former name, and which names were followed; `None` where
/// nothing does. A name that an element has now, or that two had, is left to the checks.
pub fn follow_former(spec: &Spec) -> Option<(Spec, Vec<Followed>)> {
    let tree = tree::to_tree(spec);
    let mut new = spec.clone();
    let mut followed = Vec::new();
    for section in SECTIONS {
        let place = format!("/{}", section.replace('.', "/"));
        let Some(elements) = tree.pointer(&place).and_then(Value::as_object) else {
            continue;
        };
        let former = |body: &Value| -> Vec<String> {
            let names = body.get("was").and_then(Value::as_array);
            let names = names.into_iter().flatten().filter_map(Value::as_str);
            names.map(str::to_owned).collect()
        };
        let all: Vec<String> = elements.values().flat_map(former).collect();
        for (now, body) in elements {
            let Ok(to) = now.parse::<Name>() else {
                continue;
            };
            for from in former(body) {
                let twice = all.iter().filter(|name| **name == from).count() > 1;
                let taken = twice || elements.contains_key(&from);
                if !taken && !refer::users(&new, section, &from).is_empty() {
                    refer::follow(&mut new, section, &from, &to);
                    let to = to.clone();
                    followed.push(Followed { from, to });
                }
            }
        }
    }
    (!followed.is_empty()).then_some((new, followed))
}
