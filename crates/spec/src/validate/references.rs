//! Whether everything that is named exists.

use super::Check;
use crate::catalog::{Catalog, zone, zones};
use crate::model::{Alert, Carries, Condition, Content, Field, Formula, Name, Named, Ref, Scope};

pub(super) fn check(check: &mut Check<'_>) {
    metrics(check);
    devices(check);
    topics(check);
    for (name, alert) in check.spec.alerts.iter() {
        rule(check, &format!("alerts.{name}"), alert);
    }
    storage(check);
    api(check);
    resources(check);
}

impl Check<'_> {
    fn metric(&mut self, path: &str, name: &Name) {
        let spec = self.spec;
        if spec.metrics.contains(name) {
            return;
        }
        let renamed = spec.metrics.iter().find(|(_, one)| one.was.contains(name));
        if let Some((now, _)) = renamed {
            let message = format!("no metric `{name}`: it is called `{now}` now");
            self.value("E201", path, &message, format!("write `{now}`"));
            return;
        }
        let known = spec.metrics.keys().map(Name::as_str);
        let way_out = format!("add `{name}: {{}}` to `metrics`");
        self.unknown("E201", path, "metric", name, known, &way_out);
    }

    fn channel(&mut self, path: &str, name: &Name) {
        let spec = self.spec;
        if spec.channels.contains(name) {
            return;
        }
        let known = spec.channels.keys().map(Name::as_str);
        let way_out = format!("add `channels: {{{name}: {{via: {{email: {{env: SMTP_URL}}}}}}}}`");
        self.unknown("E202", path, "channel", name, known, &way_out);
    }

    fn in_section<T>(&mut self, path: &str, section: &str, all: &Named<T>, name: &Name) {
        if all.contains(name) {
            return;
        }
        let what = section.rsplit('.').next().unwrap_or(section);
        let what = what.strip_suffix('s').unwrap_or(what).replace('_', " ");
        let known = all.keys().map(Name::as_str);
        let way_out = format!("add it to `{section}`");
        self.unknown("E204", path, &what, name, known, &way_out);
    }

    fn role(&mut self, path: &str, name: &str) {
        let roles = self.spec.roles();
        let known = ["public", "viewer", "operator", "admin"];
        if roles.iter().any(|(role, _)| role == name) || known.contains(&name) {
            return;
        }
        let way_out = format!("add `roles: {{{name}: {{is: viewer}}}}` to `api`");
        let words = roles.iter().map(|(role, _)| role.as_str());
        self.unknown("E205", path, "role", &name, words, &way_out);
    }

    fn field(&mut self, path: &str, reference: &Ref) {
        let spec = self.spec;
        let owner = reference.owner.as_str();
        let fields: Option<&Named<Field>> = match owner {
            "device" => spec.devices.as_ref().map(|devices| &devices.fields),
            "payload" => spec
                .ingest
                .as_ref()
                .and_then(|ingest| ingest.payloads.values().next())
                .map(|payload| &payload.fields),
            _ => match (spec.groups.get(owner), spec.resources.get(owner)) {
                (Some(group), _) => Some(&group.fields),
                (None, Some(resource)) => Some(&resource.fields),
                (None, None) => None,
            },
        };
        if fields.is_some_and(|fields| fields.contains(&reference.field)) {
            return;
        }
        let known: Vec<String> = fields
            .into_iter()
            .flat_map(|fields| fields.keys().map(|field| format!("{owner}.{field}")))
            .collect();
        let section = if owner == "device" { "devices" } else { owner };
        let way_out = format!(
            "add `fields: {{{}: {{type: decimal}}}}` to `{section}`",
            reference.field
        );
        let known = known.iter().map(String::as_str);
        self.unknown("E206", path, "field", reference, known, &way_out);
    }

    fn formula(&mut self, path: &str, formula: &Formula) {
        for word in formula.names() {
            match (word.parse::<Ref>(), word.parse::<Name>()) {
                (Ok(reference), _) => self.field(path, &reference),
                (_, Ok(name)) => self.metric(path, &name),
                _ => {}
            }
        }
    }
}

/// Calls `see` with the path of each element of a list.
fn each<T>(path: &str, list: &[T], mut see: impl FnMut(&str, &T)) {
    for (at, one) in list.iter().enumerate() {
        see(&format!("{path}.{at}"), one);
    }
}

fn metrics(check: &mut Check<'_>) {
    let catalog = Catalog::embedded();
    for (name, metric) in check.spec.metrics.iter() {
        let path = format!("metrics.{name}");
        if let Some(quantity) = &metric.quantity
            && catalog.row(quantity.as_str()).is_none()
        {
            let known = catalog.rows().iter().map(|row| row.name);
            let way_out = "delete the key: a quantity without a row has no limits";
            let at = format!("{path}.quantity");
            check.unknown("E207", &at, "quantity", quantity, known, way_out);
        }
        if let Some(formula) = &metric.formula {
            check.formula(&format!("{path}.formula"), formula);
        }
    }
}

fn devices(check: &mut Check<'_>) {
    let spec = check.spec;
    for (name, group) in spec.groups.iter() {
        if let Some(parent) = &group.parent {
            let path = format!("groups.{name}.parent");
            check.in_section(&path, "groups", &spec.groups, parent);
        }
    }
    let types = spec.devices.iter().flat_map(|devices| devices.types.iter());
    for (name, kind) in types {
        let path = format!("devices.types.{name}");
        each(&format!("{path}.metrics"), &kind.metrics, |at, metric| {
            check.metric(at, metric);
        });
        each(&format!("{path}.commands"), &kind.commands, |at, one| {
            check.in_section(at, "commands", &spec.commands, one);
        });
    }
}

fn topics(check: &mut Check<'_>) {
    let spec = check.spec;
    for (name, topic) in spec.topics.iter() {
        if let Carries::Metric(metric) = &topic.carries {
            check.metric(&format!("topics.{name}.carries.metric"), metric);
        }
        if let (Some(payload), Some(ingest)) = (&topic.payload, &spec.ingest)
            && payload != "reading"
        {
            let path = format!("topics.{name}.payload");
            check.in_section(&path, "ingest.payloads", &ingest.payloads, payload);
        }
        if let Some(on) = &topic.on {
            let known = ["mqtt", "http", "websocket", "kafka", "amqp", "coap"];
            if !known.contains(&on.as_str()) {
                let path = format!("topics.{name}.on");
                check.unknown("E204", &path, "transport", on, known, "delete the key");
            }
        }
    }
}

fn rule(check: &mut Check<'_>, path: &str, alert: &Alert) {
    let spec = check.spec;
    condition(check, &format!("{path}.when"), &alert.when);
    each(&format!("{path}.notify"), &alert.notify, |at, channel| {
        check.channel(at, channel);
    });
    each(&format!("{path}.action"), &alert.action, |at, command| {
        check.in_section(at, "commands", &spec.commands, command);
    });
    each(&format!("{path}.unless"), &alert.unless, |at, other| {
        check.in_section(at, "alerts", &spec.alerts, other);
    });
    match &alert.scope {
        Some(Scope::Types(types)) => {
            let known = spec.devices.as_ref().map(|devices| &devices.types);
            each(
                &format!("{path}.scope.types"),
                types,
                |at, one| match known {
                    Some(known) => check.in_section(at, "devices.types", known, one),
                    None => check.unknown("E204", at, "type", one, [], "add it to `devices.types`"),
                },
            );
        }
        Some(Scope::Groups(groups)) => {
            for (group, values) in groups.iter() {
                let at = format!("{path}.scope.groups.{group}");
                check.in_section(&at, "groups", &spec.groups, group);
                let known = spec
                    .groups
                    .get(group)
                    .map_or(&[][..], |group| &group.values);
                each(&at, values, |at, value| {
                    if !known.is_empty() && !known.contains(value) {
                        let known = known.iter().map(String::as_str);
                        let way_out = format!("add it to `groups.{group}.values`");
                        check.unknown("E204", at, "value", value, known, &way_out);
                    }
                });
            }
        }
        Some(Scope::All | Scope::Devices(_)) | None => {}
    }
}

fn condition(check: &mut Check<'_>, path: &str, when: &Condition) {
    let path = format!("{path}.{}", when.word());
    for (at, part) in when.parts().iter().enumerate() {
        let list = if matches!(when, Condition::SomeOf(_)) {
            ".list"
        } else {
            ""
        };
        condition(check, &format!("{path}{list}.{at}"), part);
    }
    match when {
        Condition::All(_) | Condition::Any(_) | Condition::SomeOf(_) => return,
        Condition::Escalation(escalation) => {
            let alerts = &check.spec.alerts;
            each(&format!("{path}.of"), &escalation.of, |at, alert| {
                check.in_section(at, "alerts", alerts, alert);
            });
        }
        Condition::Threshold(threshold) => {
            if let Some(field) = &threshold.of {
                check.field(&format!("{path}.of"), field);
            }
        }
        _ => {}
    }
    for metric in when.metrics() {
        check.metric(&format!("{path}.metric"), metric);
    }
}

fn storage(check: &mut Check<'_>) {
    let spec = check.spec;
    let known = |level: &str| {
        ["raw", "alerts", "dead_letters", "audit"].contains(&level)
            || (spec.levels().iter()).any(|kept| kept.period.to_string() == level)
            || (spec.rollups.keys()).any(|period| period.to_string() == level)
    };
    if let Some(name) = &spec.time_zone
        && zone(name).is_none()
    {
        let known = zones().iter().map(|zone| zone.name);
        let way_out = "write a name of the IANA database, like `Europe/Berlin`";
        check.unknown("E208", "time_zone", "time zone", name, known, way_out);
    }
    for level in spec.storage.iter().flat_map(|s| s.retention.keys()) {
        if !known(level.as_ref()) {
            let message = format!("retention for `{level}`, which nothing fills");
            let way_out = format!("add `rollups: {{{level}: {{}}}}`");
            check.key(
                "E203",
                &format!("storage.retention.{level}"),
                &message,
                way_out,
            );
        }
    }
    for (period, rollup) in spec.rollups.iter() {
        let path = format!("rollups.{period}.metrics");
        each(&path, &rollup.metrics, |at, metric| {
            check.metric(at, metric);
        });
    }
    for (name, report) in spec.reports.iter() {
        let path = format!("reports.{name}");
        each(&format!("{path}.to"), &report.to, |at, channel| {
            check.channel(at, channel);
        });
        if let Some(Content::Rollup(level)) = &report.content {
            let level = level.to_string();
            if !spec
                .rollups
                .keys()
                .any(|period| period.to_string() == level)
            {
                let message = format!("no rollup `{level}`");
                let way_out = format!("add `rollups: {{{level}: {{}}}}`");
                check.value("E203", &format!("{path}.content.rollup"), &message, way_out);
            }
        }
    }
}

fn api(check: &mut Check<'_>) {
    let spec = check.spec;
    for (permission, roles) in spec.api.iter().flat_map(|api| api.allow.iter()) {
        each(&format!("api.allow.{permission}"), roles, |at, role| {
            check.role(at, role.as_str());
        });
    }
    for (name, channel) in spec.channels.iter() {
        let (word, target) = channel.via.parts();
        each(
            &format!("channels.{name}.via.{word}.to"),
            &target.to,
            |at, to| {
                if let Some(role) = to.strip_prefix("role:") {
                    check.role(at, role);
                }
            },
        );
    }
}

fn resources(check: &mut Check<'_>) {
    let spec = check.spec;
    for (name, resource) in spec.resources.iter() {
        let path = format!("resources.{name}");
        for (relation, to) in resource.belongs_to.iter() {
            let at = format!("{path}.belongs_to.{relation}.to");
            check.in_section(&at, "resources", &spec.resources, &to.to);
        }
        for (key, list) in [
            ("search", &resource.search),
            ("filter", &resource.filter),
            ("sort", &resource.sort),
        ] {
            each(&format!("{path}.{key}"), list, |at, field: &Name| {
                let relation = resource.belongs_to.contains(field);
                if !relation && !resource.fields.contains(field) {
                    let fields = resource.fields.keys().map(Name::as_str);
                    let way_out = format!("add it to `{path}.fields`");
                    check.unknown("E206", at, "field", field, fields, &way_out);
                }
            });
        }
        for (action, roles) in resource.allow.iter() {
            each(&format!("{path}.allow.{action}"), roles, |at, role| {
                check.role(at, role.as_str());
            });
        }
    }
}
