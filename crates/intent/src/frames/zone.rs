//! The time zone in which days begin: `in Berlin time`, `a l'heure de Paris`, `time zone Asia/Jakarta`.

use std::ops::Range;

use specgen_spec::catalog::zones;
use specgen_spec::fact::{Facet, Fact};

use crate::doc::Doc;
use crate::lexicon::{Class, Words};

const RULE: &str = "zone";
/// The word for a time zone among the requirements.
const ZONE: &str = "time_zone";
/// Words between the time and its place, at most: `time zone of the city of`.
const REACH: usize = 3;

/// Places that people say and that are no city of the database, with the name that they have there.
const SAID: [(&str, &str); 44] = [
    ("german", "Europe/Berlin"),
    ("deutsch", "Europe/Berlin"),
    ("germany", "Europe/Berlin"),
    ("deutschland", "Europe/Berlin"),
    ("munich", "Europe/Berlin"),
    ("munchen", "Europe/Berlin"),
    ("hamburg", "Europe/Berlin"),
    ("wien", "Europe/Vienna"),
    ("austrian", "Europe/Vienna"),
    ("osterreichisch", "Europe/Vienna"),
    ("swiss", "Europe/Zurich"),
    ("schweiz", "Europe/Zurich"),
    ("french", "Europe/Paris"),
    ("france", "Europe/Paris"),
    ("francaise", "Europe/Paris"),
    ("spanish", "Europe/Madrid"),
    ("espana", "Europe/Madrid"),
    ("espanola", "Europe/Madrid"),
    ("italian", "Europe/Rome"),
    ("roma", "Europe/Rome"),
    ("milan", "Europe/Rome"),
    ("dutch", "Europe/Amsterdam"),
    ("british", "Europe/London"),
    ("uk", "Europe/London"),
    ("londres", "Europe/London"),
    ("lisboa", "Europe/Lisbon"),
    ("portuguese", "Europe/Lisbon"),
    ("brasilia", "America/Sao_Paulo"),
    ("ciudad de mexico", "America/Mexico_City"),
    ("bogota", "America/Bogota"),
    ("new york", "America/New_York"),
    ("eastern", "America/New_York"),
    ("central european", "Europe/Berlin"),
    ("mitteleuropaisch", "Europe/Berlin"),
    ("cet", "Europe/Berlin"),
    ("mez", "Europe/Berlin"),
    ("pacific", "America/Los_Angeles"),
    ("indian", "Asia/Kolkata"),
    ("india", "Asia/Kolkata"),
    ("japanese", "Asia/Tokyo"),
    ("indonesia barat", "Asia/Jakarta"),
    ("indonesia", "Asia/Jakarta"),
    ("utc", "UTC"),
    ("gmt", "UTC"),
];

/// Reads the first time zone of a text; a further one is left for the account of what was not understood.
pub fn read(doc: &mut Doc) {
    for at in 0..doc.chunks.len() {
        let named = doc.value(at, Class::Nfr) == Some(ZONE);
        if !named && !is_time(doc, at) || doc.is_used(at) {
            continue;
        }
        let Some((zone, place)) = beside(doc, at) else {
            continue;
        };
        let range = place.start.min(at)..place.end.max(at + 1);
        let fact = Fact::new(Facet::Nfr)
            .with("value", ZONE)
            .with("amount", zone);
        doc.add_once(fact, "value", range, RULE);
        // `use Berlin time for all statistics` asks for no further ones.
        let sentence = doc.sentence_of(at);
        let told = doc.request && !doc.any(&sentence, Class::Period);
        for at in sentence {
            if told && doc.is(at, Class::Func) {
                doc.take(at..at + 1, RULE);
            }
        }
        return;
    }
}

/// Is this a word for time, also behind an article: `l'heure`?
fn is_time(doc: &Doc, at: usize) -> bool {
    let word = doc.word(at);
    let bare = word.split_once('\'').map_or(word, |(_, noun)| noun);
    doc.lexicon.says(Words::Clock, bare)
}

/// The place next to a word for time: right before it, or behind it over a few words.
fn beside(doc: &Doc, at: usize) -> Option<(&'static str, Range<usize>)> {
    let sentence = doc.sentence_of(at);
    let before = [2, 1].into_iter().find_map(|length| {
        let start = at.checked_sub(length).filter(|it| *it >= sentence.start)?;
        place(doc, start..at)
    });
    // `the time central servers need`: in English a word stands between.
    let first = at + 1 + usize::from(matches!(doc.word(at), "time" | "times"));
    let joined = (at + 1..first).all(|at| doc.is_filler(at) || doc.sign(at, ':'));
    before.or_else(|| {
        for start in (first..sentence.end.min(at + 1 + REACH)).filter(|_| joined) {
            let found = [3, 2, 1]
                .into_iter()
                .find_map(|length| place(doc, start..(start + length).min(sentence.end)));
            if found.is_some() {
                return found;
            }
            if !doc.is_filler(start) && !doc.sign(start, ':') && !is_time(doc, start) {
                return None;
            }
        }
        None
    })
}

/// The zone of a place: `Europe/Berlin` as it is written, a city of the database, or a land that has one zone.
fn place(doc: &Doc, range: Range<usize>) -> Option<(&'static str, Range<usize>)> {
    let quote = crate::normalise::fold_phrase(doc.quote(&range));
    let written = |name: &str| name.to_lowercase();
    let city = |name: &str| {
        let last = name.rsplit('/').next().unwrap_or(name);
        last.to_lowercase().replace('_', " ")
    };
    // `Berliner Zeit`, `deutscher Zeit`
    let stems = [quote.strip_suffix("er"), quote.strip_suffix("e")];
    let said = |known: &str| {
        known == quote
            || stems
                .iter()
                .flatten()
                .any(|stem| known == *stem && stem.len() > 3)
    };
    let listed = || {
        SAID.iter()
            .find(|(known, _)| said(known))
            .map(|(_, zone)| *zone)
    };
    let database = || {
        let mut names = zones().iter().map(|zone| zone.name);
        names.find(|name| written(name) == quote || said(&city(name)))
    };
    let found = listed().or_else(database)?;
    Some((found, range))
}
