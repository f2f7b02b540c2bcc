//! The facets `notify` and `command`.

use super::Facet;
use super::listing::Listing;
use super::taking::{Taking, name, slug, spelled};
use crate::edit::Path;
use crate::model::{Alert, Channel, Command, Name, Signature, Target, Topic, Via};

/// A kind of channel.
type Kind = (&'static str, &'static str, fn(Target) -> Via);

/// The kinds of channel: word, variable that holds its secret, how it is made.
const KINDS: [Kind; 13] = [
    ("webhook", "WEBHOOK_URL", Via::Webhook),
    ("email", "SMTP_URL", Via::Email),
    ("telegram", "TELEGRAM_BOT_TOKEN", Via::Telegram),
    ("slack", "SLACK_WEBHOOK_URL", Via::Slack),
    ("ntfy", "NTFY_URL", Via::Ntfy),
    ("sms", "SMS_API_KEY", Via::Sms),
    ("phone_call", "PHONE_API_KEY", Via::PhoneCall),
    ("whatsapp", "WHATSAPP_TOKEN", Via::Whatsapp),
    ("teams", "TEAMS_WEBHOOK_URL", Via::Teams),
    ("discord", "DISCORD_WEBHOOK_URL", Via::Discord),
    ("push", "PUSH_API_KEY", Via::Push),
    ("matrix", "MATRIX_TOKEN", Via::Matrix),
    ("web_app", "WEB_APP_KEY", Via::WebApp),
];

/// Returns the kind of a channel and where it delivers.
fn parts(via: &Via) -> (&'static str, &Target) {
    match via {
        Via::Webhook(to) => ("webhook", to),
        Via::Email(to) => ("email", to),
        Via::Telegram(to) => ("telegram", to),
        Via::Slack(to) => ("slack", to),
        Via::Ntfy(to) => ("ntfy", to),
        Via::Sms(to) => ("sms", to),
        Via::PhoneCall(to) => ("phone_call", to),
        Via::Whatsapp(to) => ("whatsapp", to),
        Via::Teams(to) => ("teams", to),
        Via::Discord(to) => ("discord", to),
        Via::Push(to) => ("push", to),
        Via::Matrix(to) => ("matrix", to),
        Via::WebApp(to) => ("web_app", to),
    }
}

fn kind(text: &str) -> String {
    match slug(text).as_str() {
        "mail" | "e_mail" => "email".to_owned(),
        "text" | "text_message" => "sms".to_owned(),
        "call" | "phone" => "phone_call".to_owned(),
        "microsoft_teams" | "ms_teams" => "teams".to_owned(),
        "push_notification" => "push".to_owned(),
        other => other.to_owned(),
    }
}

fn channel(word: &str, to: Vec<String>, signature: Option<Signature>) -> Option<Channel> {
    let (_, env, make) = KINDS.iter().find(|(kind, _, _)| *kind == word)?;
    let target = Target {
        to,
        env: Some((*env).to_owned()),
        product: None,
        signature,
    };
    Some(Channel {
        via: make(target),
        include: Vec::new(),
        retries: None,
        was: Vec::new(),
        label: None,
    })
}

/// Makes a channel that another fact needs.
pub(super) fn ensure(t: &mut Taking, id: &Name) {
    if !t.spec.channels.contains(id.as_str())
        && let Some(channel) = channel(id.as_str(), Vec::new(), None)
    {
        t.implied(Path::of("channels", id));
        t.spec.channels.insert(id.clone(), channel);
    }
}

pub(super) fn take(t: &mut Taking) {
    let text = t.text("value").unwrap_or_default();
    let word = kind(&text);
    let signature = t.word("signature");
    let made = channel(&word, t.list("to"), signature);
    let (Some(mut made), Some(id)) = (made, name(&word)) else {
        return t.unheld(Some("value"), format!("`{text}` is no kind of channel"));
    };
    made.retries = t
        .value("retries")
        .and_then(|n| u32::try_from(n.as_u64()?).ok());
    let path = Path::of("channels", &id);
    let target = path.join(&"via").join(&word);
    for key in ["to", "signature"] {
        t.wrote(target.join(&key), key);
    }
    t.wrote(path.join(&"retries"), "retries");
    t.made(path);
    let line = format!("notify.{id}");
    t.spec.refused.retain(|refused| *refused != line);
    let general = t.flag("rules") != Some(true);
    if general && !t.spec.channels.contains(id.as_str()) {
        t.batch.channels.push(id.clone());
    }
    t.spec.channels.insert(id, made);
}

/// Sends an alert to the channels that its own words name; returns whether they name any.
pub(super) fn told(t: &mut Taking, alert: &mut Alert) -> bool {
    let own = t.list("notify");
    for id in own.iter().filter_map(|text| name(&kind(text))) {
        ensure(t, &id);
        if t.spec.channels.contains(id.as_str()) && !alert.notify.contains(&id) {
            alert.notify.push(id);
        }
    }
    !own.is_empty()
}

/// Sends every alert to every general channel that came with it, and a new alert where its peers go.
pub(super) fn route(t: &mut Taking) {
    let peers: Vec<Name> = t.spec.channels.keys().cloned().collect();
    let (alerts, channels) = (t.batch.alerts.clone(), t.batch.channels.clone());
    for (id, alert) in t.spec.alerts.iter_mut() {
        let new = alerts.contains(id);
        for channel in if new { &peers } else { &channels } {
            if !alert.notify.contains(channel) {
                alert.notify.push(channel.clone());
            }
        }
    }
}

pub(super) fn list(l: &mut Listing) {
    let mut seen = Vec::new();
    for (id, channel) in l.spec.channels.iter() {
        let path = Path::of("channels", id);
        let (kind, target) = parts(&channel.via);
        let Some(fact) = l.start(Facet::Notify, &path) else {
            continue;
        };
        let mut fact = fact.with("value", kind);
        let at = path.join(&"via").join(&kind);
        if !target.to.is_empty() {
            l.key(&mut fact, "to", target.to.clone(), &at.join(&"to"));
        }
        let signature = target.signature.as_ref().map(spelled);
        l.some(&mut fact, "signature", signature, &at.join(&"signature"));
        l.some(
            &mut fact,
            "retries",
            channel.retries,
            &path.join(&"retries"),
        );
        if !seen.contains(&fact.keys) {
            seen.push(fact.keys.clone());
            l.push(fact);
        }
    }
}

pub(super) fn take_command(t: &mut Taking) {
    let text = t.text("value").unwrap_or_default();
    let Some(id) = name(&text) else {
        return t.unheld(Some("value"), "no name can be made of it");
    };
    let mut command = t
        .spec
        .commands
        .get(id.as_str())
        .cloned()
        .unwrap_or_else(Command::default);
    if let Some(topic) = t.parse::<Topic>("topic") {
        command.topic = Some(topic);
        t.wrote(Path::of("commands", &id).join(&"topic"), "topic");
    }
    t.made(Path::of("commands", &id));
    t.spec.commands.insert(id, command);
}

pub(super) fn list_command(l: &mut Listing) {
    for (id, command) in l.spec.commands.iter() {
        let path = Path::of("commands", id);
        if let Some(fact) = l.start(Facet::Command, &path) {
            let mut fact = fact.with("value", id.as_str());
            let topic = command.topic.as_ref().map(Topic::as_str);
            l.some(&mut fact, "topic", topic, &path.join(&"topic"));
            l.push(fact);
        }
    }
}
