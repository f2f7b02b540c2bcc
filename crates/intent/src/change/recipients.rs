//! Who is told, said by role: `the SMS goes to the vet, not the farmer`, `only operators get the e-mail`. A rule goes to
//! channels and a channel to its addresses; no role has messages of its own, so that is asked about, and no role and no
//! channel goes for it.

use std::ops::Range;

use specgen_spec::fact::Facet;

use super::names;
use super::request::Request;
use super::reroute::ways_of;
use super::vague;
use crate::lexicon::{Class, Words};

/// Asks about the sentences that give or refuse messages by role.
pub fn read(request: &mut Request) {
    for sentence in request.doc.sentences.clone() {
        if !told_by_role(request, &sentence) {
            continue;
        }
        let said = request.doc.quote(&sentence).trim().to_owned();
        let rules = names::alerts_where(request.base, |_| true);
        let known: Vec<String> = rules.iter().map(|id| ways_of(request, id)).collect();
        let known = if known.is_empty() {
            "there are no alerts yet".to_owned()
        } else {
            known.join(", ")
        };
        let question = format!(
            "\"{said}\": a message goes to a channel with its addresses, not to a role ({known}). Which alert should be told how?"
        );
        request.doc.notes.ask(Facet::Notify, question);
        vague::quote(request, sentence);
    }
}

fn told_by_role(request: &Request, sentence: &Range<usize>) -> bool {
    let doc = &request.doc;
    let mut roles: Vec<(String, usize)> = Vec::new();
    // `when a technician is on site` says when.
    let when = sentence.clone().find(|at| doc.is(*at, Class::If));
    let who = sentence.start..when.unwrap_or(sentence.end);
    for at in who.clone().filter(|at| !doc.is_used(*at)) {
        let known = request.names.at(doc, at, at + 1);
        let known = known.filter(|known| known.of("api.roles"));
        let known = known.map(|known| known.name().to_owned());
        let word = || doc.value(at, Class::Role).map(str::to_owned);
        roles.extend(known.or_else(word).map(|role| (role, at)));
    }
    let channels: Vec<&str> = sentence
        .clone()
        .filter(|at| !doc.is_used(*at))
        .filter_map(|at| doc.value(at, Class::Channel))
        .collect();
    let has = |class: Class| sentence.clone().any(|at| doc.is(at, class));
    let listed = sentence
        .clone()
        .any(|at| doc.value(at, Class::RolesCue) == Some("roles"));
    let known = [Class::Login, Class::DeviceAuth, Class::Dash];
    let other = listed || known.into_iter().any(has);
    let permitted = request
        .marks
        .iter()
        .any(|mark| mark.class == Class::Permit && sentence.contains(&mark.range.start));
    if roles.is_empty() || other || permitted || request.compares(sentence) {
        return false;
    }
    let takes = request.clauses.iter().any(|clause| {
        sentence.contains(&clause.range.start)
            && !clause.negated
            && matches!(clause.act.as_deref(), Some("remove" | "disable"))
    });
    let led = |at: usize| {
        let near = (at.saturating_sub(2).max(sentence.start)..at).rev();
        let mut near = near.take_while(|at| doc.is_filler(*at));
        let last = |at: usize| doc.word(at).rsplit(' ').next().unwrap_or_default();
        near.any(|at| doc.lexicon.says(Words::ToldTo, last(at)))
    };
    if takes {
        return !channels.is_empty() && roles.iter().any(|(_, at)| led(*at));
    }
    let gets = request.has(sentence, Class::Cue, "receives");
    let summed = has(Class::Period) || has(Class::Func) || has(Class::Alert);
    let refused = who.clone().any(|at| doc.is(at, Class::Neg));
    let only = request.has(sentence, Class::Cue, "only");
    let distinct = |mut all: Vec<&str>| {
        all.sort_unstable();
        all.dedup();
        all.len() > 1
    };
    let each = || {
        let names = roles.iter().map(|(role, _)| role.as_str()).collect();
        distinct(names) && distinct(channels.clone())
    };
    !channels.is_empty() && (refused || only || each()) || gets && summed && (refused || only)
}
