//! Ways in of which a specification holds one: `everyone can read without login`, `API keys in addition to username and
//! password`. Half of a login, or a second way beside the first, is asked about, and what holds stays.

use std::ops::Range;

use serde_json::Value;
use specgen_spec::fact::Facet;

use super::request::Request;
use super::vague;
use crate::lexicon::Class;

/// Asks about the sentences that open a part of the API, or give devices a second way to prove who they are.
pub fn read(request: &mut Request) {
    for sentence in request.doc.sentences.clone() {
        if let Some((facet, question)) =
            open(request, &sentence).or_else(|| second(request, &sentence))
        {
            request.doc.notes.ask(facet, question);
            vague::quote(request, sentence);
        }
    }
}

/// `everyone can read without login`: a login is there for all that the API does, or for nothing.
fn open(request: &Request, sentence: &Range<usize>) -> Option<(Facet, String)> {
    let doc = &request.doc;
    let free = |at: &usize| !doc.is_used(*at);
    let login = sentence
        .clone()
        .filter(free)
        .any(|at| doc.is(at, Class::Login) && doc.negated(at));
    let auth = request.base.api.as_ref()?.auth.as_ref()?;
    let method = serde_json::to_value(auth).ok()?["method"].clone();
    let held = method.as_str().is_some_and(|method| method != "none");
    let reads = request.has(sentence, Class::Cue, "looks");
    let said = doc.quote(sentence).trim().to_owned();
    (login && held && reads).then(|| {
        let question = format!(
            "\"{said}\": a login is asked for reading and for writing, or for neither. Should it go altogether, or which role may only read?"
        );
        (Facet::UserAuth, question)
    })
}

/// `API keys for devices in addition to username and password`: devices prove who they are in one way.
fn second(request: &Request, sentence: &Range<usize>) -> Option<(Facet, String)> {
    let doc = &request.doc;
    let auth = request.base.devices.as_ref()?.auth?;
    let held = serde_json::to_value(auth).ok();
    let held = held.as_ref().and_then(Value::as_str)?.to_owned();
    let other = sentence.clone().find(|at| {
        let said = doc.value(*at, Class::DeviceAuth);
        said.is_some_and(|said| said != held && said != "required") && !doc.negated(*at)
    })?;
    let beside = request.has(sentence, Class::Cue, "beside");
    let swapped = request.has(sentence, Class::Cue, "instead") || doc.is_used(other);
    let none = held == "none";
    (beside && !swapped && !none).then(|| {
        let said = doc.quote(sentence).trim().to_owned();
        let question = format!(
            "\"{said}\": devices prove who they are in one way, now by {}. Which one should hold?",
            held.replace('_', " ")
        );
        (Facet::DeviceAuth, question)
    })
}
