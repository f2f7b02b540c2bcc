//! What becomes of data that is stored already, and of payloads as devices send them today, in words.

use specgen_spec::Spec;
use specgen_spec::effective::MetricView;
use specgen_spec::model::Name;

use crate::migrations::{Conversion, Returned};

/// The level of retention that readings themselves have.
const RAW: &str = "raw";

/// Returns a sentence for each thing that changes for stored data or for devices in use.
pub fn stored(
    before: &Spec,
    after: &Spec,
    conversions: &[Conversion],
    returned: &[Returned],
) -> Vec<String> {
    let mut said = Vec::new();
    for view in after.metric_views() {
        match earlier(before, &view) {
            None => {
                let back = returned.iter().find(|one| one.metric == *view.name);
                said.push(back.map_or_else(|| new(&view), |one| again(one, &view)));
            }
            Some(old) => {
                said.extend(renamed(before, &old, &view));
                let mut converted = conversions.iter();
                if let Some(one) = converted.find(|one| one.metric == *view.name) {
                    said.push(format!(
                        "values of `{}` stored in {} are converted to {}, with their limits, alerts and statistics; \
                         devices send {} from now on",
                        view.wire(),
                        one.from,
                        one.to,
                        one.to
                    ));
                }
            }
        }
    }
    for view in before.metric_views() {
        if !after.metric_views().any(|one| stems_from(&one, view.name)) {
            let wire = view.wire();
            said.push(format!(
                "values of `{wire}` stored so far stay in the database, unread; payloads that hold it stay valid"
            ));
        }
    }
    said.extend(kept(before, after));
    said
}

fn stems_from(view: &MetricView<'_>, name: &Name) -> bool {
    view.name == name || view.metric.was.contains(name)
}

/// Returns the name under which a metric stood before; nothing when it is new.
fn earlier(before: &Spec, view: &MetricView<'_>) -> Option<Name> {
    let names = std::iter::once(view.name).chain(view.metric.was.iter().rev());
    let mut known = names.filter(|name| before.metrics.contains(name.as_str()));
    known.next().cloned()
}

fn new(view: &MetricView<'_>) -> String {
    let wire = view.wire();
    if view.metric.required {
        format!(
            "readings stored so far hold no `{wire}`; payloads without it are rejected from now on"
        )
    } else {
        format!("readings stored so far hold no `{wire}`; payloads without it stay valid")
    }
}

fn again(one: &Returned, view: &MetricView<'_>) -> String {
    let (wire, to) = (view.wire(), &one.to);
    match &one.from {
        None => format!("values of `{wire}` stored before it was removed are there again"),
        Some(from) if one.converts() => format!(
            "values of `{wire}` stored before it was removed are converted from {from} to {to}"
        ),
        Some(from) => format!(
            "values of `{wire}` stored in {from} before it was removed stay in the column `{}`, unread: they are no {to}",
            one.aside
        ),
    }
}

fn renamed(before: &Spec, old: &Name, view: &MetricView<'_>) -> Option<String> {
    if old == view.name {
        return None;
    }
    let was = before.metric_view(old.as_str())?.wire();
    if was == view.wire() {
        return None;
    }
    Some(format!(
        "values stored as `{was}` are kept as `{}`; payloads that still say `{was}` stay valid",
        view.wire()
    ))
}

/// Names every level that is kept for less time than before.
fn kept(before: &Spec, after: &Spec) -> Vec<String> {
    let levels = after.storage.iter().flat_map(|one| one.retention.iter());
    let shorter = levels.filter_map(|(level, _)| {
        let level = level.to_string();
        let (was, is) = (before.retention(&level), after.retention(&level));
        let days = is.days()?;
        if was.days().is_some_and(|before| before <= days) {
            return None;
        }
        let what = if level == RAW {
            "readings".to_owned()
        } else {
            format!("what is kept as `{level}`")
        };
        Some(format!(
            "{what} older than {is}: deleted, what is stored already as well"
        ))
    });
    shorter.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::checked_spec;

    const BEFORE: &str = "
specgen: 1
name: brewery
metrics: {temperature: {unit: C}, pressure: {unit: bar}, flow: {unit: L/min}}
rollups: {day: {}}
storage: {retention: {raw: 90d, day: 2y}}
";

    fn said(after: &str, conversions: &[Conversion]) -> Vec<String> {
        let spec = |text: &str| checked_spec("spec.yaml", text).unwrap();
        stored(&spec(BEFORE), &spec(after), conversions, &[])
    }

    #[test]
    fn what_stays_as_it_is_is_not_mentioned() {
        assert!(said(BEFORE, &[]).is_empty());
        assert!(said(&BEFORE.replace("90d", "1y"), &[]).is_empty());
    }

    #[test]
    fn each_change_of_a_metric_says_what_becomes_of_its_values() {
        let after = "
specgen: 1
name: brewery
metrics: {temperature: {unit: F}, vessel_pressure: {unit: bar, was: [pressure]}, ph: {required: true}}
rollups: {day: {}}
storage: {retention: {raw: 90d, day: 2y}}
";
        let conversion = Conversion {
            metric: "temperature".parse().unwrap(),
            from: "C".to_owned(),
            to: "F".to_owned(),
        };
        assert_eq!(
            said(after, &[conversion]),
            [
                "values of `temperature` stored in C are converted to F, with their limits, alerts and statistics; \
                 devices send F from now on",
                "values stored as `pressure` are kept as `vesselPressure`; payloads that still say `pressure` stay valid",
                "readings stored so far hold no `ph`; payloads without it are rejected from now on",
                "values of `flow` stored so far stay in the database, unread; payloads that hold it stay valid",
            ]
        );
    }

    #[test]
    fn a_shorter_time_to_keep_something_says_what_is_deleted() {
        let after = BEFORE.replace("raw: 90d", "raw: 30d").replace("2y", "6mo");
        assert_eq!(
            said(&after, &[]),
            [
                "readings older than 30d: deleted, what is stored already as well",
                "what is kept as `day` older than 6mo: deleted, what is stored already as well",
            ]
        );
        let first = BEFORE.replace("{raw: 90d, day: 2y}", "{raw: 90d}");
        let spec = |text: &str| checked_spec("spec.yaml", text).unwrap();
        let said = stored(&spec(&first), &spec(BEFORE), &[], &[]);
        assert_eq!(said.len(), 1, "from for ever to two years: {said:?}");
    }
}
