//! Who is told of which alert after a request that moves some or all of them, and which channels are left.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod changing;

use changing::changed;
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

/// The channels that there are.
fn channels(spec: &Spec) -> String {
    let names = spec.channels.keys();
    let names: Vec<&str> = names.map(specgen_spec::model::Name::as_str).collect();
    names.join(" ")
}

/// Base, request, and the ways of each rule afterwards; then the channels that are left.
type Moved = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const BATTERY: &[&str] = &["indoor: email", "battery: email"];
const WIND: &[&str] = &["wind: slack", "rope: slack"];
const FENCE: &[&str] = &["connector: webhook", "zone: webhook"];
const CO2: &[&str] = &["grain: telegram", "co2: email"];
const GRAIN: &[&str] = &["grain: sms", "co2: telegram"];
const CROSSED: &[&str] = &["indoor: sms", "battery: email"];
const MOVED: &[Moved] = &[
    (
        "PHA",
        "The battery alert should go by e-mail instead of SMS",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "e-mail instead of SMS for the battery",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "battery alert: e-mail, not SMS",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "Akkualarm per E-Mail statt SMS",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "The battery alert should not go by SMS but by e-mail",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "battery alerts no longer by SMS but by e-mail",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "send the battery alert by e-mail instead",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "use e-mail instead for the battery alert",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "don't text us about the battery, mail us instead",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "replace SMS by e-mail for the battery",
        BATTERY,
        "email sms",
    ),
    (
        "PHA",
        "Telegram instead of SMS for the battery",
        &["indoor: email", "battery: telegram"],
        "email sms telegram",
    ),
    (
        "SKR",
        "Slack instead of SMS for the wind",
        WIND,
        "sms slack",
    ),
    ("SKR", "Slack rather than SMS for wind", WIND, "sms slack"),
    (
        "SKR",
        "the wind alarm should go to Slack, not SMS",
        WIND,
        "sms slack",
    ),
    ("SKR", "Slack statt SMS für den Wind", WIND, "sms slack"),
    (
        "SKR",
        "Slack en vez de SMS para el viento",
        WIND,
        "sms slack",
    ),
    (
        "SKR",
        "Slack au lieu du SMS pour le vent",
        WIND,
        "sms slack",
    ),
    (
        "SKR",
        "SMS instead of Slack for the rope tension",
        &["wind: sms", "rope: sms"],
        "sms slack",
    ),
    (
        "EVM",
        "webhook instead of e-mail when a charger leaves",
        FENCE,
        "webhook email",
    ),
    (
        "EVM",
        "Webhook statt E-Mail, wenn ein Lader das Gelände verlässt",
        FENCE,
        "webhook email",
    ),
    (
        "LAU",
        "webhook rather than e-mail for the offline alert",
        &["drum: webhook", "offline: webhook"],
        "webhook email",
    ),
    (
        "SIL",
        "CO2 by e-mail instead of Telegram",
        CO2,
        "telegram email",
    ),
    (
        "SIL",
        "CO2 by e-mail, temperature remains on Telegram",
        CO2,
        "telegram email",
    ),
    (
        "SIL",
        "CO2 per E-Mail, die Temperatur bleibt bei Telegram",
        CO2,
        "telegram email",
    ),
    (
        "SIL",
        "Temperature alarm by SMS, CO2 stays on Telegram",
        GRAIN,
        "telegram sms",
    ),
    (
        "SIL",
        "CO2 stays on Telegram, temperature by SMS",
        GRAIN,
        "telegram sms",
    ),
    (
        "SIL",
        "CO2 also by e-mail, temperature stays on Telegram",
        &["grain: telegram", "co2: telegram email"],
        "telegram email",
    ),
    (
        "SIL",
        "CO2 by SMS, moisture stays as it is",
        &["grain: telegram", "co2: telegram sms"],
        "telegram sms",
    ),
    (
        "PHA",
        "battery by e-mail, temperature by SMS",
        CROSSED,
        "email sms",
    ),
    (
        "PHA",
        "battery by e-mail, the rest by SMS",
        CROSSED,
        "email sms",
    ),
    (
        "PHA",
        "battery also by e-mail, temperature also by SMS",
        &["indoor: email sms", "battery: sms email"],
        "email sms",
    ),
];

#[test]
fn what_names_a_rule_moves_that_rule_alone() {
    for (id, request, wanted, left) in MOVED {
        let spec = changed(id, request);
        let short = |line: &String| {
            let (rule, ways) = line.split_once(": ").unwrap();
            format!("{}: {ways}", rule.split('_').next().unwrap())
        };
        let told: Vec<String> = routes(&spec).iter().map(short).collect();
        assert_eq!(told, *wanted, "{request}");
        assert_eq!(channels(&spec), *left, "{request}");
    }
}

#[test]
fn what_names_no_rule_moves_all_of_them_and_the_old_way_goes() {
    let rows: [(&str, &str, &[&str], &str); 4] = [
        ("PHA", "E-Mail statt SMS", &["email", "email"], "email"),
        (
            "PHA",
            "no SMS, e-mail for everything",
            &["email", "email"],
            "email",
        ),
        (
            "EVM",
            "no more webhooks, e-mail instead",
            &["email", "email"],
            "email",
        ),
        (
            "SKR",
            "remove the SMS, Slack instead",
            &["slack", "slack"],
            "slack",
        ),
    ];
    for (id, request, wanted, left) in rows {
        let spec = changed(id, request);
        let told: Vec<String> = routes(&spec);
        let told: Vec<&str> = told
            .iter()
            .map(|line| line.split_once(": ").unwrap().1)
            .collect();
        assert_eq!(told, wanted, "{request}");
        assert_eq!(channels(&spec), left, "{request}");
    }
}

#[test]
fn a_new_rule_is_told_only_where_its_request_says() {
    for request in [
        "Mail me after 20 minutes without data.",
        "Nobody notices when a logger dies. Mail me after 20 minutes without data.",
        "Mail me when a logger is silent for 20 minutes.",
    ] {
        let told = routes(&changed("PHA", request));
        assert!(
            told.contains(&"offline: email".to_owned()),
            "{request}: {told:?}"
        );
        assert!(
            told.contains(&"battery_low: sms".to_owned()),
            "{request}: {told:?}"
        );
    }
}
