//! `Call the manager when the wind is too strong`: a call by phone reaches people by a way that no rule can take. It is
//! asked about, and gives nothing another name as `call the fridges coolers` does.

use specgen_spec::fact::Facet;

use super::clause::Clause;
use super::request::Request;
use super::vague;
use crate::lexicon::Class;

/// Reads a clause that wants somebody called.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let verb = request.mark(&range, Class::Cue, "phone");
    let Some(verb) = verb.map(|mark| mark.range.clone()) else {
        return false;
    };
    let doc = &request.doc;
    // `before you call the webhook`
    let tells = (verb.end..range.end).any(|at| doc.is(at, Class::Channel));
    if clause.act.as_deref() != Some("rename") || clause.negated || tells {
        return false;
    }
    let conditional = range.clone().any(|at| doc.is(at, Class::If));
    let behind = verb.end..range.end;
    let pronoun = behind
        .clone()
        .next()
        .is_some_and(|at| request.has(&(at..at + 1), Class::Cue, "it"));
    let word = |at: &usize| !doc.is_filler(*at) && doc.kind(*at) == Some(&crate::chunk::Kind::Word);
    let content = behind.clone().filter(word).count();
    let named = !request.objects(&behind).is_empty()
        || !request.parts(&behind).is_empty()
        || behind
            .clone()
            .any(|at| doc.is(at, Class::Device) || doc.is(at, Class::Dash));
    // `call the fridges coolers` has a thing and its name, `what you call X is Y` says the name elsewhere.
    let before = !request.objects(&(range.start..verb.start)).is_empty();
    let renames = named && content > 1 || pronoun;
    let told = behind
        .clone()
        .any(|at| request.has(&(at..at + 1), Class::Cue, "to"));
    if !conditional && (renames || told || before && content == 0) {
        return false;
    }
    let said = doc.quote(&range).trim().to_owned();
    let held: Vec<String> = request
        .base
        .channels
        .keys()
        .map(|channel| format!("`{channel}`"))
        .collect();
    let there = if held.is_empty() {
        String::new()
    } else {
        format!(", or one of those that are there ({})", held.join(", "))
    };
    let question = format!(
        "\"{said}\" is a call by phone, which no alert can make. Which channel should tell people instead, such as e-mail, SMS or a webhook{there}?"
    );
    request.doc.notes.ask(Facet::Notify, question);
    vague::quote(request, range);
    true
}
