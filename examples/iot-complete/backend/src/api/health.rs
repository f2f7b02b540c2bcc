//! Whether the backend lives and is ready, its metrics, and its own description.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;

use crate::domain::Timestamp;

use super::AppState;
use super::openapi;
use super::operation::{Access, Operation};
use super::schema;

/// Media type of the metrics.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What operators and their machines ask; no key needed.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/healthz", "getHealth", healthy)
            .tag("Operation")
            .summary("Whether the process lives")
            .access(Access::Public)
            .answers(200, "It lives", schema::named("Health")),
        Operation::get("/readyz", "getReadiness", ready)
            .tag("Operation")
            .summary("Whether readings are taken: database, queue, broker")
            .access(Access::Public)
            .answers(200, "They are", schema::named("Readiness"))
            .answers(503, "They are not", schema::named("Readiness")),
        Operation::get("/metrics", "getMetrics", metrics)
            .tag("Operation")
            .summary("Counters and histograms for Prometheus")
            .access(Access::Public)
            .answers_as(200, "The metrics", OPEN_METRICS, Some(schema::text())),
        Operation::get("/openapi.json", "getOpenApi", document)
            .tag("Operation")
            .summary("This document")
            .access(Access::Public)
            .answers(200, "The document", schema::object()),
    ]
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

async fn healthy() -> Json<Health> {
    Json(Health { status: "pass" })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Readiness {
    status: &'static str,
    database: &'static str,
    broker: &'static str,
    last_commit_at: Option<Timestamp>,
    queue_depth: usize,
    queue_limit: usize,
}

fn word(pass: bool) -> &'static str {
    if pass { "pass" } else { "fail" }
}

async fn ready(State(state): State<AppState>) -> impl IntoResponse {
    let store = state.store.health();
    let broker = !state.link.is_expected() || state.link.is_connected();
    let room = store.queue_depth < store.queue_limit;
    let pass = store.writable && broker && room && !*state.stopping.borrow();
    let readiness = Readiness {
        status: word(pass),
        database: word(store.writable),
        broker: word(broker),
        last_commit_at: store.last_commit_at,
        queue_depth: store.queue_depth,
        queue_limit: store.queue_limit,
    };
    let status = if pass {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(readiness))
}

async fn metrics(State(state): State<AppState>) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, OPEN_METRICS)],
        state.telemetry.render(),
    )
}

async fn document(State(state): State<AppState>) -> impl IntoResponse {
    let text = openapi::document(state.rules);
    ([(header::CONTENT_TYPE, "application/json")], text)
}
