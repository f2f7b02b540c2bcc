//! The `alert` facet: rules, their qualifiers and the names they are born with.

use serde_json::{Map, Value};

use super::listing::Listing;
use super::quantity::{in_seconds, number, plain, seconds, slot};
use super::taking::{Taking, name, slug, spelled, word};
use super::{Facet, Fact, condition, notify, rule, statement, when};
use crate::Spec;
use crate::edit::Path;
use crate::model::{Alert, Condition, Limits, Name, Named, Scope, Severity, Slot, Zone};

pub(super) fn take(t: &mut Taking, base: &Spec) {
    let keys: Map<String, Value> = t.fact.keys.clone().into_iter().collect();
    let condition = match condition::read(&keys) {
        Ok(condition) => condition,
        Err(why) => return t.unheld(None, why),
    };
    let known = base
        .alerts
        .iter()
        .find(|(_, alert)| rule::same_or_open(&alert.when, &condition))
        .map(|(name, _)| name.clone());
    let id = match known {
        Some(id) => id,
        None => match rule::birth_name(t, &condition) {
            Some(id) => id,
            None => return t.unheld(None, "no name can be made for it"),
        },
    };
    rule::needs(t, &condition);
    let mut alert = t
        .spec
        .alerts
        .get(id.as_str())
        .cloned()
        .unwrap_or_else(|| plain_alert(condition.clone()));
    alert.when = condition;
    let path = Path::of("alerts", &id);
    for (key, _, at) in statement::write(&alert.when) {
        let place = at.split('.').filter(|step| !step.is_empty());
        let place = place.fold(path.join(&"when"), |path, step| path.join(&step));
        if !at.is_empty() {
            t.wrote(place, key);
        }
    }
    qualify(t, &mut alert, &path);
    let told = notify::told(t, &mut alert);
    t.made(path);
    if !told && !base.alerts.contains(id.as_str()) {
        t.batch.alerts.push(id.clone());
    }
    t.spec.alerts.insert(id, alert);
}

fn plain_alert(when: Condition) -> Alert {
    Alert {
        when,
        r#for: Slot::Absent,
        count: None,
        hysteresis: Slot::Absent,
        clear: None,
        severity: None,
        cooldown: Slot::Absent,
        repeat: Slot::Absent,
        recovery: false,
        active: None,
        scope: None,
        limits: None,
        unless: Vec::new(),
        notify: Vec::new(),
        action: Vec::new(),
        was: Vec::new(),
        label: None,
    }
}

fn qualify(t: &mut Taking, alert: &mut Alert, path: &Path) {
    let held = matches!(
        alert.when,
        Condition::Offline(_)
            | Condition::Stationary(_)
            | Condition::Stuck(_)
            | Condition::Escalation(_)
    );
    if t.fact.keys.contains_key("for_s") && !held {
        alert.r#for = t.slot("for_s", seconds);
        t.wrote(path.join(&"for"), "for_s");
    }
    for (key, field) in [
        ("cooldown_s", &mut alert.cooldown),
        ("repeat_s", &mut alert.repeat),
    ] {
        if t.fact.keys.contains_key(key) {
            *field = t.slot(key, seconds);
            t.wrote(path.join(&key.trim_end_matches("_s")), key);
        }
    }
    if t.fact.keys.contains_key("hysteresis") {
        alert.hysteresis = t.slot("hysteresis", number);
        t.wrote(path.join(&"hysteresis"), "hysteresis");
    }
    if let Some(clear) = t.value("clear_value") {
        alert.clear = number(clear);
        t.wrote(path.join(&"clear"), "clear_value");
    }
    if t.flag("notify_recovery") == Some(true) {
        alert.recovery = true;
        t.wrote(path.join(&"recovery"), "notify_recovery");
    }
    if let Some(text) = t.text("severity") {
        match severity(&text) {
            Some(severity) => {
                alert.severity = Some(severity);
                t.wrote(path.join(&"severity"), "severity");
            }
            None => t.unheld(Some("severity"), format!("`{text}` is no severity")),
        }
    }
    if let Some(text) = t.text("active")
        && !matches!(alert.when, Condition::Leak(_))
    {
        match when::active(&text) {
            Some(active) => {
                alert.active = Some(active);
                t.wrote(path.join(&"active"), "active");
            }
            None => t.unheld(
                Some("active"),
                format!("`{text}` is no window of hours and days"),
            ),
        }
    }
    if let Some(text) = t.text("scope") {
        alert.scope = Some(scope(t.spec, &text));
        t.wrote(path.join(&"scope"), "scope");
    }
    actions(t, alert, path);
    limits(t, alert, path);
}

fn severity(text: &str) -> Option<Severity> {
    Some(match slug(text).as_str() {
        "low" | "notice" => Severity::Info,
        "medium" | "warn" => Severity::Warning,
        "error" | "major" | "severe" => Severity::High,
        "emergency" | "fatal" | "danger" => Severity::Critical,
        other => return word(other),
    })
}

/// Reads whom a rule watches: types of device, values of groups, else devices by name.
fn scope(spec: &Spec, text: &str) -> Scope {
    if slug(text) == "all" {
        return Scope::All;
    }
    let words: Vec<String> = text.split(',').map(|word| word.trim().to_owned()).collect();
    let types = spec.devices.as_ref().map(|devices| &devices.types);
    let names: Vec<Name> = words.iter().filter_map(|word| name(word)).collect();
    if names.len() == words.len()
        && types.is_some_and(|types| names.iter().all(|name| types.contains(name.as_str())))
    {
        return Scope::Types(names);
    }
    let group = spec
        .groups
        .iter()
        .find(|(_, group)| words.iter().all(|word| group.values.contains(word)));
    if let Some((group, _)) = group {
        let mut groups = Named::default();
        groups.insert(group.clone(), words);
        return Scope::Groups(groups);
    }
    Scope::Devices(words)
}

fn scope_text(scope: &Scope) -> String {
    match scope {
        Scope::All => "all".to_owned(),
        Scope::Types(types) => types
            .iter()
            .map(Name::as_str)
            .collect::<Vec<_>>()
            .join(", "),
        Scope::Groups(groups) => groups
            .values()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(", "),
        Scope::Devices(devices) => devices.join(", "),
    }
}

/// A rule may send a command; one that no fact states comes along.
fn actions(t: &mut Taking, alert: &mut Alert, path: &Path) {
    let Some(text) = t.text("action") else { return };
    let Some(command) = name(&text) else {
        return t.unheld(Some("action"), format!("`{text}` is no name"));
    };
    if !t.spec.commands.contains(command.as_str()) {
        t.implied(Path::of("commands", &command));
        t.spec
            .commands
            .insert(command.clone(), crate::model::Command::default());
    }
    if !alert.action.contains(&command) {
        alert.action.push(command);
    }
    t.wrote(path.join(&"action"), "action");
}

/// A rule with an open number is set at run time, else nobody could ever set it.
fn limits(t: &mut Taking, alert: &mut Alert, path: &Path) {
    let open = rule::is_open(&alert.when);
    let shared = matches!(&alert.when, Condition::Geofence(rule) if rule.zone == Zone::Shared);
    let nowhere = matches!(&alert.when, Condition::Geofence(rule) if rule.radius.is_absent());
    let asked = t.flag("configurable");
    if asked == Some(true) || asked.is_none() && alert.limits.is_none() && (open || nowhere) {
        alert.limits = Some(if shared {
            Limits::Global
        } else {
            Limits::PerDevice
        });
        t.wrote(path.join(&"limits"), "configurable");
    }
}

pub(super) fn list(l: &mut Listing) {
    for (id, alert) in l.spec.alerts.iter() {
        let path = Path::of("alerts", id);
        if let Some(mut fact) = l.start(Facet::Alert, &path) {
            for (key, value, at) in statement::write(&alert.when) {
                let place = at.split('.').filter(|step| !step.is_empty());
                let place = place.fold(path.join(&"when"), |path, step| path.join(&step));
                l.key(&mut fact, key, value, &place);
            }
            qualifiers(l, alert, &path, &mut fact);
            l.push(fact);
        }
    }
}

fn qualifiers(l: &Listing, alert: &Alert, path: &Path, fact: &mut Fact) {
    l.some(
        fact,
        "for_s",
        slot(&alert.r#for, in_seconds),
        &path.join(&"for"),
    );
    let at = path.join(&"hysteresis");
    l.some(fact, "hysteresis", slot(&alert.hysteresis, plain), &at);
    l.some(
        fact,
        "clear_value",
        alert.clear.as_ref().map(plain),
        &path.join(&"clear"),
    );
    let at = path.join(&"cooldown");
    l.some(fact, "cooldown_s", slot(&alert.cooldown, in_seconds), &at);
    l.some(
        fact,
        "repeat_s",
        slot(&alert.repeat, in_seconds),
        &path.join(&"repeat"),
    );
    l.some(
        fact,
        "notify_recovery",
        alert.recovery.then_some(true),
        &path.join(&"recovery"),
    );
    l.some(
        fact,
        "severity",
        alert.severity.as_ref().map(spelled),
        &path.join(&"severity"),
    );
    l.some(
        fact,
        "scope",
        alert.scope.as_ref().map(scope_text),
        &path.join(&"scope"),
    );
    l.some(
        fact,
        "active",
        alert.active.as_ref().map(when::text),
        &path.join(&"active"),
    );
    let actions: Vec<&str> = alert.action.iter().map(Name::as_str).collect();
    let action = (!actions.is_empty()).then(|| actions.join(", "));
    l.some(fact, "action", action, &path.join(&"action"));
    let set = alert.limits.is_some_and(|limits| limits != Limits::Fixed);
    l.some(
        fact,
        "configurable",
        set.then_some(true),
        &path.join(&"limits"),
    );
}
