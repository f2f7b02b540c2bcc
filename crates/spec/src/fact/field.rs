//! The facets `field` and `label`.

use super::Facet;
use super::entity::resource;
use super::listing::Listing;
use super::taking::{Taking, name, slug};
use crate::edit::Path;
use crate::model::{Field, FieldType, GroupKind, Payload, TimeForm, TimePlace};

fn typed(format: Option<&str>) -> FieldType {
    match format.map(slug).as_deref() {
        Some("iso8601" | "rfc3339" | "datetime" | "timestamp") => FieldType::Time,
        Some("date") => FieldType::Date,
        Some("int" | "integer") => FieldType::Int,
        Some("decimal" | "float" | "number") => FieldType::Decimal,
        Some("bool" | "boolean") => FieldType::Bool,
        Some("json") => FieldType::Json,
        Some("place" | "gps" | "coordinates") => FieldType::Place,
        _ => FieldType::Text,
    }
}

/// How a time is written, by the format of its field.
const TIMES: [(&str, TimeForm); 5] = [
    ("iso8601", TimeForm::Rfc3339),
    ("rfc3339", TimeForm::Rfc3339),
    ("epoch_s", TimeForm::EpochS),
    ("unix", TimeForm::EpochS),
    ("epoch_ms", TimeForm::EpochMs),
];

pub(super) fn take_field(t: &mut Taking) {
    let text = t.text("name").unwrap_or_default();
    let Some(id) = name(&text) else {
        return t.unheld(Some("name"), "no name can be made of it");
    };
    let on = t.text("on").map_or("device".to_owned(), |on| slug(&on));
    let format = t.text("format");
    if on == "payload" && ["timestamp", "ts", "time"].contains(&id.as_str()) {
        return take_time(t, text, format.as_deref());
    }
    let field = Field {
        r#type: typed(format.as_deref()),
        format,
        ..Field::default()
    };
    let path = match on.as_str() {
        "device" => Path::of("devices.fields", &id),
        "payload" => Path::of("ingest.payloads.reading.fields", &id),
        owner if t.spec.groups.contains(owner) => {
            Path::of("groups", &owner).join(&"fields").join(&id)
        }
        owner => Path::of("resources", &owner).join(&"fields").join(&id),
    };
    t.wrote(path.join(&"format"), "format");
    t.made(path);
    match on.as_str() {
        "device" => t.devices().fields.insert(id, field),
        "payload" => {
            let Some(reading) = name("reading") else {
                return;
            };
            let payloads = &mut t.ingest().payloads;
            if !payloads.contains(reading.as_str()) {
                payloads.insert(reading.clone(), Payload::default());
            }
            payloads
                .get_mut(reading.as_str())
                .and_then(|payload| payload.fields.insert(id, field))
        }
        owner => {
            if let Some(group) = t.spec.groups.get_mut(owner) {
                group.fields.insert(id, field)
            } else {
                let Some(resource) = resource(t, owner) else {
                    return;
                };
                resource.fields.insert(id, field)
            }
        }
    };
}

fn take_time(t: &mut Taking, text: String, format: Option<&str>) {
    let form = format.map(slug);
    let form = TIMES
        .iter()
        .find(|(word, _)| Some(*word) == form.as_deref());
    if format.is_some() && form.is_none() {
        t.unheld(Some("format"), "it is no form of a time");
    }
    let Some(reading) = name("reading") else {
        return;
    };
    let place = TimePlace {
        field: Some(text),
        r#as: form.map(|(_, form)| *form),
    };
    let payloads = &mut t.ingest().payloads;
    let mut payload = payloads.get(reading.as_str()).cloned().unwrap_or_default();
    payload.time = Some(place);
    payloads.insert(reading, payload);
    let path = Path::of("ingest.payloads.reading", &"time");
    t.wrote(path.join(&"as"), "format");
    t.made(path);
}

pub(super) fn list_field(l: &mut Listing) {
    let fields = l
        .spec
        .devices
        .iter()
        .flat_map(|devices| devices.fields.iter());
    for (id, field) in fields {
        let path = Path::of("devices.fields", id);
        one_field(l, id.as_str(), "device", field.format.as_deref(), &path);
    }
    for (id, group) in l.spec.groups.iter() {
        if group.r#as == GroupKind::Label {
            one_field(l, id.as_str(), "device", None, &Path::of("groups", id));
        }
        for (field, body) in group.fields.iter() {
            let path = Path::of("groups", id).join(&"fields").join(field);
            one_field(
                l,
                field.as_str(),
                id.as_str(),
                body.format.as_deref(),
                &path,
            );
        }
    }
    for (payload, body) in l
        .spec
        .ingest
        .iter()
        .flat_map(|ingest| ingest.payloads.iter())
    {
        let base = Path::of("ingest.payloads", payload);
        if let Some(time) = &body.time
            && let Some(field) = &time.field
        {
            let form = TIMES.iter().find(|(_, form)| time.r#as == Some(*form));
            one_field(
                l,
                field,
                "payload",
                form.map(|(word, _)| *word),
                &base.join(&"time"),
            );
        }
        for (id, field) in body.fields.iter() {
            let path = base.join(&"fields").join(id);
            one_field(l, id.as_str(), "payload", field.format.as_deref(), &path);
        }
    }
    for (id, resource) in l.spec.resources.iter() {
        for (field, body) in resource.fields.iter() {
            let path = Path::of("resources", id).join(&"fields").join(field);
            let listed = l.start(Facet::Entity, &Path::of("resources", id)).is_some();
            if !listed || body.format.is_some() {
                one_field(
                    l,
                    field.as_str(),
                    id.as_str(),
                    body.format.as_deref(),
                    &path,
                );
            }
        }
    }
}

fn one_field(l: &mut Listing, id: &str, on: &str, format: Option<&str>, path: &Path) {
    if let Some(fact) = l.start(Facet::Field, path) {
        let mut fact = fact.with("name", id).with("on", on);
        l.some(&mut fact, "format", format, &path.join(&"format"));
        l.push(fact);
    }
}

pub(super) fn take_label(t: &mut Taking) {
    let text = t.text("name").unwrap_or_default();
    let on = t.text("on").map_or("device".to_owned(), |on| slug(&on));
    if on == "device" {
        match name(&text) {
            Some(noun) => {
                t.devices().noun = Some(noun);
                t.wrote(Path::of("devices", &"noun"), "name");
            }
            None => t.unheld(Some("name"), "no name can be made of it"),
        }
        return;
    }
    let label = Some(text);
    let path = if let Some(metric) = t.spec.metrics.get_mut(on.as_str()) {
        metric.label = label;
        Path::of("metrics", &on)
    } else if let Some(alert) = t.spec.alerts.get_mut(on.as_str()) {
        alert.label = label;
        Path::of("alerts", &on)
    } else if let Some(group) = t.spec.groups.get_mut(on.as_str()) {
        group.label = label;
        Path::of("groups", &on)
    } else {
        return t.unheld(
            Some("on"),
            format!("there is no `{on}` that could have a label"),
        );
    };
    t.wrote(path.join(&"label"), "name");
}

pub(super) fn list_label(l: &mut Listing) {
    if let Some(noun) = l
        .spec
        .devices
        .as_ref()
        .and_then(|devices| devices.noun.as_ref())
    {
        one_label(l, noun.as_str(), "device", &Path::of("devices", &"noun"));
    }
    let metrics = l
        .spec
        .metrics
        .iter()
        .map(|(id, m)| ("metrics", id, m.label.as_ref()));
    let alerts = l
        .spec
        .alerts
        .iter()
        .map(|(id, a)| ("alerts", id, a.label.as_ref()));
    let groups = l
        .spec
        .groups
        .iter()
        .map(|(id, g)| ("groups", id, g.label.as_ref()));
    for (section, id, label) in metrics.chain(alerts).chain(groups) {
        if let Some(label) = label {
            one_label(l, label, id.as_str(), &Path::of(section, id).join(&"label"));
        }
    }
}

fn one_label(l: &mut Listing, label: &str, on: &str, path: &Path) {
    if let Some(mut fact) = l.start(Facet::Label, path) {
        l.key(&mut fact, "name", label, path);
        l.push(fact.with("on", on));
    }
}
