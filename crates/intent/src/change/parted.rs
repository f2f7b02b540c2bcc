//! Parts of the rules that each have ways of their own: `critical alerts by SMS, the rest by e-mail`, `battery by e-mail,
//! temperature by SMS`.

use std::ops::Range;

use specgen_spec::fact::Facet;
use specgen_spec::model::{Name, Severity};

use super::access::{channel, others_go};
use super::clause::Clause;
use super::names;
use super::request::Request;
use super::reroute::{Way, account, names_rules, turn, ways_of};
use super::vague;
use crate::lexicon::{Class, Words};

/// What words such as `critical alerts go to` ask for.
const BY_GRAVITY: &str = "notify_by_severity";

/// Which rules one part of a clause means.
enum Part {
    /// Those that it names.
    Named(Vec<Name>),
    /// Those of one gravity.
    Grave(Vec<Name>),
    /// All that the other part does not name.
    Rest,
}

/// `critical alerts by SMS, the rest by e-mail`, `battery by e-mail, temperature by SMS`: each part of the rules has ways
/// of its own.
pub fn read(request: &mut Request, clause: &Clause, one: &Way, other: &Way) -> bool {
    let range = clause.range.clone();
    let doc = &request.doc;
    let joint = |at: &usize| doc.sign(*at, ',') || doc.value(*at, Class::And) == Some("and");
    let between = range.clone().filter(joint);
    let cut = between.into_iter().find(|at| one.1 < *at && *at < other.1);
    // `also by SMS` comes on top.
    let more = clause.act.as_deref() == Some("add")
        || request.has(&range, Class::Cue, "beside")
        || request.has(&range, Class::Cue, "more");
    let kept = clause.negated || clause.act.as_deref() == Some("keep");
    let Some(cut) = cut.filter(|_| !kept && !request.compares(&range)) else {
        return false;
    };
    let (first, second) = (range.start..cut, cut + 1..range.end);
    let parts = (meant(request, &first), meant(request, &second));
    let every = names::alerts_where(request.base, |_| true);
    let others = |named: &[Name]| -> Vec<Name> {
        let left = every.iter().filter(|id| !named.contains(id));
        left.cloned().collect()
    };
    let (first_rules, second_rules) = match parts {
        (Some(Part::Rest), Some(Part::Named(named) | Part::Grave(named))) => {
            (others(&named), named)
        }
        (Some(Part::Named(named) | Part::Grave(named)), Some(Part::Rest)) => {
            let rest = others(&named);
            (named, rest)
        }
        (Some(Part::Named(one)), Some(Part::Named(other)))
        | (Some(Part::Grave(one)), Some(Part::Grave(other))) => (one, other),
        _ => return false,
    };
    if first_rules.is_empty() || second_rules.is_empty() {
        let nobody = if first_rules.is_empty() {
            first
        } else {
            second
        };
        let said = request.doc.quote(&nobody).to_owned();
        let known: Vec<String> = every.iter().map(|id| ways_of(request, id)).collect();
        let question = format!(
            "\"{said}\": no alert here is one of these ({}). Which ones should be told so?",
            known.join(", ")
        );
        request.doc.notes.ask(Facet::Notify, question);
        vague::quote(request, range);
        return true;
    }
    for (rules, way) in [(&first_rules, one), (&second_rules, other)] {
        turn(request, &range, rules, None, &way.0);
        if let Some((id, _)) = channel(request, &way.0).filter(|_| !more) {
            others_go(request, rules, &id, &range);
        }
    }
    account(request, &range, one, other);
    true
}

/// The rules that a part means.
fn meant(request: &Request, part: &Range<usize>) -> Option<Part> {
    let rest = |at: usize| {
        let grave = request.doc.value(at, Class::Nfr) == Some(BY_GRAVITY);
        grave && request.doc.begins(at, Words::TheRest)
    };
    if request.has(part, Class::Cue, "rest") || part.clone().any(rest) {
        return Some(Part::Rest);
    }
    if let Some(grave) = part.clone().find_map(|at| grave(request, at)) {
        let alike = names::alerts_where(request.base, |alert| {
            alert.severity.unwrap_or_default() == grave
        });
        return Some(Part::Grave(alike));
    }
    let rules = request.alerts(part);
    (names_rules(request, part) && !rules.is_empty()).then_some(Part::Named(rules))
}

/// How grave the alerts are that a word names, also inside `critical alerts by`.
pub fn grave(request: &Request, at: usize) -> Option<Severity> {
    let by_gravity = request.doc.value(at, Class::Nfr) == Some(BY_GRAVITY);
    let said = request.doc.word(at);
    super::grave::of(request, at).or_else(|| {
        let known = [
            ("critical", Severity::Critical),
            ("warning", Severity::Warning),
        ];
        let mut known = known.into_iter().filter(|_| by_gravity);
        known.find_map(|(word, grave)| said.starts_with(word).then_some(grave))
    })
}
