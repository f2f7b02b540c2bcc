//! What is counted of messages for channels besides MQTT.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use super::Label;

/// Counters and gauges of the channels, by channel.
#[derive(Default)]
pub struct ChannelMetrics {
    delivered: Family<Label, Counter>,
    failed: Family<Label, Counter>,
    given_up: Family<Label, Counter>,
    waiting: Family<Label, Gauge>,
}

impl ChannelMetrics {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "notifications_delivered",
            "Messages about alerts that a channel has taken",
            self.delivered.clone(),
        );
        registry.register(
            "notifications_failed",
            "Tries to deliver a message about an alert that failed",
            self.failed.clone(),
        );
        registry.register(
            "notifications_given_up",
            "Messages about alerts that are not tried any more",
            self.given_up.clone(),
        );
        registry.register(
            "notifications_waiting",
            "Messages about alerts that wait for a channel",
            self.waiting.clone(),
        );
    }

    /// A channel has taken a message.
    pub fn delivered(&self, channel: &'static str) {
        self.delivered.get_or_create(&[("channel", channel)]).inc();
    }

    /// A try failed.
    pub fn failed(&self, channel: &'static str) {
        self.failed.get_or_create(&[("channel", channel)]).inc();
    }

    /// Messages are not tried any more.
    pub fn given_up(&self, channel: &'static str, messages: usize) {
        let counter = self.given_up.get_or_create(&[("channel", channel)]);
        counter.inc_by(messages as u64);
    }

    /// How many messages wait.
    pub fn set_waiting(&self, channel: &'static str, messages: i64) {
        self.waiting
            .get_or_create(&[("channel", channel)])
            .set(messages);
    }
}
