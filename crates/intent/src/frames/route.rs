//! Which rule tells whom: `e-mail when A or B, SMS when C`.

use std::collections::BTreeSet;
use std::ops::Range;

use specgen_spec::fact::Facet;

use super::notify::is_channel;
use crate::doc::Doc;
use crate::lexicon::Class;

/// Most words between channels that are named together, as in `e-mail and also SMS`.
const TOGETHER: usize = 3;

/// Channels that are named together, and where.
struct Group {
    range: Range<usize>,
    channels: BTreeSet<String>,
}

/// Gives each rule the channels of its own words, where a text names several. A rule without such words, and channels
/// that are named away from every rule, stay general: everyone hears of the one, and all rules use the other.
pub fn read(doc: &mut Doc) {
    let mut named = BTreeSet::new();
    let mut general = BTreeSet::new();
    let mut told: Vec<(usize, BTreeSet<String>)> = Vec::new();
    for sentence in doc.sentences.clone() {
        let groups = groups(doc, &sentence);
        named.extend(groups.iter().flat_map(|group| group.channels.clone()));
        let rules = rules(doc, &sentence);
        if rules.is_empty() {
            general.extend(groups.into_iter().flat_map(|group| group.channels));
            continue;
        }
        told.extend(assigned(&rules, &groups));
    }
    let specific: BTreeSet<&String> = told.iter().flat_map(|(_, channels)| channels).collect();
    let only: Vec<String> = specific
        .into_iter()
        .filter(|channel| !general.contains(*channel))
        .cloned()
        .collect();
    // In a description that names one set of channels for all, nothing has to be told apart.
    if !doc.request && told.iter().all(|(_, channels)| *channels == named) {
        return;
    }
    for (rule, channels) in told {
        let all: Vec<String> = channels.union(&general).cloned().collect();
        if let Some(fact) = doc.facts.get_mut(rule) {
            fact.keys.insert("notify".to_owned(), all.into());
        }
    }
    for fact in &mut doc.facts {
        let own = fact.facet == Facet::Notify
            && fact
                .text("value")
                .is_some_and(|value| only.iter().any(|channel| channel == value));
        if own {
            fact.keys.insert("rules".to_owned(), true.into());
        }
    }
}

fn groups(doc: &Doc, sentence: &Range<usize>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for at in sentence.clone() {
        let taken = matches!(doc.used.get(at), Some(Some("notify" | "alert")));
        let Some(channel) = doc.value(at, Class::Channel).filter(|_| taken) else {
            continue;
        };
        if doc.negated(at) || !is_channel(doc, at, channel) {
            continue;
        }
        match groups.last_mut() {
            Some(group) if is_together(doc, group.range.end..at) => {
                group.range.end = at + 1;
                group.channels.insert(channel.to_owned());
            }
            _ => groups.push(Group {
                range: at..at + 1,
                channels: BTreeSet::from([channel.to_owned()]),
            }),
        }
    }
    groups
}

/// Does nothing stand between two channels that sets them apart?
fn is_together(doc: &Doc, mut between: Range<usize>) -> bool {
    let apart = |at| {
        [Class::If, Class::Metric, Class::Modifier, Class::Severity]
            .iter()
            .any(|class| doc.is(at, *class))
    };
    between.len() <= TOGETHER && !between.any(apart)
}

/// The rules of a sentence: which fact, and where its condition ends.
fn rules(doc: &Doc, sentence: &Range<usize>) -> Vec<(usize, usize)> {
    let span = doc.span(sentence);
    let rules = doc.facts.iter().enumerate().filter_map(|(index, fact)| {
        let at = fact.span.filter(|_| fact.facet == Facet::Alert)?;
        let inside = span.start <= at.start && at.start < span.end;
        inside.then(|| {
            let end = doc.chunks.partition_point(|chunk| chunk.start < at.end);
            (index, end)
        })
    });
    rules.collect()
}

/// Where channels come first each rule has those before it, else those that follow it.
fn assigned(rules: &[(usize, usize)], groups: &[Group]) -> Vec<(usize, BTreeSet<String>)> {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return Vec::new();
    };
    let leads = rules.iter().all(|(_, end)| first.range.start < *end);
    let of = |end: usize| {
        let before = groups.iter().rfind(|group| group.range.start < end);
        let after = groups.iter().find(|group| group.range.start >= end);
        let found = if leads { before } else { after };
        found.unwrap_or(last).channels.clone()
    };
    rules
        .iter()
        .map(|(index, end)| (*index, of(*end)))
        .collect()
}
