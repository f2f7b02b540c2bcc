//! Routes and tests that come and go.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use specgen_spec::derive::trace::Trace;

/// Names that come and go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Turned {
    /// Those that come.
    pub added: Vec<String>,
    /// Those that go.
    pub removed: Vec<String>,
}

impl Turned {
    /// Compares two sets of names.
    pub fn between(before: &BTreeSet<String>, after: &BTreeSet<String>) -> Self {
        Self {
            added: after.difference(before).cloned().collect(),
            removed: before.difference(after).cloned().collect(),
        }
    }

    /// Returns whether nothing comes or goes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

/// The part of an OpenAPI document that names routes.
#[derive(Default, Deserialize)]
struct Document {
    #[serde(default)]
    paths: BTreeMap<String, BTreeMap<String, IsOperation>>,
}

/// Whether a member of a path is an operation: one that says what it answers.
struct IsOperation(bool);

impl<'de> Deserialize<'de> for IsOperation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Member)
    }
}

/// Reads a member of a path without keeping what it holds: the document is large.
struct Member;

impl<'de> Visitor<'de> for Member {
    type Value = IsOperation;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an operation, parameters or a text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<IsOperation, A::Error> {
        let mut answers = false;
        while let Some(key) = map.next_key::<String>()? {
            answers |= key == "responses";
            map.next_value::<IgnoredAny>()?;
        }
        Ok(IsOperation(answers))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<IsOperation, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(IsOperation(false))
    }

    fn visit_str<E>(self, _: &str) -> Result<IsOperation, E> {
        Ok(IsOperation(false))
    }
}

/// Returns the routes of an OpenAPI document; none when there is no document.
pub fn routes(document: Option<&[u8]>) -> BTreeSet<String> {
    let read = document.and_then(|bytes| serde_json::from_slice::<Document>(bytes).ok());
    let mut routes = BTreeSet::new();
    for (path, members) in read.unwrap_or_default().paths {
        for (method, member) in members {
            if member.0 {
                routes.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    routes
}

/// Returns the tests that a trace links.
pub fn tests(trace: Option<&Trace>) -> BTreeSet<String> {
    let records = trace.into_iter().flat_map(Trace::records);
    let names = records.flat_map(|record| record.tests.iter().cloned());
    names.collect()
}

#[cfg(test)]
mod checks {
    use super::{Turned, routes};

    #[test]
    fn routes_that_come_and_go_are_named() {
        let before = br#"{"paths": {"/a": {"summary": "a", "get": {"tags": [1], "responses": {}}, "parameters": [{}]}}}"#;
        let after = br#"{"paths": {"/a": {"put": {"responses": {}}}}}"#;
        let turned = Turned::between(&routes(Some(before)), &routes(Some(after)));
        assert_eq!(turned.added, ["PUT /a"]);
        assert_eq!(turned.removed, ["GET /a"]);
        assert!(routes(None).is_empty());
    }
}
