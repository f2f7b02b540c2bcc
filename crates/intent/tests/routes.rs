//! Who is told of which alert: the channels of each rule, in a description and in a request.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod changing;
mod held_out;

use changing::{base, changed, specification};
use specgen_spec::Spec;

/// `rule: channel channel`, one line per rule.
fn routes(spec: &Spec) -> Vec<String> {
    let line = |(id, alert): (&specgen_spec::model::Name, &specgen_spec::model::Alert)| {
        let told: Vec<&str> = alert
            .notify
            .iter()
            .map(specgen_spec::model::Name::as_str)
            .collect();
        format!("{id}: {}", told.join(" "))
    };
    spec.alerts.iter().map(line).collect()
}

#[test]
fn each_rule_of_a_description_has_the_channels_of_its_words() {
    let compost = routes(base("H"));
    assert_eq!(
        compost,
        [
            "core_temperature_high: email",
            "oxygen_low: email",
            "offline: sms"
        ]
    );
    let rows: [(&str, &[&str]); 5] = [
        (
            "Cold room: temperature and humidity. Alert by email when the humidity is above 80 %, by SMS when the temperature is above 8 °C.",
            &["humidity_high: email", "temperature_high: sms"],
        ),
        (
            "Cold room: temperature and humidity. When the temperature is above 8 °C send an SMS, when the humidity is above 80 % send an email.",
            &["temperature_high: sms", "humidity_high: email"],
        ),
        (
            "Cold room: temperature and humidity. Email when the humidity is above 80 %. SMS when the temperature is above 8 °C. Post every alert to Slack.",
            &["humidity_high: email slack", "temperature_high: slack sms"],
        ),
        (
            "Cold room: temperature and humidity. Email and Telegram when the humidity is above 80 % or the temperature is above 8 °C.",
            &[
                "humidity_high: email telegram",
                "temperature_high: email telegram",
            ],
        ),
        (
            "Kühlraum: Temperatur und Feuchte. E-Mail, wenn die Temperatur über 8 °C liegt, SMS, wenn die Feuchte über 80 % liegt.",
            &["temperature_high: email", "humidity_high: sms"],
        ),
    ];
    for (text, wanted) in rows {
        assert_eq!(routes(&specification(text)), wanted, "{text}");
    }
}

#[test]
fn a_new_rule_is_told_where_its_request_says_and_the_others_stay() {
    let before = routes(base("F"));
    let after = routes(&changed(
        "F",
        "Add turbidity (NTU), send a Telegram message when it's over 5 NTU.",
    ));
    for line in &before {
        assert!(after.contains(line), "{line} is gone: {after:?}");
    }
    assert!(
        after.contains(&"turbidity_high: telegram".to_owned()),
        "{after:?}"
    );
    let all = routes(&changed("F", "Send alerts to Slack as well."));
    assert!(all.iter().all(|line| line.contains("slack")), "{all:?}");
}

#[test]
fn a_second_level_tells_its_own_channel_or_that_of_the_first() {
    let rows: [(&str, &str, &str); 4] = [
        ("SKR", "Slack at 14 m/s wind, SMS stays at 18 m/s", "slack"),
        (
            "EVM",
            "Connector temperature 85 °C → webhook, 95 °C → SMS",
            "sms",
        ),
        ("PHA", "battery 15 % warning, 5 % critical", "sms"),
        ("SKR", "Wind: 18 m/s warns, 22 m/s is critical", "sms"),
    ];
    for (id, text, channel) in rows {
        let old = routes(base(id));
        let new = routes(&changed(id, text));
        let added: Vec<&String> = new.iter().filter(|line| !old.contains(line)).collect();
        assert_eq!(added.len(), 1, "{text}: {added:?}");
        assert!(
            added[0].ends_with(&format!(": {channel}")),
            "{text}: {added:?}"
        );
        assert!(old.iter().all(|line| new.contains(line)), "{text}: {new:?}");
    }
}

#[test]
fn a_request_moves_the_rules_that_it_names_and_leaves_none_without_a_way() {
    let faults: Vec<String> = held_out::spared::ROUTES
        .iter()
        .filter_map(|(id, request, wanted)| {
            let mut told = routes(&changed(id, request));
            let mut wanted = wanted.to_vec();
            told.sort_unstable();
            wanted.sort_unstable();
            (told != wanted).then(|| format!("{id} {request}: {told:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
