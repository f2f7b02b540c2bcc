//! The facets `stack`, `architecture`, `tests`, `docs`, `domain`, `field`, `label`, `entity` and
//! `business_rule`.

use super::listing::Listing;
use super::taking::{Taking, free_name, name, slug, spelled};
use super::{Facet, Fact, notify};
use crate::edit::Path;
use crate::model::{
    Docs, Domain, Field, FieldType, GroupKind, Name, Payload, Resource, Rule, Style, Tests,
    TimeForm, TimePlace,
};

pub(super) fn take_stack(t: &mut Taking) {
    let text = t.text("value").unwrap_or_default().to_lowercase();
    let Some(word) = name(&text) else {
        return t.unheld(Some("value"), "no name can be made of it");
    };
    t.made(Path::of("asked", &word));
    if !t.spec.asked.contains(&word) {
        t.spec.asked.push(word);
    }
}

pub(super) fn list_stack(l: &mut Listing) {
    for word in &l.spec.asked {
        if let Some(fact) = l.start(Facet::Stack, &Path::of("asked", word)) {
            l.push(fact.with("value", word.as_str()).with("used", false));
        }
    }
}

pub(super) fn take_architecture(t: &mut Taking) {
    let layers = t.text("scope");
    let layers: Vec<Name> = layers
        .iter()
        .flat_map(|text| text.split(','))
        .filter_map(name)
        .collect();
    let Some(style) = t.word::<Style>("value") else {
        return;
    };
    t.spec.architecture.get_or_insert_default().style = Some(style);
    t.wrote(Path::of("architecture", &"style"), "value");
    if !layers.is_empty() {
        t.spec.architecture.get_or_insert_default().layers = layers;
        t.wrote(Path::of("architecture", &"layers"), "scope");
    }
}

pub(super) fn list_architecture(l: &mut Listing) {
    let Some(architecture) = &l.spec.architecture else {
        return;
    };
    let path = Path::of("architecture", &"style");
    if let (Some(style), Some(mut fact)) =
        (&architecture.style, l.start(Facet::Architecture, &path))
    {
        l.key(&mut fact, "value", spelled(style), &path);
        let layers: Vec<&str> = architecture.layers.iter().map(Name::as_str).collect();
        let layers = (!layers.is_empty()).then(|| layers.join(", "));
        l.some(
            &mut fact,
            "scope",
            layers,
            &Path::of("architecture", &"layers"),
        );
        l.push(fact);
    }
}

pub(super) fn take_tests(t: &mut Taking) {
    let Some(id) = t.text("value").as_deref().and_then(name) else {
        return;
    };
    let scope = t.text("scope");
    t.wrote(Path::of("tests", &id).join(&"scope"), "scope");
    t.made(Path::of("tests", &id));
    t.spec.tests.insert(
        id,
        Tests {
            scope,
            ..Tests::default()
        },
    );
}

pub(super) fn take_docs(t: &mut Taking) {
    let Some(id) = t.text("value").as_deref().and_then(name) else {
        return;
    };
    let about = t.text("about");
    t.wrote(Path::of("docs", &id).join(&"about"), "about");
    t.made(Path::of("docs", &id));
    t.spec.docs.insert(
        id,
        Docs {
            about,
            ..Docs::default()
        },
    );
}

pub(super) fn list_tests_and_docs(l: &mut Listing) {
    for (id, tests) in l.spec.tests.iter() {
        let path = Path::of("tests", id);
        if let Some(fact) = l.start(Facet::Tests, &path) {
            let mut fact = fact.with("value", id.as_str());
            l.some(
                &mut fact,
                "scope",
                tests.scope.clone(),
                &path.join(&"scope"),
            );
            l.push(fact);
        }
    }
    for (id, docs) in l.spec.docs.iter() {
        let path = Path::of("docs", id);
        if let Some(fact) = l.start(Facet::Docs, &path) {
            let mut fact = fact.with("value", id.as_str());
            l.some(&mut fact, "about", docs.about.clone(), &path.join(&"about"));
            l.push(fact);
        }
    }
}

pub(super) fn take_domain(t: &mut Taking) {
    if let Some(domain) = t.word::<Domain>("value") {
        t.spec.domain = Some(domain);
        t.wrote(Path::default().join(&"domain"), "value");
    }
}

pub(super) fn list_domain(l: &mut Listing) {
    if let Some(domain) = l.spec.domain.filter(|domain| *domain != Domain::Iot) {
        l.single(
            Facet::Domain,
            "value",
            spelled(&domain),
            &Path::default().join(&"domain"),
        );
    }
}

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

/// Returns a resource, made when no fact has stated it yet.
fn resource<'t>(t: &'t mut Taking, owner: &str) -> Option<&'t mut Resource> {
    let id = name(owner)?;
    if !t.spec.resources.contains(id.as_str()) {
        t.implied(Path::of("resources", &id));
        t.spec.resources.insert(id.clone(), Resource::default());
    }
    t.spec.resources.get_mut(id.as_str())
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

pub(super) fn take_entity(t: &mut Taking) {
    let Some(id) = t.text("name").as_deref().and_then(name) else {
        return t.unheld(Some("name"), "no name can be made of it");
    };
    let fields = t.names("fields");
    let path = Path::of("resources", &id);
    let mut resource = t
        .spec
        .resources
        .get(id.as_str())
        .cloned()
        .unwrap_or_default();
    for field in fields {
        if !resource.fields.contains(field.as_str()) {
            resource.fields.insert(field, Field::default());
        }
    }
    t.wrote(path.join(&"fields"), "fields");
    t.made(path);
    t.spec.resources.insert(id, resource);
}

pub(super) fn take_rule(t: &mut Taking) {
    let entity = t.text("entity").unwrap_or_default();
    let says = t.text("rule").unwrap_or_default();
    let channels = t.names("notify");
    for channel in &channels {
        notify::ensure(t, channel);
    }
    channels_known(t, &channels);
    let owner = slug(&entity);
    let Some(resource) = resource(t, &owner) else {
        return t.unheld(Some("entity"), "no name can be made of it");
    };
    let Some(id) = free_name([says.clone()], |name| resource.rules.contains(name)) else {
        return t.unheld(Some("rule"), "no name can be made of it");
    };
    let rule = Rule {
        says,
        notify: channels,
        ..Rule::default()
    };
    resource.rules.insert(id.clone(), rule);
    t.made(Path::of("resources", &owner).join(&"rules").join(&id));
}

fn channels_known(t: &mut Taking, channels: &[Name]) {
    if channels
        .iter()
        .any(|channel| !t.spec.channels.contains(channel.as_str()))
    {
        t.unheld(Some("notify"), "it is no kind of channel");
    }
}

pub(super) fn list_entity(l: &mut Listing) {
    for (id, resource) in l.spec.resources.iter() {
        let path = Path::of("resources", id);
        if let Some(fact) = l.start(Facet::Entity, &path) {
            let fields: Vec<&str> = resource.fields.keys().map(Name::as_str).collect();
            l.push(fact.with("name", id.as_str()).with("fields", fields));
        }
        for (rule, body) in resource.rules.iter() {
            if let Some(fact) = l.start(Facet::BusinessRule, &path.join(&"rules").join(rule)) {
                l.push(business_rule(fact, id, body));
            }
        }
    }
}

fn business_rule(fact: Fact, entity: &Name, rule: &Rule) -> Fact {
    let fact = fact
        .with("entity", entity.as_str())
        .with("rule", rule.says.as_str());
    let notify: Vec<&str> = rule.notify.iter().map(Name::as_str).collect();
    if notify.is_empty() {
        fact
    } else {
        fact.with("notify", notify.join(", "))
    }
}
