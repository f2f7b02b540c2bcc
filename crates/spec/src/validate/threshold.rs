//! Whether the numbers of a condition can be met and set.

use super::Check;
use super::metric::number;
use crate::effective::MetricView;
use crate::model::{Alert, Limits, MetricKind, Num, Outside, Side, Slot, State, Threshold, Unit};

impl Side {
    const fn word(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::AtLeast => "at_least",
            Self::Below => "below",
            Self::AtMost => "at_most",
            Self::Equals => "equals",
        }
    }

    const fn is_upper(self) -> bool {
        matches!(self, Self::Above | Self::AtLeast)
    }
}

pub(super) fn threshold(
    check: &mut Check<'_>,
    path: &str,
    threshold: &Threshold,
    view: &MetricView<'_>,
    alert: &Alert,
) {
    numeric(check, path, view, "threshold");
    let bounds: Vec<(Side, &Slot<Num>)> = threshold.bounds().collect();
    match bounds.as_slice() {
        [] => {
            let message = "a threshold without its limit";
            let way_out =
                "add `above: 30`, `below: 5`, or `above: null` when it is set at run time";
            check.key("E302", path, message, way_out);
        }
        [_] => {}
        [(first, _), (second, _), ..] => {
            let message = format!(
                "`{}` and `{}` in one threshold",
                first.word(),
                second.word()
            );
            let way_out = format!(
                "write `outside: {{metric: {}, min: ..., max: ...}}`",
                view.name
            );
            check.key(
                "E302",
                &format!("{path}.{}", second.word()),
                &message,
                way_out,
            );
        }
    }
    if let (1, Some((side, slot))) = (bounds.len(), bounds.first()) {
        let path_of = format!("{path}.{}", side.word());
        open(check, &path_of, side.word(), slot, alert);
        if let Slot::Is(num) = slot {
            let unit_path = format!("{path}.unit");
            let unit = threshold.unit.as_ref().map(|u| (unit_path.as_str(), u));
            number(check, &path_of, num, unit, view);
            // A factor of a field is no value of the metric.
            if threshold.of.is_none() {
                let value = view.value(num, threshold.unit.as_ref());
                reachable(check, &path_of, *side, value, view);
                ends(check, path, *side, value, view, alert);
            }
        }
    }
    match (&threshold.window, &threshold.function) {
        (Some(_), None) => {
            let way_out = "add `function: avg`";
            check.key(
                "E302",
                &format!("{path}.window"),
                "a window without a function",
                way_out,
            );
        }
        (None, Some(_)) => {
            let way_out = "add `window: 10min`";
            check.key(
                "E302",
                &format!("{path}.function"),
                "a function without a window",
                way_out,
            );
        }
        _ => {}
    }
}

pub(super) fn outside(
    check: &mut Check<'_>,
    path: &str,
    outside: &Outside,
    view: &MetricView<'_>,
    alert: &Alert,
) {
    numeric(check, path, view, "outside");
    if outside.min.is_absent() && outside.max.is_absent() {
        let way_out = "add `min: ...` and `max: ...`";
        check.key("E302", path, "a range without its ends", way_out);
    }
    let unit_path = format!("{path}.unit");
    for (word, slot) in [("min", &outside.min), ("max", &outside.max)] {
        let at = format!("{path}.{word}");
        open(check, &at, word, slot, alert);
        if let Slot::Is(num) = slot {
            let unit: Option<(&str, &Unit)> =
                outside.unit.as_ref().map(|u| (unit_path.as_str(), u));
            number(check, &at, num, unit, view);
        }
    }
    if let (Some(min), Some(max)) = (outside.min.get(), outside.max.get()) {
        let unit = outside.unit.as_ref();
        if view.value(min, unit) >= view.value(max, unit) {
            let message = format!("the lowest good value {min} is not below the highest {max}");
            check.key("E313", path, &message, "change one of them");
        }
    }
}

pub(super) fn state(check: &mut Check<'_>, path: &str, state: &State, view: &MetricView<'_>) {
    let values = view.values();
    let fits = match view.kind() {
        MetricKind::Boolean => view.truth(&state.is).is_some(),
        MetricKind::Enum => values.contains(&state.is.as_str()),
        MetricKind::Text => true,
        _ => {
            let message = format!("a state of `{}`, whose values are numbers", view.name);
            let way_out =
                "write `threshold: {metric: ..., above: ...}`, or `kind: enum` at the metric";
            check.key("E316", path, &message, way_out);
            return;
        }
    };
    if !fits {
        let message = format!("`{}` has no state `{}`", view.name, state.is);
        let way_out = format!("write one of {}", values.join(", "));
        check.value("E316", &format!("{path}.is"), &message, way_out);
    }
}

/// Checks that the values of a metric can be compared and are numbers.
pub(super) fn numeric(check: &mut Check<'_>, path: &str, view: &MetricView<'_>, word: &str) {
    if !view.is_numeric() {
        let message = format!("`{word}` of `{}`, whose values are no numbers", view.name);
        let way_out = match view.values().first() {
            Some(value) => format!("write `state: {{metric: {}, is: {value}}}`", view.name),
            None => "choose a metric whose values are numbers".to_owned(),
        };
        check.key("E316", path, &message, way_out);
    }
}

fn open(check: &mut Check<'_>, path: &str, word: &str, slot: &Slot<Num>, alert: &Alert) {
    if slot.is_open() && alert.limits.unwrap_or_default() == Limits::Fixed {
        let message = format!("`{word}` is open while `limits: fixed`: nobody could set it");
        let way_out = "give a number, or write `limits: per_device`";
        check.value("E301", path, &message, way_out);
    }
}

fn reachable(check: &mut Check<'_>, path: &str, side: Side, value: f64, view: &MetricView<'_>) {
    let reject = view.limits().reject;
    let beyond = match side {
        Side::Above => reject.max.is_some_and(|max| value >= max),
        Side::AtLeast => reject.max.is_some_and(|max| value > max),
        Side::Below => reject.min.is_some_and(|min| value <= min),
        Side::AtMost => reject.min.is_some_and(|min| value < min),
        Side::Equals => !reject.hold(value),
    };
    if beyond {
        let edge = |edge: Option<f64>| edge.map_or_else(|| "...".to_owned(), |e| e.to_string());
        let message = format!(
            "{value} is beyond the range of `{}` ({} to {}): never true",
            view.name,
            edge(reject.min),
            edge(reject.max)
        );
        check.value(
            "E303",
            path,
            &message,
            "change the limit, or the range of the metric",
        );
    }
}

/// Checks the value that ends the alert, when one is written instead of a hysteresis.
fn ends(
    check: &mut Check<'_>,
    path: &str,
    side: Side,
    limit: f64,
    view: &MetricView<'_>,
    alert: &Alert,
) {
    let Some(clear) = &alert.clear else {
        return;
    };
    let value = view.value(clear, None);
    let wrong = match side {
        Side::Equals => false,
        side if side.is_upper() => value > limit,
        _ => value < limit,
    };
    if wrong {
        let message = format!("the alert would end at {value}, on the wrong side of {limit}");
        let base = path.split(".when").next().unwrap_or(path);
        check.value(
            "E317",
            &format!("{base}.clear"),
            &message,
            "change one of the two",
        );
    }
}
