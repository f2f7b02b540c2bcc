//! Wishes that a specification has no place for, and that sound like ones it has: devices that are deleted by themselves,
//! how often a page is drawn anew. They are asked about, and change nothing else.

use specgen_spec::fact::Facet;

use super::clause::Clause;
use super::limit::durations;
use super::request::Request;
use super::vague;
use crate::lexicon::Class;

/// `Delete loggers that are silent for 30 days`: no rule on silence, and nothing deletes devices by itself.
pub fn deletes_silent(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let doc = &request.doc;
    let told =
        request.speaks_of_alerts(&range) || range.clone().any(|at| doc.is(at, Class::Channel));
    let verb = request.mark(&range, Class::Act, "remove");
    let Some(verb) = verb.map(|mark| mark.range.end) else {
        return false;
    };
    let device = (verb..range.end).find(|at| !doc.is_filler(*at));
    let device = device.filter(|at| doc.is(*at, Class::Device));
    let silent =
        device.is_some_and(|device| (device..range.end).any(|at| doc.is(at, Class::Offline)));
    if clause.act.as_deref() != Some("remove")
        || told
        || !silent
        || durations(request, &range).is_empty()
    {
        return false;
    }
    let said = doc.quote(&range).trim().to_owned();
    let question = format!(
        "\"{said}\": nothing deletes devices by itself. Should an alert tell of them instead, or may people delete them?"
    );
    request.doc.notes.ask(Facet::Capability, question);
    vague::quote(request, range);
    true
}
