//! Topics as the templates see them.

use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::model::{DevicePlace, Topic};

/// A topic pattern in which `{deviceId}` stands for the device and `+` for any other level.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// The pattern: `sensors/{deviceId}/readings`.
    pub pattern: String,
    /// The filter for all devices: `sensors/+/readings`.
    pub filter: String,
    /// The pattern of an access rule, `%u` for the device: `sensors/%u/readings`.
    pub acl: String,
    /// The topic of a sample device: `sensors/kitchen-1/readings`.
    pub example: String,
}

impl TopicView {
    /// Reads a pattern whose device level may have another name; `word` is that name where the
    /// specification says it.
    pub(super) fn of(pattern: &str, word: Option<&str>) -> Self {
        let levels: Vec<&str> = pattern.split('/').collect();
        let said = word.map(|word| format!("{{{word}}}"));
        let said = said.and_then(|said| levels.iter().position(|level| *level == said));
        let device = said.or_else(|| device_level(&levels)).unwrap_or(0);
        let join = |device_word: &str| {
            let words: Vec<&str> = levels
                .iter()
                .enumerate()
                .map(|(at, level)| match () {
                    () if at == device => device_word,
                    () if level.starts_with('{') => "+",
                    () => level,
                })
                .collect();
            words.join("/")
        };
        Self {
            pattern: join("{deviceId}"),
            filter: join("+"),
            acl: join("%u"),
            example: join("kitchen-1").replace('+', "a"),
        }
    }

    /// Returns whether the backend can use a pattern: one level names the device, none is open-ended.
    pub(super) fn is_built(topic: &Topic) -> bool {
        let levels: Vec<&str> = topic.levels().collect();
        device_level(&levels).is_some() && !levels.contains(&"#")
    }
}

/// The placeholder that the payload of a topic names as the device.
pub(super) fn device_word(spec: &Spec, topic: &str) -> Option<String> {
    let (_, topic) = spec
        .topics
        .iter()
        .find(|(name, _)| name.as_str() == topic)?;
    let payloads = &spec.ingest.as_ref()?.payloads;
    let payload = match &topic.payload {
        Some(name) => payloads.get(name),
        None => payloads.values().next(),
    };
    match payload?.device.as_ref()? {
        DevicePlace::Topic(word) => Some(word.clone()),
        DevicePlace::Field(_) | DevicePlace::Fixed(_) | DevicePlace::Login => None,
    }
}

/// The level that names the device: the placeholder that says so, else the last placeholder, else
/// the only wildcard.
fn device_level(levels: &[&str]) -> Option<usize> {
    let placeholders: Vec<usize> = (0..levels.len())
        .filter(|at| levels[*at].starts_with('{'))
        .collect();
    let says_so = |level: &str| {
        let name = level.to_lowercase();
        ["device", "sensor", "id"]
            .iter()
            .any(|word| name.contains(word))
    };
    let named = placeholders.iter().rev().find(|at| says_so(levels[**at]));
    let wild = || {
        let mut wild = (0..levels.len()).filter(|at| levels[*at] == "+");
        wild.next().filter(|_| wild.next().is_none())
    };
    named.or(placeholders.last()).copied().or_else(wild)
}

#[cfg(test)]
mod tests {
    use super::TopicView;

    #[test]
    fn the_device_level_is_found() {
        for (pattern, word, expected) in [
            (
                "sensors/{deviceId}/readings",
                None,
                "sensors/{deviceId}/readings",
            ),
            (
                "farm/{zone}/{sensor_id}/data",
                None,
                "farm/+/{deviceId}/data",
            ),
            ("farm/{zone}/{bed}", None, "farm/+/{deviceId}"),
            ("plant/+/up", None, "plant/{deviceId}/up"),
            ("{meter}/{site_id}", Some("meter"), "{deviceId}/+"),
        ] {
            assert_eq!(TopicView::of(pattern, word).pattern, expected);
        }
    }
}
