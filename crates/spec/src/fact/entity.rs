//! The facets `entity` and `business_rule`.

use super::listing::Listing;
use super::taking::{Taking, free_name, name, slug};
use super::{Facet, Fact, notify};
use crate::edit::Path;
use crate::model::{Field, Name, Resource, Rule};

/// Returns a resource, made when no fact has stated it yet.
pub(super) fn resource<'t>(t: &'t mut Taking, owner: &str) -> Option<&'t mut Resource> {
    let id = name(owner)?;
    if !t.spec.resources.contains(id.as_str()) {
        t.implied(Path::of("resources", &id));
        t.spec.resources.insert(id.clone(), Resource::default());
    }
    t.spec.resources.get_mut(id.as_str())
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
