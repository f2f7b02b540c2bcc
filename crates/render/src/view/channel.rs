//! Channels as the templates see them: how each delivers, and which rules use it.

use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::effective::ChannelView as Channel;

use super::RuleView;

/// The kinds that are built: word, variant in code.
const KINDS: [(&str, &str); 5] = [
    ("webhook", "Webhook"),
    ("slack", "Slack"),
    ("ntfy", "Ntfy"),
    ("telegram", "Telegram"),
    ("email", "Email"),
];

/// The rule of alerts that people raise; it is none of the catalogue.
const MANUAL: &str = "manual";

/// A channel with every default filled in.
#[derive(Clone, Debug, Serialize)]
pub struct ChannelView {
    /// The name.
    pub name: String,
    /// The word of its kind: `webhook`.
    pub kind: &'static str,
    /// The variant of its kind in code: `Webhook`.
    pub variant: &'static str,
    /// Its first setting.
    pub variable: String,
    /// How the names of its other settings begin.
    pub prefix: String,
    /// Where it delivers to when no setting says so.
    pub to: String,
    /// Whether each message is signed.
    pub signed: bool,
    /// How often a failed delivery is tried again.
    pub retries: u32,
    /// Its settings, and whether it works without each.
    pub settings: Vec<SettingView>,
}

/// A setting of a channel.
#[derive(Clone, Debug, Serialize)]
pub struct SettingView {
    /// The variable.
    pub name: String,
    /// Whether the channel works without it.
    pub optional: bool,
}

/// The alerts of a rule go to a channel.
#[derive(Clone, Debug, Serialize)]
pub struct RouteView {
    /// Name of the rule.
    pub rule: String,
    /// Name of the channel.
    pub channel: String,
    /// Whether the end of an alert is told too.
    pub recovery: bool,
    /// Whether the specification names the channel at the rule.
    pub asked: bool,
}

/// Which kinds of channel there are.
#[expect(
    clippy::struct_excessive_bools,
    reason = "templates ask for each kind by its name"
)]
#[derive(Clone, Debug, Default, Serialize)]
pub struct Kinds {
    /// Webhooks.
    pub webhook: bool,
    /// Slack.
    pub slack: bool,
    /// ntfy.
    pub ntfy: bool,
    /// Telegram.
    pub telegram: bool,
    /// E-mail.
    pub email: bool,
    /// Any that posts over HTTP.
    pub http: bool,
    /// Any that gets text for people.
    pub text: bool,
}

/// Returns the channels whose kind is built.
pub(super) fn views(spec: &Spec) -> Vec<ChannelView> {
    let all = spec.channel_views();
    all.iter().filter_map(view).collect()
}

fn view(channel: &Channel<'_>) -> Option<ChannelView> {
    let (kind, variant) = KINDS.iter().find(|(word, _)| *word == channel.kind)?;
    let settings = channel.settings().into_iter();
    Some(ChannelView {
        name: channel.name.to_string(),
        kind,
        variant,
        variable: channel.variable.clone(),
        prefix: channel.prefix.clone(),
        to: channel.to.clone(),
        signed: channel.signed,
        retries: channel.retries,
        settings: settings
            .map(|(name, optional)| SettingView { name, optional })
            .collect(),
    })
}

/// Returns which kinds these channels have.
pub(super) fn kinds(channels: &[ChannelView]) -> Kinds {
    let has = |kind: &str| channels.iter().any(|channel| channel.kind == kind);
    let (webhook, email) = (has("webhook"), has("email"));
    let chat = has("slack") || has("ntfy") || has("telegram");
    Kinds {
        webhook,
        slack: has("slack"),
        ntfy: has("ntfy"),
        telegram: has("telegram"),
        email,
        http: webhook || chat,
        text: email || chat,
    }
}

/// Returns which alerts go where: those of a rule to the channels that it names, those that people raise or cause by a
/// limit of their own to all of them.
pub(super) fn routes(spec: &Spec, rules: &[RuleView], channels: &[ChannelView]) -> Vec<RouteView> {
    let tells_ends = |name: &str| {
        let mut alerts = spec.alerts.values();
        alerts.any(|alert| alert.recovery && alert.notify.iter().any(|one| one.as_str() == name))
    };
    let to_all = |rule: &str| {
        let routes = channels.iter().map(|channel| RouteView {
            rule: rule.to_owned(),
            channel: channel.name.clone(),
            recovery: tells_ends(&channel.name),
            asked: false,
        });
        routes.collect::<Vec<_>>()
    };
    let mut routes = Vec::new();
    for rule in rules {
        let Some(alert) = spec.alerts.get(rule.name.as_str()).filter(|_| rule.asked) else {
            routes.extend(to_all(&rule.name));
            continue;
        };
        let names = alert.notify.iter().map(ToString::to_string);
        let built = names.filter(|name| channels.iter().any(|one| one.name == *name));
        routes.extend(built.map(|channel| RouteView {
            rule: rule.name.clone(),
            channel,
            recovery: alert.recovery,
            asked: true,
        }));
    }
    routes.extend(to_all(MANUAL));
    routes
}

#[cfg(test)]
mod tests {
    use crate::View;
    use specgen_spec::Spec;

    #[test]
    fn rules_name_their_channels_and_the_rest_goes_to_all() {
        let spec: Spec = serde_saphyr::from_str(
            "
specgen: 1
name: a
metrics: {temperature: {unit: C}, humidity: {unit: \"%\"}}
alerts:
  hot: {when: {threshold: {metric: temperature, above: 30}}, notify: [a, pager], recovery: true}
channels:
  a: {via: {webhook: {}}}
  pager: {via: {sms: {}}}
  b: {via: {ntfy: {}}}
",
        )
        .unwrap();
        let view = View::of(&spec);
        let names: Vec<_> = view.channels.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["a", "b"], "what is not built is left out");
        let routes: Vec<_> = view
            .routes
            .iter()
            .map(|one| (one.rule.as_str(), one.channel.as_str(), one.recovery))
            .collect();
        assert_eq!(
            routes,
            [
                ("hot", "a", true),
                ("humidity_limit", "a", true),
                ("humidity_limit", "b", false),
                ("manual", "a", true),
                ("manual", "b", false),
            ]
        );
    }
}
