//! Facts from a specification: everything it holds, flat and comparable.

use super::listing::Listing;
use super::{Facet, Fact};
use super::{
    alert, capability, entity, field, metric, nfr, notify, people, project, store, surface,
    transport,
};
use crate::Spec;
use crate::model::Domain;
use crate::origin::Origins;

/// The topic that readings arrive on when none is given.
const DEFAULT_TOPIC: &str = "sensors/{deviceId}/readings";

/// Returns the facts that a specification holds.
///
/// A number left open is `null`, lengths of time are seconds. What the tool does for every project
/// comes last, as `default`; what merely came along with another fact is left out.
pub fn facts(spec: &Spec, origins: &Origins) -> Vec<Fact> {
    let mut l = Listing::new(spec, origins);
    project::list_domain(&mut l);
    metric::list(&mut l);
    metric::list_scale(&mut l);
    capability::list(&mut l);
    transport::list_auth(&mut l);
    alert::list(&mut l);
    notify::list(&mut l);
    transport::list_broker(&mut l);
    transport::list_topic(&mut l);
    store::list_storage(&mut l);
    store::list_aggregate(&mut l);
    store::list_retention(&mut l);
    notify::list_command(&mut l);
    people::list_auth(&mut l);
    people::list_role(&mut l);
    surface::list_realtime(&mut l);
    surface::list_endpoint(&mut l);
    surface::list_dashboard(&mut l);
    entity::list_entity(&mut l);
    field::list_field(&mut l);
    field::list_label(&mut l);
    nfr::list(&mut l);
    project::list_architecture(&mut l);
    project::list_tests_and_docs(&mut l);
    project::list_stack(&mut l);
    defaults(&mut l);
    l.done()
}

/// What every backend has unless the specification says otherwise.
fn defaults(l: &mut Listing) {
    if l.spec.domain.is_some_and(|domain| domain != Domain::Iot) {
        return;
    }
    let offers = l.spec.api.iter().flat_map(|api| &api.offers);
    if !offers.into_iter().any(|word| *word == "health") {
        l.default(Facet::Capability, "health");
    }
    if l.spec.topics.is_empty() && speaks_mqtt(l.spec) {
        l.default(Facet::Topic, DEFAULT_TOPIC);
    }
    if l.spec
        .storage
        .as_ref()
        .is_none_or(|storage| storage.engine.is_none())
    {
        l.default(Facet::Storage, "sqlite");
    }
    if l.spec
        .dashboard
        .as_ref()
        .is_none_or(|dashboard| dashboard.kind.is_none())
    {
        l.default(Facet::Dashboard, true);
    }
}

fn speaks_mqtt(spec: &Spec) -> bool {
    let transports = spec
        .ingest
        .as_ref()
        .and_then(|ingest| ingest.transports.as_ref());
    transports.is_none_or(|transports| transports.mqtt.is_some())
        && !spec.refused.iter().any(|line| line == "transports.mqtt")
}
