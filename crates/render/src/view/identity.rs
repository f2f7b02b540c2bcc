//! Names, texts and project-wide numbers.

use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::effective::heading;
use specgen_spec::model::Keep;

/// Who the backend is.
#[derive(Clone, Debug, Serialize)]
pub struct Identity {
    /// The name: crate, database, prefix of the telemetry.
    pub name: String,
    /// The name as a title: `IoT backend`.
    pub title: String,
    /// One sentence on what it does.
    pub summary: String,
    /// The word for one device.
    pub noun: String,
    /// The word for several.
    pub noun_plural: String,
    /// The longest usual time between two readings of a device, in milliseconds.
    pub interval_ms: u64,
    /// The same as a text: `20s`.
    pub interval: String,
    /// How long readings are kept, in milliseconds; nothing for ever.
    pub keep_readings_ms: Option<i64>,
    /// The same as a text: `90d`, `forever`.
    pub keep_readings: String,
    /// How far a device's clock may run ahead, in milliseconds.
    pub clock_skew_ms: u64,
}

impl Identity {
    /// Fills in what the specification leaves open.
    pub fn of(spec: &Spec) -> Self {
        let name = spec.name.to_string();
        let noun = spec.noun();
        let keep = spec.retention("raw");
        Self {
            title: heading(&name),
            summary: if spec.summary.is_empty() {
                usual_summary(spec)
            } else {
                spec.summary.clone()
            },
            noun_plural: plural(&noun),
            noun,
            name,
            interval_ms: spec.expected_interval_ms(),
            interval: specgen_spec::model::Duration::from_ms(spec.expected_interval_ms())
                .to_string(),
            keep_readings_ms: keep_ms(keep),
            keep_readings: keep.to_string(),
            clock_skew_ms: spec.clock_skew_ms(),
        }
    }
}

/// A sentence for a backend that has none of its own. It names no metric: what people make of it then
/// stands beside every later change.
fn usual_summary(spec: &Spec) -> String {
    format!(
        "Collects what {} measure, keeps it, and tells when something is wrong.",
        plural(&spec.noun())
    )
}

/// The English plural of a noun of one or more words.
fn plural(noun: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
    if ends(&["ay", "ey", "oy", "uy"]) {
        return format!("{noun}s");
    }
    if let Some(stem) = noun.strip_suffix('y') {
        return format!("{stem}ies");
    }
    if ends(&["s", "x", "z", "ch", "sh"]) {
        return format!("{noun}es");
    }
    format!("{noun}s")
}

/// A retention as milliseconds: months as 30.4 days, years as 365.
#[expect(clippy::cast_possible_truncation, reason = "at most 100,000 years")]
pub(super) fn keep_ms(keep: Keep) -> Option<i64> {
    keep.days().map(|days| (days * 86_400_000.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn words_read_well() {
        assert_eq!(plural("device"), "devices");
        assert_eq!(plural("battery"), "batteries");
        assert_eq!(plural("relay"), "relays");
        assert_eq!(plural("box"), "boxes");
    }
}
