//! The facets `stack`, `architecture`, `tests`, `docs` and `domain`.

use super::Facet;
use super::listing::Listing;
use super::taking::{Taking, name, spelled};
use crate::edit::Path;
use crate::model::{Docs, Domain, Name, Style, Tests};

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
