//! Channels with every default filled in: how they deliver, which settings they read, who uses them.

use super::screaming;
use crate::model::{Channel, Include, Name, Signature, Spec, Via};

/// How often a failed delivery is tried again, when nothing is written.
pub const DEFAULT_RETRIES: u32 = 12;

/// A channel with its defaults.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelView<'a> {
    /// Its name.
    pub name: &'a Name,
    /// As it is written.
    pub channel: &'a Channel,
    /// The word of its kind: `webhook`.
    pub kind: &'static str,
    /// The setting that says where it is, or with which secret: `SMTP_URL`.
    pub variable: String,
    /// How the names of its other settings begin: `SMTP`.
    pub prefix: String,
    /// Where it delivers to when no setting says so; empty when only settings do.
    pub to: String,
    /// Whether each message is signed.
    pub signed: bool,
    /// How often a failed delivery is tried again.
    pub retries: u32,
}

impl ChannelView<'_> {
    /// Returns the names of all its settings, and whether it works without each.
    pub fn settings(&self) -> Vec<(String, bool)> {
        let given = !self.to.is_empty();
        let more = |end: &str, optional| (format!("{}_{end}", self.prefix), optional);
        let first = |optional| (self.variable.clone(), optional);
        match self.kind {
            "webhook" => vec![first(given), more("SECRET", !self.signed)],
            "ntfy" => vec![first(given), more("TOKEN", true)],
            "telegram" => vec![first(false), more("CHAT_ID", given), more("API_URL", true)],
            "email" => vec![
                first(false),
                more("USERNAME", true),
                more("PASSWORD", true),
                more("FROM", false),
                more("TO", given),
            ],
            _ => vec![first(given)],
        }
    }

    /// Returns what a message should hold beyond the alert and its value.
    pub fn includes(&self) -> impl Iterator<Item = Include> {
        let include = self.channel.include.iter().copied();
        include.filter(|one| *one != Include::Value)
    }
}

impl Spec {
    /// Returns the channels with their defaults.
    pub fn channel_views(&self) -> Vec<ChannelView<'_>> {
        self.channels.iter().map(view).collect()
    }
}

fn view<'a>((name, channel): (&'a Name, &'a Channel)) -> ChannelView<'a> {
    let (kind, target) = channel.via.parts();
    let written = target.env.clone().filter(|env| !env.is_empty());
    let variable = written.unwrap_or_else(|| usual_variable(name, kind));
    let ends = ["_BOT_TOKEN", "_URL", "_TOKEN", "_KEY"];
    let stem = ends.iter().find_map(|end| variable.strip_suffix(end));
    let prefix = stem.unwrap_or(&variable).to_owned();
    let literal = |to: &&String| is_literal(kind, to);
    let to: Vec<&str> = target
        .to
        .iter()
        .filter(literal)
        .map(String::as_str)
        .collect();
    ChannelView {
        name,
        channel,
        kind,
        prefix,
        to: if kind == "email" {
            to.join(", ")
        } else {
            to.first().copied().unwrap_or_default().to_owned()
        },
        signed: matches!(channel.via, Via::Webhook(_))
            && target.signature.unwrap_or_default() == Signature::HmacSha256,
        retries: channel.retries.unwrap_or(DEFAULT_RETRIES),
        variable,
    }
}

fn usual_variable(name: &Name, kind: &str) -> String {
    let name = screaming(name.as_str());
    match kind {
        "email" if name == "EMAIL" => "SMTP_URL".to_owned(),
        "slack" if name == "SLACK" => "SLACK_WEBHOOK_URL".to_owned(),
        "telegram" => format!("{name}_BOT_TOKEN"),
        _ => format!("{name}_URL"),
    }
}

/// Whether a target can be used as it is written; a role or a field of a device cannot.
fn is_literal(kind: &str, to: &str) -> bool {
    let is_web = to.starts_with("http://") || to.starts_with("https://");
    match kind {
        "email" => to.contains('@') && !to.contains(char::is_whitespace),
        "telegram" => {
            let number = to.strip_prefix('-').unwrap_or(to);
            to.starts_with('@')
                || (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
        }
        _ => is_web,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Spec;

    #[test]
    fn settings_follow_from_what_is_written() {
        let spec: Spec = serde_saphyr::from_str(
            "
specgen: 1
name: a
channels:
  webhook: {via: {webhook: {to: [https://x/y], signature: none}}, retries: 3}
  ops_mail: {via: {email: {to: [a@x, 'role:operator', b@x]}}}
  email: {via: {email: {}}}
  chat: {via: {telegram: {env: TELEGRAM_BOT_TOKEN, to: ['-100']}}}
",
        )
        .unwrap();
        let views = spec.channel_views();
        let shown: Vec<_> = views
            .iter()
            .map(|one| (one.variable.as_str(), one.prefix.as_str(), one.to.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                ("WEBHOOK_URL", "WEBHOOK", "https://x/y"),
                ("OPS_MAIL_URL", "OPS_MAIL", "a@x, b@x"),
                ("SMTP_URL", "SMTP", ""),
                ("TELEGRAM_BOT_TOKEN", "TELEGRAM", "-100"),
            ]
        );
        assert!(!views[0].signed && views[0].retries == 3 && views[1].retries == 12);
        let needed = |at: usize| {
            let settings = views[at].settings().into_iter();
            let needed = settings.filter(|(_, optional)| !optional);
            needed.map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(needed(0), Vec::<String>::new());
        assert_eq!(needed(1), ["OPS_MAIL_URL", "OPS_MAIL_FROM"]);
        assert_eq!(needed(2), ["SMTP_URL", "SMTP_FROM", "SMTP_TO"]);
        assert_eq!(needed(3), ["TELEGRAM_BOT_TOKEN"]);
    }
}
