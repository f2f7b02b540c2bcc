//! What must hold, derived from the specification: one file per subject.

mod alert;
mod alerts;
mod channels;
mod commands;
mod condition;
mod devices;
mod export;
mod further;
mod held;
mod ingest;
mod introduction;
mod margin;
mod operations;
mod people;
mod statistics;
mod storage;
mod wire;
mod zones;

pub(super) use alert::severity;
pub(super) use condition::limit_cell;
pub(super) use ingest::bounds;
pub(super) use storage::length;

use super::requirement::Requirements;
use super::view::View;

/// Derives the requirements.
pub(super) fn derive(view: &View<'_>) -> Requirements {
    let mut requirements = Vec::new();
    if view.is_iot() {
        requirements.push(ingest::receive(view));
        requirements.push(ingest::validate(view));
        requirements.push(storage::keep(view));
        requirements.push(devices::registry(view));
        requirements.push(devices::credentials(view));
        requirements.extend(view.rules.iter().map(|rule| alert::rule(view, rule)));
        if view.spec.raises_alerts() {
            requirements.push(alerts::common(view));
        }
        requirements.extend(channels::deliver(view));
        if view.has_settable_limits() {
            requirements.push(alerts::limits_at_run_time(view));
        }
        requirements.extend(zones::kept(view));
        requirements.extend(commands::given(view));
        requirements.push(storage::serve(view));
        requirements.extend(export::download(view));
        requirements.extend(statistics::statistics(view));
        requirements.push(people::access(view));
        requirements.push(people::live(view));
        if view.has_dashboard() {
            requirements.push(people::dashboard(view));
        }
        requirements.push(operations::broker(view));
        requirements.push(operations::run(view));
        requirements.push(operations::reliability(view));
    }
    requirements.extend(further::wishes(view));
    Requirements {
        introduction: introduction::blocks(view, &requirements),
        glossary: introduction::glossary(view),
        requirements,
    }
}
