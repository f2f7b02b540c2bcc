//! What no instruction of a request took: statements, as a description makes them.

use specgen_spec::model::Domain;

use super::nouns;
use super::request::{self, Request};

/// Reads what no instruction took as statements, like a prompt, with the quantities of the specification known.
/// Returns whether it asks for a quantity that is there already.
pub fn read(request: &mut Request) -> bool {
    let mut is_there = false;
    let mut mentions = std::mem::take(&mut request.mentions);
    mentions.retain(|mention| !request.doc.is_used(mention.range.start));
    for mention in &mut mentions {
        let known = request
            .names
            .metric(request.base, &mention.name)
            .filter(|known| !request.is_another(mention, known));
        let meant = known.or_else(|| {
            // A bare `temperature` in a rule is the one that is there.
            let bare = mention.name == mention.head && mention.stated.is_none();
            let adds = request.adds(mention.range.start);
            (nouns::ruled(request, mention) || bare && !adds && nouns::numbered(request, mention))
                .then(|| nouns::loosely(request, mention))
                .flatten()
        });
        if let Some(name) = meant {
            name.as_str().clone_into(&mut mention.name);
            // `We need pH and salinity`: they are there.
            let whole = !request
                .doc
                .chunks
                .get(mention.whole.end)
                .is_some_and(crate::chunk::Chunk::is_unknown);
            if whole && nouns::wished(request, mention) {
                request.doc.take(mention.whole.clone(), request::RULE);
                is_there = true;
            }
        }
    }
    mentions.retain(|mention| {
        let known = request.names.metric(request.base, &mention.name).is_some();
        known || !nouns::told_of(request, mention)
    });
    let telemetry = request.base.domain() == Domain::Iot;
    if telemetry {
        crate::telemetry(&mut request.doc, &mut mentions);
    } else {
        let entities = crate::frames::crud::bracketed(&request.doc);
        crate::records(&mut request.doc, entities);
    }
    request.mentions = mentions;
    is_there
}
