//! Routes and tests that come and go.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;
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

/// Returns the routes of an OpenAPI document; none when there is no document.
pub fn routes(document: Option<&[u8]>) -> BTreeSet<String> {
    let read = document.and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let paths = read.as_ref().and_then(|document| document.get("paths"));
    let mut routes = BTreeSet::new();
    for (path, item) in paths.and_then(Value::as_object).into_iter().flatten() {
        let methods = item.as_object().into_iter().flatten();
        for (method, operation) in methods {
            if operation.get("responses").is_some() {
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
        let before = br#"{"paths": {"/a": {"get": {"responses": {}}, "parameters": []}}}"#;
        let after = br#"{"paths": {"/a": {"put": {"responses": {}}}}}"#;
        let turned = Turned::between(&routes(Some(before)), &routes(Some(after)));
        assert_eq!(turned.added, ["PUT /a"]);
        assert_eq!(turned.removed, ["GET /a"]);
        assert!(routes(None).is_empty());
    }
}
