//! What templates may say: plain data with every default filled in.
//!
//! A template never computes a default, converts a unit or decides what is built; it finds the
//! answer here. What the pack does not build is left out of the view, so that no template can emit
//! half of it.

mod cases;
mod channel;
mod command;
mod field;
mod identity;
mod levels;
mod metric;
mod page;
mod position;
mod rule;
mod sample;
mod topic;

use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::model::{Carries, Domain, LiveVia, Way};

pub use cases::{LimitCase, RuleCase};
pub use channel::{ChannelView, Kinds, RouteView, SettingView};
pub use command::CommandView;
pub use field::FieldView;
pub use identity::Identity;
pub use levels::{LevelView, ZoneView};
pub use metric::{MetricView, Sides};
pub use page::PageView;
pub use position::{PositionView, ZonesView};
pub use rule::{LimitView, RuleView};
pub use topic::TopicView;

/// Everything that the templates of a backend can use.
#[derive(Clone, Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says whether a feature is emitted, and templates read them apart"
)]
pub struct View {
    /// Names, texts and project-wide numbers.
    #[serde(flatten)]
    pub identity: Identity,
    /// The metrics that are measured, in the user's order.
    pub metrics: Vec<MetricView>,
    /// The alert rules, then one silent rule for each metric without its own.
    pub rules: Vec<RuleView>,
    /// Where a device is; nothing when no reading says so.
    pub position: Option<PositionView>,
    /// What zones are like; nothing when no rule is about them.
    pub zones: Option<ZonesView>,
    /// Whether rules count readings in a row.
    pub counts: bool,
    /// Values around the limits of each rule over values.
    pub rule_cases: Vec<RuleCase>,
    /// Where messages about alerts go besides MQTT.
    pub channels: Vec<ChannelView>,
    /// Which kinds of channel there are.
    pub via: Kinds,
    /// Which alerts go to which channel.
    pub routes: Vec<RouteView>,
    /// The commands that devices take.
    pub commands: Vec<CommandView>,
    /// Whether there are pages for people, and a login for them.
    pub dashboard: bool,
    /// Whether live events are told over WebSocket too.
    pub websocket: bool,
    /// All limits of all rules, in their order.
    pub all_limits: Vec<LimitView>,
    /// Whether a limit can be set for one device.
    pub device_limits: bool,
    /// The limits that may be set at run time.
    pub settable_limits: Vec<LimitView>,
    /// A limit to show how one is set; nothing when none can be.
    pub sample_limit: Option<SampleLimit>,
    /// A payload with up to three metrics, as JSON on one line.
    pub sample_json: String,
    /// The same with a time.
    pub sample_json_timed: String,
    /// What is noted of each device.
    pub fields: Vec<FieldView>,
    /// How lists are cut.
    pub page: PageView,
    /// Whether readings can be downloaded as CSV.
    pub csv: bool,
    /// The statistics that are kept, from short periods to long ones; empty when none are.
    pub levels: Vec<LevelView>,
    /// Whether entries of any level are deleted some day.
    pub old_levels: bool,
    /// The metrics of which any level tells something.
    pub told_metrics: Vec<MetricView>,
    /// The functions that any level tells.
    pub told: Vec<&'static str>,
    /// Whose clocks say when days begin.
    pub time_zone: ZoneView,
    /// Where devices publish readings.
    pub readings_topic: TopicView,
    /// Where the backend publishes alerts.
    pub alerts_topic: TopicView,
    /// Where the backend publishes commands.
    pub commands_topic: TopicView,
    /// Where devices answer commands.
    pub answers_topic: TopicView,
}

impl View {
    /// Fills in everything that a specification leaves to its defaults.
    pub fn of(spec: &Spec) -> Self {
        let mut metrics = metric::views(spec);
        let rules = rule::views(spec, &metrics);
        for metric in &mut metrics {
            let own = |rule: &&RuleView| rule.metric.as_ref() == Some(&metric.name);
            let own: Vec<&RuleView> = rules.iter().filter(own).collect();
            metric.sample = metric.sample.calm(&own);
        }
        let levels = levels::views(spec);
        let topic = |way: Way, carries: &Carries, usual: &str| {
            let written = spec.topic_views().into_iter().find(|topic| {
                topic.way == way && topic.carries == *carries && TopicView::is_built(&topic.pattern)
            });
            match written {
                Some(found) => {
                    let word = topic::device_word(spec, &found.name);
                    TopicView::of(found.pattern.as_str(), word.as_deref())
                }
                None => TopicView::of(usual, None),
            }
        };
        let channels = channel::views(spec);
        let limits = |wanted: fn(&RuleView) -> bool| {
            let wanted = rules.iter().filter(|rule| wanted(rule));
            wanted.flat_map(|rule| rule.limits.clone()).collect()
        };
        Self {
            identity: Identity::of(spec),
            position: PositionView::of(spec),
            zones: ZonesView::of(spec),
            counts: rules.iter().any(|rule| rule.about_zones || rule.count > 1),
            via: channel::kinds(&channels),
            routes: channel::routes(spec, &rules, &channels),
            channels,
            commands: command::views(spec),
            dashboard: spec.has_dashboard(),
            websocket: spec.live().contains(&LiveVia::Websocket),
            rule_cases: cases::of(&rules, &metrics),
            all_limits: limits(|_| true),
            device_limits: !limits(|rule| rule.scope == "PerDevice").is_empty(),
            settable_limits: limits(|rule| rule.scope != "Fixed"),
            sample_limit: sample_limit(&metrics, &rules),
            sample_json: sample_json(&metrics, None),
            sample_json_timed: sample_json(&metrics, Some("2026-01-31T12:00:00Z")),
            readings_topic: topic(Way::In, &Carries::Readings, "sensors/{deviceId}/readings"),
            alerts_topic: topic(Way::Out, &Carries::Alerts, "alerts/{deviceId}"),
            commands_topic: topic(Way::Out, &Carries::Commands, "commands/{deviceId}"),
            answers_topic: topic(Way::In, &Carries::Results, "commands/{deviceId}/ack"),
            old_levels: levels.iter().any(|level| level.keep_ms.is_some()),
            told_metrics: told_metrics(&levels, &metrics),
            told: told(&levels),
            fields: field::views(spec),
            page: PageView::of(spec),
            csv: spec.exports("csv"),
            levels,
            time_zone: levels::zone_view(spec),
            metrics,
            rules,
        }
    }

    /// Returns whether a backend can be emitted: it needs an IoT domain and a metric.
    pub fn is_buildable(spec: &Spec) -> bool {
        spec.domain() == Domain::Iot && !metric::views(spec).is_empty()
    }
}

/// A limit of the first rule that can be set, with a number that makes sense for its metric.
#[derive(Clone, Debug, Serialize)]
pub struct SampleLimit {
    /// The key.
    pub key: String,
    /// A number.
    pub value: f64,
}

fn sample_limit(metrics: &[MetricView], rules: &[RuleView]) -> Option<SampleLimit> {
    rules
        .iter()
        .filter(|rule| rule.scope != "Fixed")
        .find_map(|rule| {
            let name = rule.metric.as_deref()?;
            let metric = metrics.iter().find(|metric| metric.name == name)?;
            let key = rule.limits.first()?.key.clone();
            Some(SampleLimit {
                key,
                value: metric.sample.higher,
            })
        })
}

fn told_metrics(levels: &[LevelView], metrics: &[MetricView]) -> Vec<MetricView> {
    let is_told = |metric: &&MetricView| {
        let mut told = levels.iter().flat_map(|level| &level.metrics);
        told.any(|one| one.variant == metric.variant)
    };
    metrics.iter().filter(is_told).cloned().collect()
}

/// Every function that a level tells of a metric, sorted by name.
fn told(levels: &[LevelView]) -> Vec<&'static str> {
    let metrics = levels.iter().flat_map(|level| &level.metrics);
    let mut told: Vec<&str> = metrics
        .flat_map(|metric| metric.functions.clone())
        .collect();
    told.sort_unstable();
    told.dedup();
    told
}

fn sample_json(metrics: &[MetricView], time: Option<&str>) -> String {
    let time = time.map(|time| format!(r#""timestamp":"{time}""#));
    let values = metrics
        .iter()
        .take(3)
        .map(|metric| format!(r#""{}":{}"#, metric.key, metric.sample.value));
    let members: Vec<String> = time.into_iter().chain(values).collect();
    format!("{{{}}}", members.join(","))
}
