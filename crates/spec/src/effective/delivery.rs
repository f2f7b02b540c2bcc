//! Transports and topics in use.

use crate::model::{Carries, Domain, Spec, Topic, TopicUse, Transport, Transports, Way};

/// A topic in use, written or by default.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicView {
    /// Its name.
    pub name: String,
    /// The pattern.
    pub pattern: Topic,
    /// Whether the backend reads or writes it.
    pub way: Way,
    /// What it carries.
    pub carries: Carries,
    /// Whether it stands in the specification.
    pub written: bool,
}

impl Spec {
    /// Returns the transports in use: MQTT and HTTP when none is written.
    ///
    /// A refused transport is never in use.
    pub fn transports(&self) -> Transports {
        let written = self.ingest.as_ref().and_then(|i| i.transports.clone());
        let mut used = written.unwrap_or_else(|| Transports {
            mqtt: Some(Transport::default()),
            http: Some(Transport::default()),
            ..Transports::default()
        });
        for (word, slot) in [("mqtt", &mut used.mqtt), ("http", &mut used.http)] {
            if self.refuses(&format!("transports.{word}")) {
                *slot = None;
            }
        }
        used
    }

    /// Returns the topics in use: the written ones, and the usual ones for what they do not carry.
    pub fn topic_views(&self) -> Vec<TopicView> {
        let mut views: Vec<TopicView> = self
            .topics
            .iter()
            .map(|(name, topic)| TopicView::written(name.as_str(), topic))
            .collect();
        if self.domain() != Domain::Iot || self.transports().mqtt.is_none() {
            return views;
        }
        let reads = |view: &TopicView| {
            view.way == Way::In && matches!(view.carries, Carries::Readings | Carries::Metric(_))
        };
        if !views.iter().any(reads) {
            views.extend(TopicView::usual(
                "readings",
                "sensors/{deviceId}/readings",
                Way::In,
                Carries::Readings,
            ));
        }
        let alerts = |view: &TopicView| view.way == Way::Out && view.carries == Carries::Alerts;
        if self.raises_alerts() && !views.iter().any(alerts) {
            views.extend(TopicView::usual(
                "alerts",
                "alerts/{deviceId}",
                Way::Out,
                Carries::Alerts,
            ));
        }
        views.extend(self.usual_command_topics(&views));
        views
    }
}

impl TopicView {
    fn written(name: &str, topic: &TopicUse) -> Self {
        Self {
            name: name.to_owned(),
            pattern: topic.pattern.clone(),
            way: topic.way,
            carries: topic.carries.clone(),
            written: true,
        }
    }

    pub(super) fn usual(name: &str, pattern: &str, way: Way, carries: Carries) -> Option<Self> {
        Some(Self {
            name: name.to_owned(),
            pattern: pattern.parse().ok()?,
            way,
            carries,
            written: false,
        })
    }
}
