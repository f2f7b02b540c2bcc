//! The specification as documents speak of it: names as words, numbers with readable units.

use std::collections::BTreeSet;

use super::pack::Pack;
use super::words::{article, number, plain, plural, sentence, unit, words};
use crate::Spec;
use crate::catalog::Bounds;
use crate::effective::{
    AlertView, ChannelView, CommandView, DeviceField, LevelView, MetricView, wire_name,
};
use crate::model::{
    Carries, Case, Condition, Domain, Limits, LiveVia, MetricKind, Name, Num, PageStyle, Unit, Way,
};

/// What every part of the derivation looks at.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub spec: &'a Spec,
    pub pack: &'a Pack,
    /// Model paths of values that the tool concluded itself.
    pub assumed: &'a BTreeSet<String>,
    /// Phrases of the prompt that no part of the model holds.
    pub not_understood: &'a [String],
    /// The word for one device.
    pub noun: String,
    /// The word for several devices.
    pub nouns: String,
    pub metrics: Vec<Quantity<'a>>,
    pub rules: Vec<AlertView<'a>>,
    /// Metrics without a rule whose limits can be set all the same.
    pub free: Vec<Quantity<'a>>,
}

/// A metric in words.
#[derive(Debug)]
pub(crate) struct Quantity<'a> {
    pub metric: MetricView<'a>,
    pub name: &'a Name,
    /// `soil moisture`.
    pub words: String,
    /// The field in payloads.
    pub field: String,
    /// The unit as people write it; empty for bare numbers and states.
    pub unit: String,
    pub kind: MetricKind,
    /// Outside is rejected.
    pub valid: Bounds,
    /// Outside is stored and marked.
    pub usual: Bounds,
}

impl<'a> View<'a> {
    pub fn new(
        spec: &'a Spec,
        pack: &'a Pack,
        assumed: &'a BTreeSet<String>,
        not_understood: &'a [String],
    ) -> Self {
        let noun = spec.noun();
        Self {
            spec,
            pack,
            assumed,
            not_understood,
            nouns: plural(&noun),
            noun,
            metrics: spec.metric_views().map(Quantity::new).collect(),
            rules: spec.alert_views(),
            free: spec.free_limits().into_iter().map(Quantity::new).collect(),
        }
    }

    /// Returns whether a backend is built at all.
    pub fn is_iot(&self) -> bool {
        self.spec.domain() == Domain::Iot
    }

    /// Returns the noun with its article: `a device`.
    pub fn a_noun(&self) -> String {
        article(&self.noun)
    }

    /// Returns a metric by its name.
    pub fn metric(&self, name: &Name) -> Option<&Quantity<'a>> {
        self.metrics.iter().find(|metric| metric.name == name)
    }

    /// Returns a written number with the unit of its metric.
    pub fn amount(&self, metric: &Name, value: &Num, unit: Option<&Unit>) -> String {
        self.metric(metric).map_or_else(
            || number(value.value()),
            |quantity| quantity.value(quantity.metric.value(value, unit)),
        )
    }

    /// Returns the words of a metric.
    pub fn words(&self, metric: &Name) -> String {
        self.metric(metric)
            .map_or_else(|| words(metric.as_str()), |metric| metric.words.clone())
    }

    /// Returns the topic that readings arrive on.
    pub fn readings_topic(&self) -> String {
        self.topic(Way::In, &Carries::Readings)
            .unwrap_or_else(|| "sensors/{deviceId}/readings".to_owned())
    }

    /// Returns the topic that alerts are published on.
    pub fn alerts_topic(&self) -> String {
        self.topic(Way::Out, &Carries::Alerts)
            .unwrap_or_else(|| "alerts/{deviceId}".to_owned())
    }

    fn topic(&self, way: Way, carries: &Carries) -> Option<String> {
        self.spec
            .topic_views()
            .into_iter()
            .find(|topic| topic.way == way && topic.carries == *carries)
            .map(|topic| topic.pattern.as_str().to_owned())
    }

    /// Returns whether a limit can be set at run time, for a rule or for a metric without one.
    pub fn has_settable_limits(&self) -> bool {
        let settable = |rule: &AlertView<'_>| rule.limits() != Limits::Fixed;
        !self.free.is_empty() || self.rules.iter().any(settable)
    }

    /// Returns whether a limit can be set for one device.
    pub fn has_limits_of_devices(&self) -> bool {
        let own =
            |rule: &AlertView<'_>| matches!(rule.limits(), Limits::PerDevice | Limits::PerGroup);
        !self.free.is_empty() || self.rules.iter().any(own)
    }

    /// Returns whether it is known where devices are.
    pub fn has_positions(&self) -> bool {
        self.pack.builds("kind.position") && self.spec.position_view().is_some()
    }

    /// Returns whether devices have zones of their own: a rule that is built is about them.
    pub fn has_zones(&self) -> bool {
        self.pack.builds("condition.geofence")
            && self.has_positions()
            && self.rules.iter().any(|rule| rule.zone().is_some())
    }

    /// Returns what is noted of each device and kept by the backend.
    pub fn device_fields(&self) -> Vec<DeviceField<'a>> {
        let mut fields = self.spec.device_fields();
        fields.retain(|field| {
            let word = if field.is_group {
                "group"
            } else {
                "device.field"
            };
            self.is_iot() && self.pack.builds(word)
        });
        fields
    }

    /// Returns whether pages of lists can be asked for by their place, besides by cursors.
    pub fn pages_by_number(&self) -> bool {
        let styled = self.spec.pagination().0 != PageStyle::Cursor;
        styled && self.is_iot() && self.pack.builds("api.pagination")
    }

    /// Returns whether readings can be downloaded as a table.
    pub fn exports_csv(&self) -> bool {
        self.pack.builds("export.csv") && self.is_iot() && self.spec.exports("csv")
    }

    /// Returns the commands: none when the pack sends none.
    pub fn commands(&self) -> Vec<CommandView<'a>> {
        if self.pack.builds("command") {
            self.spec.command_views()
        } else {
            Vec::new()
        }
    }

    /// Returns the topics of commands, and of the answers to them.
    pub fn command_topics(&self) -> [String; 2] {
        let commands = self.topic(Way::Out, &Carries::Commands);
        let answers = self.topic(Way::In, &Carries::Results);
        [
            commands.unwrap_or_else(|| "commands/{deviceId}".to_owned()),
            answers.unwrap_or_else(|| "commands/{deviceId}/ack".to_owned()),
        ]
    }

    /// Returns whether there are pages for people, and a login for them.
    pub fn has_dashboard(&self) -> bool {
        self.spec.has_dashboard()
    }

    /// Returns whether live data is told over WebSocket too.
    pub fn has_websocket(&self) -> bool {
        self.pack.builds("live.websocket") && self.spec.live().contains(&LiveVia::Websocket)
    }

    /// Returns the channels that are built.
    pub fn channels(&self) -> Vec<ChannelView<'a>> {
        let mut channels = self.spec.channel_views();
        channels.retain(|channel| self.pack.builds(&format!("channel.{}", channel.kind)));
        channels
    }

    /// Returns the statistics that are kept: none when the pack keeps none.
    pub fn levels(&self) -> Vec<LevelView<'a>> {
        if self.pack.builds("rollup") {
            self.spec.levels()
        } else {
            Vec::new()
        }
    }

    /// Returns the HTTP status of each outcome of ingest: stored, duplicate, invalid.
    pub fn replies(&self) -> (u16, u16, u16) {
        let written = self
            .spec
            .ingest
            .as_ref()
            .and_then(|ingest| ingest.transports.as_ref())
            .and_then(|transports| transports.http.as_ref())
            .and_then(|http| http.replies.as_ref());
        let or = |status: Option<u16>, default| status.unwrap_or(default);
        (
            or(written.and_then(|replies| replies.stored), 202),
            or(written.and_then(|replies| replies.duplicate), 200),
            or(written.and_then(|replies| replies.invalid), 422),
        )
    }
}

impl<'a> Quantity<'a> {
    fn new(metric: MetricView<'a>) -> Self {
        let limits = metric.limits();
        let label = metric.metric.label.as_deref();
        Self {
            name: metric.name,
            words: label.map_or_else(|| words(metric.name.as_str()), plain),
            field: metric.path(),
            unit: metric.unit().map_or_else(String::new, unit),
            kind: metric.kind(),
            valid: limits.reject,
            usual: limits.suspect,
            metric,
        }
    }

    /// Returns a value with the unit.
    pub fn value(&self, value: f64) -> String {
        match self.unit.as_str() {
            "" => number(value),
            unit => format!("{} {unit}", number(value)),
        }
    }
}

/// Returns the keys under which the limits of a rule are set: two for a range, else one.
pub(crate) fn limit_keys(rule: &AlertView<'_>) -> Vec<String> {
    let key = wire_name(&rule.limit_key, Case::Camel);
    if matches!(rule.alert.when, Condition::Outside(_)) {
        return vec![format!("{key}Min"), format!("{key}Max")];
    }
    vec![key]
}

/// Returns the display text of a rule: `Temperature high`.
pub(crate) fn rule_title(rule: &AlertView<'_>) -> String {
    let label = rule.alert.label.as_deref();
    label.map_or_else(|| sentence(&words(rule.name.as_str())), plain)
}
