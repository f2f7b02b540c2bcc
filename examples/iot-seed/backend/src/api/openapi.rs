//! The OpenAPI 3.1 document, made from the list of operations and the catalogues.

use axum::http::StatusCode;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::domain::rule::Rule;
use crate::identity;

use super::operation::{Access, Answer, Operation, Parameter, Place};
use super::schema;

/// The document as JSON text that ends with a line break.
#[must_use]
pub fn document(rules: &[Rule]) -> String {
    let operations = super::operations();
    let document = Document {
        openapi: "3.1.0",
        info: json!({
            "title": identity::NAME,
            "summary": identity::SUMMARY,
            "version": env!("CARGO_PKG_VERSION"),
        }),
        paths: Paths(&operations),
        components: Components {
            schemas: Pairs(schema::components(rules)),
            security_schemes: json!({
                "apiKey": { "type": "http", "scheme": "bearer", "description": "An API key" },
                "apiKeyHeader": { "type": "apiKey", "in": "header", "name": "X-API-Key" },
                "deviceToken": { "type": "http", "scheme": "bearer", "description": "A device token" },
                "session": { "type": "apiKey", "in": "cookie", "name": super::cookie::cookie_name() },
            }),
        },
    };
    // Maps with text keys always serialise.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    openapi: &'static str,
    info: Value,
    paths: Paths<'a>,
    components: Components,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Components {
    schemas: Pairs,
    security_schemes: Value,
}

struct Pairs(Vec<(&'static str, Value)>);

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// Operations of one path stand together, in the order of their first mention.
struct Paths<'a>(&'a [Operation]);

impl Serialize for Paths<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (place, operation) in self.0.iter().enumerate() {
            let path = operation.path;
            if !self.0[..place].iter().any(|earlier| earlier.path == path) {
                let same = self.0.iter().filter(|other| other.path == path).collect();
                map.serialize_entry(path, &PathItem(same))?;
            }
        }
        map.end()
    }
}

struct PathItem<'a>(Vec<&'a Operation>);

impl Serialize for PathItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self.0.iter().map(|operation| {
            let entry = Entry {
                tags: [operation.tag],
                summary: operation.summary,
                operation_id: operation.id,
                access: access_word(operation.access),
                security: security(operation.access),
                parameters: operation.parameters.iter().map(parameter).collect(),
                request_body: operation.body.as_ref().map(request_body),
                responses: Responses(operation),
            };
            (operation.method, entry)
        });
        serializer.collect_map(entries)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    tags: [&'static str; 1],
    summary: &'static str,
    operation_id: &'static str,
    #[serde(rename = "x-access")]
    access: &'static str,
    security: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_body: Option<Value>,
    responses: Responses<'a>,
}

/// The role that is needed; OpenAPI has no word of its own for roles of keys.
fn access_word(access: Access) -> &'static str {
    match access {
        Access::Public => "public",
        Access::Viewer => "viewer",
        Access::Admin => "admin",
        Access::DeviceOrAdmin => "device",
    }
}

fn security(access: Access) -> Value {
    match access {
        Access::Public => json!([]),
        Access::Viewer | Access::Admin => {
            json!([{ "apiKey": [] }, { "apiKeyHeader": [] }, { "session": [] }])
        }
        Access::DeviceOrAdmin => json!([
            { "deviceToken": [] },
            { "apiKey": [] },
            { "apiKeyHeader": [] },
            { "session": [] },
        ]),
    }
}

fn parameter(parameter: &Parameter) -> Value {
    let place = match parameter.place {
        Place::Path => "path",
        Place::Query => "query",
    };
    json!({
        "name": parameter.name,
        "in": place,
        "required": parameter.place == Place::Path,
        "description": parameter.description,
        "schema": parameter.schema,
    })
}

fn request_body((schema, required): &(Value, bool)) -> Value {
    json!({ "required": required, "content": { "application/json": { "schema": schema } } })
}

/// The answers of an operation: its own, then the errors that its shape makes possible.
struct Responses<'a>(&'a Operation);

impl Serialize for Responses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for answer in &self.0.answers {
            map.serialize_entry(&answer.status.to_string(), &response(answer))?;
        }
        let own: Vec<u16> = self.0.answers.iter().map(|answer| answer.status).collect();
        for status in errors_of(self.0) {
            if !own.contains(&status) {
                map.serialize_entry(&status.to_string(), &problem(status))?;
            }
        }
        map.end()
    }
}

fn response(answer: &Answer) -> Value {
    match &answer.schema {
        None => json!({ "description": answer.description }),
        Some(schema) => json!({
            "description": answer.description,
            "content": { answer.content_type: { "schema": schema } },
        }),
    }
}

/// The errors that an operation can answer with, in rising order.
fn errors_of(operation: &Operation) -> Vec<u16> {
    let has_body = operation.body.is_some();
    let creates = operation.answers.iter().any(|answer| answer.status == 201);
    let in_path = operation
        .parameters
        .iter()
        .any(|parameter| parameter.place == Place::Path);
    let private = operation.access != Access::Public;
    [
        (400, true),
        (401, private || has_body),
        (403, private),
        (404, in_path || creates),
        (409, creates),
        (413, has_body),
        (415, has_body),
        (422, has_body),
        (503, private || has_body),
    ]
    .into_iter()
    .filter_map(|(status, possible)| possible.then_some(status))
    .collect()
}

fn problem(status: u16) -> Value {
    let title = StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or_default();
    json!({
        "description": title,
        "content": { "application/problem+json": { "schema": schema::named("Problem") } },
    })
}
