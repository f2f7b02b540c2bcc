//! What holds when a key is absent: the defaults of the format, in one place.
//!
//! Documents, templates and validation ask here and never repeat a default themselves.

mod access;
mod alert;
mod channel;
mod command;
mod delivery;
mod field;
mod metric;
mod names;
mod rollup;

pub use access::PERMISSIONS;
pub use alert::{AlertView, Reach, Zones};
pub use channel::{ChannelView, DEFAULT_RETRIES};
pub use command::CommandView;
pub use delivery::TopicView;
pub use field::DeviceField;
pub use metric::{MetricView, ValueLimits};
pub use names::{heading, phrase, screaming, wire_name};
pub use rollup::LevelView;

use crate::model::{
    Architecture, Case, DashboardKind, DeviceAuth, Devices, Domain, Duration, Engine, Interval,
    Keep, LiveVia, PageStyle, Register, Slot, Spec, Style,
};

/// How far ahead of the server a device clock may be, when nothing is written, in milliseconds.
pub const DEFAULT_CLOCK_SKEW_MS: u64 = 300_000;
/// The time between two messages that is assumed when none is known, in milliseconds.
pub const DEFAULT_INTERVAL_MS: u64 = 60_000;
/// How many items a page has when the caller does not say.
pub const DEFAULT_PAGE: u32 = 100;
/// How many items a page has at most.
pub const DEFAULT_PAGE_MAX: u32 = 1_000;
/// How often the live stream gives a sign of life, in milliseconds.
pub const DEFAULT_KEEPALIVE_MS: u64 = 15_000;

impl Spec {
    /// Returns what kind of backend it is.
    pub fn domain(&self) -> Domain {
        self.domain.unwrap_or_default()
    }

    /// Returns the IANA time zone of days, weeks and months.
    pub fn time_zone(&self) -> &str {
        self.time_zone.as_deref().unwrap_or("UTC")
    }

    /// Returns the word for a device, as a phrase: `device`, `fish tank`.
    pub fn noun(&self) -> String {
        let noun = self.devices.as_ref().and_then(|d| d.noun.as_ref());
        noun.map_or_else(|| "device".to_owned(), |noun| phrase(noun.as_str()))
    }

    /// Returns how a device proves who it is.
    pub fn device_auth(&self) -> DeviceAuth {
        self.of_devices(|devices| devices.auth)
    }

    /// Returns how a device becomes known.
    pub fn register(&self) -> Register {
        self.of_devices(|devices| devices.register)
    }

    fn of_devices<T: Default>(&self, key: impl Fn(&Devices) -> Option<T>) -> T {
        self.devices.as_ref().and_then(key).unwrap_or_default()
    }

    /// Returns how often a device sends, when that is known.
    pub fn interval(&self) -> Option<&Interval> {
        self.ingest.as_ref().and_then(|i| i.interval.get())
    }

    /// Returns the longest expected time between two messages of a device, in milliseconds.
    pub fn expected_interval_ms(&self) -> u64 {
        self.interval()
            .map_or(DEFAULT_INTERVAL_MS, |interval| interval.longest.ms())
    }

    /// Returns how far ahead of the server a device clock may be, in milliseconds.
    pub fn clock_skew_ms(&self) -> u64 {
        let skew = self.ingest.as_ref().and_then(|i| i.clock_skew.as_ref());
        skew.map_or(DEFAULT_CLOCK_SKEW_MS, Duration::ms)
    }

    /// Returns the database engine.
    pub fn engine(&self) -> Engine {
        let engine = self.storage.as_ref().and_then(|storage| storage.engine);
        engine.unwrap_or_default()
    }

    /// Returns how long a level (`raw`, a rollup, `alerts`, ...) is kept.
    pub fn retention(&self, level: &str) -> Keep {
        let written = self.storage.as_ref().and_then(|s| s.retention.get(level));
        written
            .and_then(Slot::get)
            .copied()
            .unwrap_or(Keep::Forever)
    }

    /// Returns the path prefix of the API, without a slash at its end; empty for `/`.
    pub fn api_base(&self) -> &str {
        let base = self.api.as_ref().and_then(|api| api.base.as_deref());
        base.unwrap_or("").trim_end_matches('/')
    }

    /// Returns the case of JSON keys.
    pub fn case(&self) -> Case {
        let case = self.api.as_ref().and_then(|api| api.case);
        case.unwrap_or_default()
    }

    /// Returns how lists are cut: the style, the default and the largest page.
    pub fn pagination(&self) -> (PageStyle, u32, u32) {
        let written = self.api.as_ref().and_then(|api| api.pagination.as_ref());
        let style = written.and_then(|p| p.style).unwrap_or_default();
        let max = written.and_then(|p| p.max).unwrap_or(DEFAULT_PAGE_MAX);
        let page = written.and_then(|p| p.default).unwrap_or(DEFAULT_PAGE);
        (style, page.min(max), max)
    }

    /// Returns whether readings are exported in a format.
    pub fn exports(&self, format: &str) -> bool {
        let api = self.api.as_ref();
        api.is_some_and(|api| api.export.contains(format))
    }

    /// Returns the live transports.
    pub fn live(&self) -> Vec<LiveVia> {
        let written = self.api.as_ref().and_then(|api| api.live.as_ref());
        match written {
            Some(live) if !live.via.is_empty() => live.via.clone(),
            _ => vec![LiveVia::Sse],
        }
    }

    /// Returns how often the live stream gives a sign of life, in milliseconds.
    pub fn keepalive_ms(&self) -> u64 {
        let written = self.api.as_ref().and_then(|api| api.live.as_ref());
        let keepalive = written.and_then(|live| live.keepalive.get());
        keepalive.map_or(DEFAULT_KEEPALIVE_MS, Duration::ms)
    }

    /// Returns whether there are pages for people, and a login for them.
    pub fn has_dashboard(&self) -> bool {
        self.dashboard_kind() != DashboardKind::None
    }

    /// Returns what kind of dashboard there is; none for what is no IoT backend.
    pub fn dashboard_kind(&self) -> DashboardKind {
        if self.domain() != Domain::Iot {
            return DashboardKind::None;
        }
        let kind = self.dashboard.as_ref().and_then(|d| d.kind);
        kind.unwrap_or_default()
    }

    /// Returns the architecture style.
    pub fn style(&self) -> Style {
        let written = self.architecture.as_ref();
        written
            .and_then(|a: &Architecture| a.style)
            .unwrap_or_default()
    }

    /// Returns whether a section, or one named thing of it, was refused.
    pub fn refuses(&self, what: &str) -> bool {
        self.refused.iter().any(|line| line == what)
    }
}
