//! Names: what the words of a request mean in the specification that it is to change.

use std::ops::Range;

use specgen_spec::Spec;
use specgen_spec::edit::Path;
use specgen_spec::model::{Alert, Condition, Name};

use crate::doc::Doc;
use crate::frames::access::singular;
use crate::frames::metric::Mention;
use crate::lexicon::{Class, Language, Lexicon};

/// Something of the specification that a request names.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its place, such as `metrics.temperature`.
    pub path: Path,
    /// The chunks that name it.
    pub range: Range<usize>,
}

impl Object {
    /// Is it an entry of this section?
    pub fn of(&self, section: &str) -> bool {
        self.path
            .parent()
            .is_some_and(|parent| parent.to_string() == section)
    }

    /// The last part of its place.
    pub fn name(&self) -> &str {
        self.path.last()
    }
}

/// The names of a specification, each as the words that people say.
pub struct Names {
    /// Words in the singular, joined by `_`, and the place that they name; longer names first.
    said: Vec<(String, Path)>,
    /// Canonical names of quantities and the metric that each means here.
    canonical: Vec<(String, Name)>,
}

/// Longest name, in chunks.
const LONGEST: usize = 6;
/// Quantities that people say for each other.
const NEAR: [(&str, &str); 3] = [
    ("humidity", "moisture"),
    ("level", "water_level"),
    ("fill_level", "level"),
];

impl Names {
    /// Collects the names of a specification.
    pub fn of(base: &Spec, lexicon: &Lexicon) -> Self {
        let mut said: Vec<(String, Path)> = Vec::new();
        let mut canonical = Vec::new();
        let mut add = |section: &str, id: &Name, was: &[Name], label: Option<&str>| {
            let path = Path::of(section, id);
            let names = std::iter::once(id.as_str())
                .chain(was.iter().map(Name::as_str))
                .chain(label);
            for name in names {
                said.push((spoken(name), path.clone()));
            }
        };
        for (id, metric) in base.metrics.iter() {
            add("metrics", id, &metric.was, metric.label.as_deref());
            canonical.extend(meant(id.as_str(), lexicon).map(|meant| (meant, id.clone())));
            let quantity = metric.quantity.as_ref();
            canonical.extend(quantity.map(|known| (known.as_str().to_owned(), id.clone())));
        }
        for (id, alert) in base.alerts.iter() {
            add("alerts", id, &alert.was, alert.label.as_deref());
        }
        for (id, channel) in base.channels.iter() {
            add("channels", id, &channel.was, channel.label.as_deref());
        }
        for (id, command) in base.commands.iter() {
            add("commands", id, &command.was, command.label.as_deref());
        }
        for (id, group) in base.groups.iter() {
            add("groups", id, &group.was, group.label.as_deref());
        }
        for (id, field) in base
            .devices
            .iter()
            .flat_map(|devices| devices.fields.iter())
        {
            add("devices.fields", id, &field.was, field.label.as_deref());
        }
        for (id, role) in base.api.iter().flat_map(|api| api.roles.iter()) {
            add("api.roles", id, &role.was, role.label.as_deref());
        }
        for id in base.reports.keys() {
            add("reports", id, &[], None);
        }
        // `readings` alone is a word for what is sent.
        for id in base.topics.keys() {
            said.push((spoken(&format!("{id} topic")), Path::of("topics", id)));
        }
        said.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self { said, canonical }
    }

    /// The thing whose name stands at a chunk, the longest name first.
    pub fn at(&self, doc: &Doc, at: usize, end: usize) -> Option<Object> {
        let mut words = String::new();
        let mut best = None;
        for index in at..end.min(at + LONGEST) {
            let word = spoken(&doc.chunks.get(index)?.text);
            if word.is_empty() {
                break;
            }
            if !words.is_empty() {
                words.push('_');
            }
            words.push_str(&word);
            if let Some((_, path)) = self.said.iter().find(|(said, _)| *said == words) {
                best = Some(Object {
                    path: path.clone(),
                    range: at..index + 1,
                });
            }
        }
        best
    }

    /// The metric that a mention means: by its name, an earlier one, or its quantity.
    pub fn metric(&self, base: &Spec, name: &str) -> Option<Name> {
        let exact = base.metrics.keys().find(|id| id.as_str() == name);
        let was = || {
            let had = |was: &[Name]| was.iter().any(|old| old.as_str() == name);
            base.metrics
                .iter()
                .find(|(_, metric)| had(&metric.was))
                .map(|(id, _)| id)
        };
        exact.or_else(was).cloned().or_else(|| {
            let mut known = self.canonical.iter().filter(|(meant, _)| meant == name);
            let (_, first) = known.next()?;
            known
                .all(|(_, other)| other == first)
                .then(|| first.clone())
        })
    }

    /// The metric that a mention means where one must be meant: also by a part of the name that only one metric has.
    pub fn metric_loosely(&self, base: &Spec, mention: &Mention) -> Option<Name> {
        if let Some(found) = self.metric(base, &mention.name) {
            return Some(found);
        }
        let within = |long: &str, short: &str| {
            long == short
                || long.ends_with(&format!("_{short}"))
                || long.starts_with(&format!("{short}_"))
        };
        let fits = |id: &Name| {
            near(&mention.name)
                .chain(near(&mention.head))
                .any(|said| within(id.as_str(), said) || within(said, id.as_str()))
                || self.canonical.iter().any(|(meant, known)| {
                    known == id && (within(meant, &mention.name) || within(&mention.name, meant))
                })
        };
        let mut found = base.metrics.keys().filter(|id| fits(id));
        let first = found.next()?;
        found.next().is_none().then(|| first.clone())
    }
}

/// The metric of whose name a word is a part that no other has, or none that a rule watches: `the cargo` for
/// `cargo_temperature`.
pub fn metric_in_part(base: &Spec, word: &str) -> Option<Name> {
    let word = singular(word);
    let part =
        |id: &&Name| id.as_str().contains('_') && id.as_str().split('_').any(|part| part == word);
    let all: Vec<&Name> = base.metrics.keys().filter(part).collect();
    let mut ruled = all
        .iter()
        .filter(|id| all.len() == 1 || !alerts_on(base, id.as_str()).is_empty());
    let first = ruled.next().filter(|_| word.len() > 2)?;
    ruled.next().is_none().then(|| (*first).clone())
}

/// A quantity and the one that people say for it.
fn near(name: &str) -> impl Iterator<Item = &str> {
    let other = NEAR.iter().find_map(|(a, b)| {
        let first = (*a == name).then_some(*b);
        first.or_else(|| (*b == name).then_some(*a))
    });
    [Some(name), other].into_iter().flatten()
}

/// A name as words in the singular, joined by `_`.
fn spoken(name: &str) -> String {
    let folded = crate::normalise::fold_phrase(name);
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(singular)
        .collect();
    words.join("_")
}

/// The quantity of the lexicon that a name says in other words: `temp` is `temperature`.
fn meant(name: &str, lexicon: &Lexicon) -> Option<String> {
    let words: Vec<&str> = name.split('_').collect();
    let (length, senses) = lexicon.phrases.longest(&words, Language::Any)?;
    let sense = senses.iter().find(|sense| sense.class == Class::Metric)?;
    (length == words.len()).then(|| sense.value.to_string())
}

/// The rules that watch a metric.
pub fn alerts_on(base: &Spec, metric: &str) -> Vec<Name> {
    alerts_where(base, |alert| {
        alert
            .when
            .metrics()
            .iter()
            .any(|name| name.as_str() == metric)
    })
}

/// The rules that fit.
pub fn alerts_where(base: &Spec, fits: impl Fn(&Alert) -> bool) -> Vec<Name> {
    let found = base.alerts.iter().filter(|(_, alert)| fits(alert));
    found.map(|(id, _)| id.clone()).collect()
}

/// Does a rule watch silence?
pub fn is_offline(alert: &Alert) -> bool {
    matches!(alert.when, Condition::Offline(_))
}

/// Does a rule watch a zone?
pub fn is_geofence(alert: &Alert) -> bool {
    matches!(alert.when, Condition::Geofence(_))
}
