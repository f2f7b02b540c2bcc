//! Facts into a specification: the reading of a text, step by step, and the edits it amounts to.

use super::taking::{Batch, Taking, Unheld, free_name, name, with_values};
use super::{Facet, Fact, Origin};
use super::{
    alert, capability, entity, field, metric, nfr, notify, people, project, rule, store, surface,
    transport,
};
use crate::Spec;
use crate::edit::{Edit, Path, difference, tree};
use crate::model::Name;
use crate::origin::{Origins, Record};

/// What a list of facts asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The edits.
    pub edits: Vec<Edit>,
    /// Where each value that they write comes from.
    pub origins: Origins,
    /// What the model has no place for: it stands in `extra`, as an open task.
    pub unheld: Vec<Unheld>,
}

/// Facets in the order in which they are read: what others build on comes first.
const ORDER: [Facet; 28] = [
    Facet::Domain,
    Facet::Metric,
    Facet::Position,
    Facet::Field,
    Facet::Label,
    Facet::Entity,
    Facet::BusinessRule,
    Facet::DeviceAuth,
    Facet::Broker,
    Facet::Topic,
    Facet::Scale,
    Facet::Command,
    Facet::Notify,
    Facet::Alert,
    Facet::Storage,
    Facet::Aggregate,
    Facet::Retention,
    Facet::Capability,
    Facet::Endpoint,
    Facet::UserAuth,
    Facet::Role,
    Facet::Realtime,
    Facet::Dashboard,
    Facet::Architecture,
    Facet::Tests,
    Facet::Docs,
    Facet::Nfr,
    Facet::Stack,
];

/// Returns the edits that facts ask for on top of a specification.
///
/// What the tool does anyway (origin `default`) asks for nothing. Elements that the facts need and
/// do not state, such as the metric of an alert, come along without being statements themselves.
pub fn edits_from(facts: &[Fact], base: &Spec) -> Asked {
    let mut spec = base.clone();
    let mut origins = Origins::default();
    let mut unheld = Vec::new();
    let mut batch = Batch::default();
    let rank = |facet: Facet| match facet {
        // Both are metrics, and their order is that of the text.
        Facet::Position => 1,
        other => ORDER
            .iter()
            .position(|known| *known == other)
            .unwrap_or(ORDER.len()),
    };
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|at| {
        let fact = &facts[*at];
        (rank(fact.facet), fact.span.map_or(0, |span| span.start))
    });
    let Some(last) = order.last().copied() else {
        return Asked {
            edits: Vec::new(),
            origins,
            unheld,
        };
    };
    let said = |at: &usize| facts[*at].origin != Origin::Default;
    for index in order.into_iter().filter(said) {
        let mut taking = Taking {
            spec: &mut spec,
            fact: &facts[index],
            index,
            batch: &mut batch,
            origins: &mut origins,
            unheld: &mut unheld,
        };
        take(&mut taking, base);
    }
    let mut taking = Taking {
        spec: &mut spec,
        fact: &facts[last],
        index: last,
        batch: &mut batch,
        origins: &mut origins,
        unheld: &mut unheld,
    };
    together(&mut taking);
    keep_in_extra(&mut spec, facts, &unheld);
    Asked {
        edits: difference(base, &spec),
        origins: with_values(&origins, &spec),
        unheld,
    }
}

fn take(t: &mut Taking, base: &Spec) {
    match t.fact.facet {
        Facet::Metric => metric::take(t),
        Facet::Position => metric::take_position(t),
        Facet::Scale => metric::take_scale(t),
        Facet::Alert => alert::take(t, base),
        Facet::DeviceAuth => transport::take_auth(t),
        Facet::Broker => transport::take_broker(t),
        Facet::Topic => transport::take_topic(t),
        Facet::Storage => store::take_storage(t),
        Facet::Aggregate => store::take_aggregate(t),
        Facet::Retention => store::take_retention(t),
        Facet::Capability => capability::take(t),
        Facet::Endpoint => surface::take_endpoint(t),
        Facet::Realtime => surface::take_realtime(t),
        Facet::Dashboard => surface::take_dashboard(t),
        Facet::Notify => notify::take(t),
        Facet::Command => notify::take_command(t),
        Facet::UserAuth => people::take_auth(t),
        Facet::Role => people::take_role(t),
        Facet::Nfr => nfr::take(t),
        Facet::Field => field::take_field(t),
        Facet::Label => field::take_label(t),
        Facet::Stack => project::take_stack(t),
        Facet::Architecture => project::take_architecture(t),
        Facet::Tests => project::take_tests(t),
        Facet::Docs => project::take_docs(t),
        Facet::Domain => project::take_domain(t),
        Facet::Entity => entity::take_entity(t),
        Facet::BusinessRule => entity::take_rule(t),
    }
}

/// What facts say only together: which alert goes where, and that HTTP is a transport too.
fn together(t: &mut Taking) {
    rule::complete(t);
    notify::route(t);
    let http = |api: &crate::model::Api| api.offers.iter().any(|word| *word == "ingest_http");
    if t.spec.api.as_ref().is_some_and(http) {
        transport::http_too(t);
    }
    // Where a text refuses a thing and asks for it too, what it asks for is built.
    let whole = tree::to_tree(t.spec);
    let there = |line: &String| {
        let path = line.parse::<Path>();
        path.is_ok_and(|path| tree::get(&whole, &path).is_some())
    };
    t.spec.refused.retain(|line| !there(line));
}

/// Keeps what has no place as a sentence, so that it is an open task and never silence.
fn keep_in_extra(spec: &mut Spec, facts: &[Fact], unheld: &[Unheld]) {
    for lost in unheld {
        let Some(stated) = facts.get(lost.fact) else {
            continue;
        };
        let word = super::taking::spelled(&stated.facet);
        let facet = word.as_str().unwrap_or_default();
        let said: Vec<String> = stated
            .keys
            .iter()
            .filter(|(key, _)| lost.key.as_ref().is_none_or(|lost| lost == *key))
            .map(|(key, value)| {
                format!(
                    "{key} {}",
                    value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned)
                )
            })
            .collect();
        let sentence = format!("Holds {facet}: {}.", said.join(", "));
        if spec.extra.values().any(|known| *known == sentence) {
            continue;
        }
        let word = stated
            .text("value")
            .or_else(|| stated.text("name"))
            .unwrap_or("other");
        let wish = format!("{facet}_{word}");
        if let Some(id) = free_name([wish], |name| spec.extra.contains(name)) {
            spec.extra.insert(id, sentence);
        }
    }
}

/// Returns the name of a project from a hint such as a folder or a title.
pub fn project_name(hint: Option<&str>) -> Option<Name> {
    name(hint.unwrap_or("iot_backend"))
}

/// Records that the name of a project is the tool's own choice.
pub fn name_is_assumed(origins: &mut Origins, name: &Name) {
    let record = Record {
        origin: Origin::Assumed,
        value: Some(name.as_str().into()),
        assumed: true,
        change: None,
        span: None,
    };
    origins.insert(Path::default().join(&"name"), record);
}
