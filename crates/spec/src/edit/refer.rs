//! What names what: every place in a specification that holds the name of another element.

use super::Path;
use crate::Spec;
use crate::model::{Carries, Condition, Content, Formula, Name, Scope};

/// A place that holds one name or a list of them.
pub(super) enum Holder<'a> {
    /// Exactly one: the element makes no sense without it.
    One(&'a mut Name),
    /// A list, and whether an empty one would mean "all".
    List(&'a mut Vec<Name>, bool),
    /// A formula over names.
    Text(&'a mut Formula),
}

/// Calls `see(section of the named thing, element that names it, holder)` for each place.
pub(super) fn each(spec: &mut Spec, see: &mut dyn FnMut(&str, &Path, Holder)) {
    metrics_and_devices(spec, see);
    alerts(spec, see);
    for (name, topic) in spec.topics.iter_mut() {
        let at = Path::of("topics", name);
        if let Carries::Metric(metric) = &mut topic.carries {
            see("metrics", &at, Holder::One(metric));
        }
        if let Some(payload) = &mut topic.payload {
            see("ingest.payloads", &at, Holder::One(payload));
        }
    }
    for (period, rollup) in spec.rollups.iter_mut() {
        let at = Path::of("rollups", period);
        see("metrics", &at, Holder::List(&mut rollup.metrics, true));
    }
    for (name, report) in spec.reports.iter_mut() {
        let at = Path::of("reports", name);
        see("channels", &at, Holder::List(&mut report.to, false));
        if let Some(Content::Rollup(period)) = &mut report.content {
            see("rollups", &at, Holder::One(period));
        }
    }
    for (name, resource) in spec.resources.iter_mut() {
        let at = Path::of("resources", name);
        for (_, relation) in resource.belongs_to.iter_mut() {
            see("resources", &at, Holder::One(&mut relation.to));
        }
        for (_, rule) in resource.rules.iter_mut() {
            see("channels", &at, Holder::List(&mut rule.notify, false));
        }
        for (_, roles) in resource.allow.iter_mut() {
            see("api.roles", &at, Holder::List(roles, true));
        }
    }
    if let Some(api) = &mut spec.api {
        for (permission, roles) in api.allow.iter_mut() {
            let at = Path::of("api.allow", permission);
            see("api.roles", &at, Holder::List(roles, true));
        }
    }
}

fn metrics_and_devices(spec: &mut Spec, see: &mut dyn FnMut(&str, &Path, Holder)) {
    for (name, metric) in spec.metrics.iter_mut() {
        if let Some(formula) = &mut metric.formula {
            see("metrics", &Path::of("metrics", name), Holder::Text(formula));
        }
    }
    for (name, group) in spec.groups.iter_mut() {
        if let Some(parent) = &mut group.parent {
            see("groups", &Path::of("groups", name), Holder::One(parent));
        }
    }
    for (name, kind) in spec.devices.iter_mut().flat_map(|d| d.types.iter_mut()) {
        let at = Path::of("devices.types", name);
        see("metrics", &at, Holder::List(&mut kind.metrics, true));
        see("commands", &at, Holder::List(&mut kind.commands, false));
    }
}

fn alerts(spec: &mut Spec, see: &mut dyn FnMut(&str, &Path, Holder)) {
    for (name, alert) in spec.alerts.iter_mut() {
        let at = Path::of("alerts", name);
        condition(&mut alert.when, &at, see);
        see("channels", &at, Holder::List(&mut alert.notify, false));
        see("commands", &at, Holder::List(&mut alert.action, false));
        see("alerts", &at, Holder::List(&mut alert.unless, false));
        if let Some(Scope::Types(types)) = &mut alert.scope {
            see("devices.types", &at, Holder::List(types, true));
        }
    }
}

fn condition(when: &mut Condition, at: &Path, see: &mut dyn FnMut(&str, &Path, Holder)) {
    let metric = match when {
        Condition::Threshold(one) => Some(&mut one.metric),
        Condition::Outside(one) => Some(&mut one.metric),
        Condition::State(one) => Some(&mut one.metric),
        Condition::RateOfChange(one) => Some(&mut one.metric),
        Condition::Stuck(one) => Some(&mut one.metric),
        Condition::Anomaly(one) => Some(&mut one.metric),
        Condition::Leak(one) => Some(&mut one.metric),
        Condition::Offline(one) => one.metric.as_mut(),
        Condition::Geofence(_) | Condition::Stationary(_) => None,
        Condition::All(list) | Condition::Any(list) => {
            for one in list {
                condition(one, at, see);
            }
            None
        }
        Condition::SomeOf(some) => {
            for one in &mut some.list {
                condition(one, at, see);
            }
            None
        }
        Condition::Escalation(one) => {
            see("alerts", at, Holder::List(&mut one.of, false));
            None
        }
    };
    if let Some(metric) = metric {
        see("metrics", at, Holder::One(metric));
    }
}

/// Returns the elements that name `name` of `section`, and whether each could do without it.
pub(super) fn users(spec: &Spec, section: &str, name: &str) -> Vec<(Path, bool)> {
    let mut copy = spec.clone();
    let mut found: Vec<(Path, bool)> = Vec::new();
    each(&mut copy, &mut |kind, at, holder| {
        if kind != section {
            return;
        }
        let (names, spare) = match holder {
            Holder::One(one) => (one.as_str() == name, false),
            Holder::List(list, all) => (
                list.iter().any(|known| known.as_str() == name),
                !all || list.iter().any(|known| known.as_str() != name),
            ),
            Holder::Text(formula) => (formula.names().any(|word| word == name), false),
        };
        if names && !found.iter().any(|(known, _)| known == at) {
            found.push((at.clone(), spare));
        }
    });
    found
}

/// Returns the rules that need to know where a device is; they name no metric.
pub(super) fn placed(spec: &Spec) -> Vec<Path> {
    fn needs(when: &Condition) -> bool {
        match when {
            Condition::Geofence(_) | Condition::Stationary(_) => true,
            Condition::All(list) | Condition::Any(list) => list.iter().any(needs),
            Condition::SomeOf(some) => some.list.iter().any(needs),
            _ => false,
        }
    }
    let rules = spec.alerts.iter().filter(|(_, alert)| needs(&alert.when));
    rules.map(|(name, _)| Path::of("alerts", name)).collect()
}

/// Takes a name out of every list of names.
pub(super) fn trim(spec: &mut Spec, section: &str, name: &str) {
    each(spec, &mut |kind, _, holder| {
        if let (true, Holder::List(list, _)) = (kind == section, holder) {
            list.retain(|known| known.as_str() != name);
        }
    });
}

/// Gives every mention of a name the new one.
pub(super) fn follow(spec: &mut Spec, section: &str, from: &str, to: &Name) {
    each(spec, &mut |kind, _, holder| {
        if kind != section {
            return;
        }
        match holder {
            Holder::One(one) if one.as_str() == from => *one = to.clone(),
            Holder::One(_) => {}
            Holder::List(list, _) => {
                for known in list.iter_mut().filter(|known| known.as_str() == from) {
                    *known = to.clone();
                }
            }
            Holder::Text(formula) => {
                if let Ok(new) = with_name(formula, from, to.as_str()).parse() {
                    *formula = new;
                }
            }
        }
    });
}

/// Returns the text of a formula with one name replaced by another.
fn with_name(formula: &Formula, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in formula.to_string().chars().chain([' ']) {
        if c.is_ascii_alphanumeric() || c == '_' || c == '.' {
            word.push(c);
            continue;
        }
        out.push_str(if word == from { to } else { &word });
        word.clear();
        out.push(c);
    }
    out.trim_end().to_owned()
}
