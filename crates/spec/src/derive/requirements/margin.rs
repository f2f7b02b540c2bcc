//! How far back a value must go to end an alert.

use crate::derive::view::View;
use crate::effective::{AlertView, Reach};
use crate::model::{Limits, Name, Num};

/// Returns how far back a value must go to end an alert: where limits are set at run time, also what
/// bounds it then.
pub(super) fn margin(view: &View<'_>, rule: &AlertView<'_>, metric: &Name) -> String {
    let amount = |number| view.amount(metric, &Num::new(number), None);
    if rule.limits() == Limits::Fixed {
        return amount(rule.hysteresis());
    }
    bounded(amount(rule.widest_hysteresis()), rule.reach())
}

/// Returns a default margin with what bounds it for limits that are set at run time.
pub(super) fn bounded(margin: String, reach: Reach) -> String {
    match reach {
        Reach::Any => margin,
        Reach::Tenth => format!("{margin}, or a tenth of the limit if that is less,"),
        Reach::Quarter => format!("{margin}, or a quarter of the range if that is less,"),
    }
}
