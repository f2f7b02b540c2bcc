//! Records to `specgen.lock` as text.

use serde_json::{Map, Value};

use super::{FORMAT, Manifest, Record, State};
use crate::{Digest, Eol, ProjectPath};

/// Writes the header, then each record on a line of its own after an empty one.
pub(super) fn print(manifest: &Manifest) -> String {
    let mut text = format!(
        "format = {FORMAT}\ntemplates = \"{}\"\n",
        manifest.templates
    );
    for (path, record) in &manifest.records {
        let line = Value::Object(fields(path, record));
        text.push_str(&format!("\n{line}\n"));
    }
    text
}

fn fields(path: &ProjectPath, record: &Record) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    put("path", Value::from(path.as_str()));
    put("owner", Value::from(record.owner.word()));
    put("unit", Value::from(record.unit.as_str()));
    put("base", Value::from(record.base.to_string()));
    if record.eol == Eol::Crlf {
        put("eol", Value::from("crlf"));
    }
    if record.executable {
        put("mode", Value::from("755"));
    }
    match &record.state {
        State::Clean => {}
        State::Conflicted(pending) => {
            put("state", Value::from(format!("conflicted:{pending}")));
        }
        State::DeletedByUser => put("state", Value::from("deleted-by-user")),
    }
    if let Some(at) = &record.at {
        put("at", Value::from(at.as_str()));
    }
    if !record.lists.is_empty() {
        let pairs = record
            .lists
            .iter()
            .map(|one| Value::from(vec![one.start, one.end]));
        put("lists", Value::Array(pairs.collect()));
    }
    if !record.before.is_empty() {
        let digests = record.before.iter().map(Digest::to_string);
        put("before", digests.collect());
    }
    fields.extend(record.unknown.clone());
    fields
}
