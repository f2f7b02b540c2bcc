//! Everything that was asked for beyond the rest, one criterion each, built or not.

use crate::derive::requirement::{Held, Requirement, Story};
use crate::derive::view::View;
use crate::derive::words::{clause, code, list, plain, plural, sentence, words};
use crate::derive::{Ears, Key};
use crate::model::{
    Channel, Command, Engine, Function, Include, Name, Named, Per, Period, Resource, Rollup, Slot,
};

use super::statistics::period_words;

/// Returns the requirement on everything beyond the rest that the pack does not emit.
pub(super) fn wishes(view: &View<'_>) -> Option<Requirement> {
    let story = Story::new(
        "an owner of the project",
        "everything that was asked for to be written down, built or not",
        "nothing is lost in silence",
    );
    let title = if view.is_iot() {
        "Further wishes"
    } else {
        "What was asked for"
    };
    let mut asks = Asks {
        view,
        requirement: Requirement::new("further", title, story),
    };
    asks.storage();
    for (period, rollup) in view.spec.rollups.iter() {
        asks.rollup(*period, rollup);
    }
    for (name, _) in view.spec.reports.iter() {
        let title = format!("Report {}", words(name.as_str()));
        let text = format!("make the report `{name}` on its schedule");
        asks.add("report", &["report", name.as_str()], &title, text);
    }
    asks.groups();
    asks.devices();
    asks.channels();
    super::wire::wishes(&mut asks);
    for (name, resource) in view.spec.resources.iter() {
        asks.resource(name, resource);
    }
    asks.quality();
    (!asks.requirement.criteria.is_empty()).then_some(asks.requirement)
}

/// Collects what the pack does not emit.
pub(super) struct Asks<'v, 'a> {
    pub view: &'v View<'a>,
    requirement: Requirement,
}

impl Asks<'_, '_> {
    /// Adds a criterion with a task of its own, which stays open while the pack does not emit it.
    pub fn add(&mut self, word: &str, key: &[&str], title: &str, response: String) {
        let key = Key::of(key);
        let task = Key::of(&["further", key.as_str()]);
        let criterion = self.requirement.add(key, task, Ears::shall(response));
        criterion.held = (!self.view.pack.builds(word)).then(|| Held {
            word: word.to_owned(),
            title: title.to_owned(),
        });
    }

    fn storage(&mut self) {
        let engine = match self.view.spec.engine() {
            Engine::Sqlite => None,
            Engine::Postgres => Some("postgres"),
            Engine::Timescaledb => Some("timescaledb"),
        };
        if let Some(word) = engine {
            self.add(
                &format!("engine.{word}"),
                &["storage", "server"],
                &format!("Storage in {word}"),
                format!("keep its data in {word}"),
            );
        }
        let also = self.view.spec.storage.as_ref().map(|storage| &storage.also);
        for name in also.into_iter().flat_map(Named::keys) {
            let engine = words(name.as_str());
            self.add(
                &format!("storage.also.{name}"),
                &["storage", "also", name.as_str()],
                &format!("Storage in {engine} besides the database"),
                format!("keep data in {engine} besides the database"),
            );
        }
    }

    fn rollup(&mut self, period: Period, rollup: &Rollup) {
        if self.view.pack.builds("rollup") {
            return self.rollup_rest(period, rollup);
        }
        let metrics: Vec<String> = rollup
            .metrics
            .iter()
            .map(|name| self.view.words(name))
            .collect();
        let of = if metrics.is_empty() {
            "every metric".to_owned()
        } else {
            list(&metrics, "and")
        };
        self.add(
            "rollup",
            &["rollup", &period.to_string()],
            &format!("Aggregates per {period}"),
            format!("keep aggregates of {of} per {period} and serve them"),
        );
    }

    /// What statistics are asked for that the pack does not count.
    fn rollup_rest(&mut self, period: Period, rollup: &Rollup) {
        let of = period_words(period);
        for function in &rollup.functions {
            let word = function_word(*function);
            if !self.view.pack.builds(&format!("rollup.{word}")) {
                let what = words(word);
                self.add(
                    &format!("rollup.{word}"),
                    &["rollup", &period.to_string(), word],
                    &format!("{} per {of}", sentence(&what)),
                    format!("tell the {what} of each {of}"),
                );
            }
        }
        if let Some(per) = rollup.per {
            let (word, of_what) = match per {
                Per::Device => return,
                Per::Group => ("group", "each group"),
                Per::All => ("all", "all together"),
            };
            if !self.view.pack.builds(&format!("rollup.per.{word}")) {
                self.add(
                    &format!("rollup.per.{word}"),
                    &["rollup", &period.to_string(), "per"],
                    &format!("Statistics of {of_what} per {of}"),
                    format!("keep statistics of {of_what} per {of}"),
                );
            }
        }
    }

    fn groups(&mut self) {
        let spec = self.view.spec;
        let built = self.view.is_iot() && self.view.pack.builds("group");
        for (name, group) in spec.groups.iter() {
            if built && spec.keeps_group(name) {
                continue;
            }
            let values: Vec<String> = group.values.iter().map(|value| plain(value)).collect();
            let values = if values.is_empty() {
                String::new()
            } else {
                format!(": {}", list(&values, "or"))
            };
            let noun = words(name.as_str());
            self.add(
                if built { "group.kind" } else { "group" },
                &["group", name.as_str()],
                &format!("Groups by {noun}"),
                format!("let {} belong to a {noun}{values}", self.view.nouns),
            );
        }
    }

    fn devices(&mut self) {
        let Some(devices) = &self.view.spec.devices else {
            return;
        };
        let (noun, nouns) = (&self.view.noun, &self.view.nouns);
        let built = self.view.is_iot() && self.view.pack.builds("device.field");
        for name in devices.fields.keys() {
            if built && self.view.spec.keeps_field(name) {
                continue;
            }
            let field = words(name.as_str());
            self.add(
                if built {
                    "device.field.kind"
                } else {
                    "device.field"
                },
                &["device", "field", name.as_str()],
                &format!("The field {field} of a {noun}"),
                format!("keep {field} for each {noun}"),
            );
        }
        for name in devices.types.keys() {
            let kind = words(name.as_str());
            self.add(
                "type",
                &["device", "type", name.as_str()],
                &format!("The kind {kind} of {noun}"),
                format!("tell {nouns} of the kind {kind} from others"),
            );
        }
        if devices.gateways {
            self.add(
                "device.gateway",
                &["device", "gateway"],
                "Gateways",
                format!("let a gateway send for the {nouns} assigned to it"),
            );
        }
        let register = match self.view.spec.register() {
            crate::model::Register::Admin => return,
            crate::model::Register::FirstMessage => ("first_message", "with its first message"),
            crate::model::Register::Csv => ("csv", "from a list in a file"),
            crate::model::Register::Claim => ("claim", "with a claim code"),
        };
        self.add(
            &format!("register.{}", register.0),
            &["device", "register"],
            &format!("Registration {}", register.1),
            format!("register a {noun} {}", register.1),
        );
    }

    fn channels(&mut self) {
        let spec = self.view.spec;
        for (name, channel) in spec.channels.iter() {
            let via = channel.via.parts().0;
            let word = format!("channel.{via}");
            if self.view.is_iot() && self.view.pack.builds(&word) {
                self.includes(name, channel);
                continue;
            }
            let title = format!("Channel {} by {}", words(name.as_str()), words(via));
            let text = format!(
                "send the alerts that name `{name}` by {}, and try a failed one again",
                words(via)
            );
            self.add(&word, &["channel", name.as_str()], &title, text);
        }
        let built = self.view.is_iot() && self.view.pack.builds("command");
        for (name, command) in spec.commands.iter() {
            if built {
                self.command_rest(name, command);
                continue;
            }
            let title = format!("Command {}", words(name.as_str()));
            let text = format!(
                "let a caller send the command `{name}` to a {} and follow its result",
                self.view.noun
            );
            self.add("command", &["command", name.as_str()], &title, text);
        }
    }

    /// Adds what is asked of a command beyond what every command has.
    fn command_rest(&mut self, name: &Name, command: &Command) {
        let title = |what: &str| format!("{what} of the command {}", words(name.as_str()));
        if !command.args.is_empty() {
            let args: Vec<String> = command.args.keys().map(code).collect();
            self.add(
                "command.args",
                &["command", name.as_str(), "args"],
                &title("Arguments"),
                format!(
                    "check that the command `{name}` is given with {} and nothing else",
                    list(&args, "and")
                ),
            );
        }
        if let Some(retries @ 1..) = command.retries {
            self.add(
                "command.retries",
                &["command", name.as_str(), "retries"],
                &title("Repetition"),
                format!("send the command `{name}` again up to {retries} times"),
            );
        }
        if let Some(topic) = &command.topic {
            self.add(
                "command.topic",
                &["command", name.as_str(), "topic"],
                &title("Topic"),
                format!("send the command `{name}` on {}", code(topic)),
            );
        }
    }

    /// Adds what the messages of a channel should hold and do not.
    fn includes(&mut self, name: &Name, channel: &Channel) {
        for include in &channel.include {
            let what = match include {
                Include::Value => continue,
                Include::Location => "location",
                Include::Position => "position",
                Include::Link => "link",
            };
            self.add(
                "channel.include",
                &["channel", name.as_str(), "include", what],
                &format!("Channel {} with the {what}", words(name.as_str())),
                format!("say the {what} in messages to the channel `{name}`"),
            );
        }
    }

    fn resource(&mut self, name: &Name, resource: &Resource) {
        let noun = words(name.as_str());
        let nouns = resource
            .plural
            .as_ref()
            .map_or_else(|| plural(&noun), |plural| words(plural.as_str()));
        let fields: Vec<String> = resource
            .fields
            .keys()
            .map(|field| words(field.as_str()))
            .collect();
        let with = if fields.is_empty() {
            String::new()
        } else {
            format!(" with {}", list(&fields, "and"))
        };
        self.add(
            "resource",
            &["resource", name.as_str()],
            &sentence(&nouns),
            format!("let callers create, read, change, delete and list {nouns}{with}"),
        );
        for (rule, body) in resource.rules.iter() {
            self.add(
                "resource.rule",
                &["resource", name.as_str(), "rule", rule.as_str()],
                &format!("Rule {} of {nouns}", words(rule.as_str())),
                format!("keep this rule of {nouns}: {}", clause(&body.says)),
            );
        }
    }

    fn quality(&mut self) {
        let spec = self.view.spec;
        for (name, nfr) in spec.nfr.iter() {
            let what = words(name.as_str());
            let parts = [
                nfr.amount.as_deref().map(plain),
                nfr.scope
                    .as_deref()
                    .map(|scope| format!("for {}", plain(scope))),
                nfr.port.map(|port| format!("on port {port}")),
                nfr.after
                    .as_deref()
                    .map(|after| format!("after {}", plain(after))),
                nfr.on_excess
                    .as_deref()
                    .map(|excess| format!("else {}", plain(excess))),
            ];
            let detail: Vec<String> = parts.into_iter().flatten().collect();
            let detail = if detail.is_empty() {
                String::new()
            } else {
                format!(": {}", detail.join(", "))
            };
            self.add(
                &format!("nfr.{name}"),
                &["nfr", name.as_str()],
                &sentence(&what),
                format!("meet the requirement {what}{detail}"),
            );
        }
        for (kind, tests) in spec.tests.iter() {
            let title = format!("{} tests", sentence(&words(kind.as_str())));
            let of = tests
                .scope
                .as_deref()
                .map_or_else(String::new, |scope| format!(" of {}", plain(scope)));
            let text = format!("pass {} tests{of}", words(kind.as_str()));
            self.add(
                &format!("tests.{kind}"),
                &["tests", kind.as_str()],
                &title,
                text,
            );
        }
        for kind in spec.docs.keys() {
            let title = format!("Documents: {}", words(kind.as_str()));
            let text = format!("come with documents of the kind {}", words(kind.as_str()));
            self.add(
                &format!("docs.{kind}"),
                &["docs", kind.as_str()],
                &title,
                text,
            );
        }
        for (name, says) in spec.extra.iter() {
            let text = format!("fulfil this wish: {}", clause(says));
            let title = sentence(&words(name.as_str()));
            self.add(
                &format!("extra.{name}"),
                &["extra", name.as_str()],
                &title,
                text,
            );
        }
        if let Some(Slot::Is(_)) = spec.scale.as_ref().map(|scale| &scale.devices)
            && spec
                .scale
                .as_ref()
                .and_then(|scale| scale.instances)
                .unwrap_or(1)
                > 1
        {
            self.add(
                "scale.instances",
                &["scale", "instances"],
                "Several instances",
                "run as several instances that share the load".to_owned(),
            );
        }
    }
}

/// Returns the word of a function in the model.
fn function_word(function: Function) -> &'static str {
    match function {
        Function::Avg => "avg",
        Function::Min => "min",
        Function::Max => "max",
        Function::Sum => "sum",
        Function::Last => "last",
        Function::Count => "count",
        Function::TimeTrue => "time_true",
        Function::Distance => "distance",
        Function::Median => "median",
        Function::Stddev => "stddev",
    }
}
