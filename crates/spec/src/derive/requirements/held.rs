//! What the specification asks for and the template pack may not emit: said, never dropped.

use crate::derive::Key;
use crate::derive::requirement::{Criterion, Held};
use crate::derive::view::{Quantity, View};
use crate::model::MetricKind;

/// Marks a criterion as held when the pack does not emit what a word stands for.
///
/// A held criterion gets an open task of its own instead of the one that would build it.
pub(super) fn unless_built(view: &View<'_>, criterion: &mut Criterion, word: &str, title: &str) {
    if view.pack.builds(word) || criterion.held.is_some() {
        return;
    }
    criterion.task = Key::of(&["further", word]);
    criterion.held = Some(Held {
        word: word.to_owned(),
        title: title.to_owned(),
    });
}

/// Marks the criterion of a metric whose kind or form is not emitted.
pub(super) fn kind(view: &View<'_>, metric: &Quantity<'_>, criterion: &mut Criterion) {
    let word = match metric.kind {
        MetricKind::Gauge => "gauge",
        MetricKind::Counter => "counter",
        MetricKind::Boolean => "boolean",
        MetricKind::Enum => "enum",
        MetricKind::Position => "position",
        MetricKind::Text => "text",
    };
    unless_built(
        view,
        criterion,
        &format!("kind.{word}"),
        &format!("Metrics of the kind {word}"),
    );
    let first = view.spec.position_view().map(|first| first.name);
    if metric.kind == MetricKind::Position && first != Some(metric.name) {
        unless_built(
            view,
            criterion,
            "kind.position.several",
            "A second position",
        );
    }
    if metric.metric.metric.formula.is_some() {
        unless_built(view, criterion, "formula", "Metrics that are computed");
    }
    if metric.metric.metric.api_unit.is_some() {
        unless_built(view, criterion, "metric.api_unit", "Other units in answers");
    }
    if metric.metric.metric.increments {
        unless_built(
            view,
            criterion,
            "metric.increments",
            "Counters that send increments",
        );
    }
}
