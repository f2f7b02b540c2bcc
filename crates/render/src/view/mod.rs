//! What templates may say: plain data with every default filled in.
//!
//! A template never computes a default, converts a unit or decides what is built; it finds the
//! answer here. What the pack does not build is left out of the view, so that no template can emit
//! half of it.

mod identity;
mod metric;
mod rule;
mod sample;
mod topic;

use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::model::{Carries, Domain, Way};

pub use identity::Identity;
pub use metric::{MetricView, Sides};
pub use rule::{LimitView, RuleView};
pub use topic::TopicView;

/// Everything that the templates of a backend can use.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// Names, texts and project-wide numbers.
    #[serde(flatten)]
    pub identity: Identity,
    /// The metrics that are measured, in the user's order.
    pub metrics: Vec<MetricView>,
    /// The alert rules, then one silent rule for each metric without its own.
    pub rules: Vec<RuleView>,
    /// Where devices publish readings.
    pub readings_topic: TopicView,
    /// Where the backend publishes alerts.
    pub alerts_topic: TopicView,
}

impl View {
    /// Fills in everything that a specification leaves to its defaults.
    pub fn of(spec: &Spec) -> Self {
        let metrics = metric::views(spec);
        let rules = rule::views(spec, &metrics);
        let topic = |way: Way, carries: &Carries, usual: &str| {
            let written = spec.topic_views().into_iter().find(|topic| {
                topic.way == way && topic.carries == *carries && TopicView::is_built(&topic.pattern)
            });
            TopicView::of(
                written
                    .as_ref()
                    .map_or(usual, |topic| topic.pattern.as_str()),
            )
        };
        Self {
            identity: Identity::of(spec),
            readings_topic: topic(Way::In, &Carries::Readings, "sensors/{deviceId}/readings"),
            alerts_topic: topic(Way::Out, &Carries::Alerts, "alerts/{deviceId}"),
            metrics,
            rules,
        }
    }

    /// Returns whether a backend can be emitted: it needs an IoT domain and a metric.
    pub fn is_buildable(spec: &Spec) -> bool {
        spec.domain() == Domain::Iot && !metric::views(spec).is_empty()
    }
}
