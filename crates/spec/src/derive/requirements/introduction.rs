//! The introduction: what it is, the questions a stranger asks first, what to know about gaps.

use crate::derive::behaviour::FIRST_YEAR;
use crate::derive::block::Block;
use crate::derive::notes;
use crate::derive::requirement::{Requirement, Term};
use crate::derive::view::View;
use crate::derive::words::{code, list, plain, sentence, span};
use crate::effective::AlertView;
use crate::model::{DeviceAuth, Limits, Permission};

/// Returns the blocks of the introduction.
pub(super) fn blocks(view: &View<'_>, requirements: &[Requirement]) -> Vec<Block> {
    let mut blocks = vec![Block::text(summary(view))];
    if view.is_iot() {
        blocks.push(Block::heading("In short"));
        blocks.push(Block::table(&["Question", "Answer"], answers(view)));
        blocks.push(Block::heading("Roles"));
        blocks.push(roles(view));
    }
    gaps(view, requirements, &mut blocks);
    blocks
}

fn summary(view: &View<'_>) -> String {
    let name = code(&view.spec.name);
    let given = plain(&view.spec.summary);
    if !view.is_iot() {
        let what = if given.is_empty() {
            "This document holds what was asked for.".to_owned()
        } else {
            given
        };
        return format!(
            "{what} The project {name} is no IoT backend, and IoT backends are what can be generated: nothing is built, and every requirement below is an open task."
        );
    }
    let text = format!(
        "The backend {name} collects what {} measure, checks and stores every Reading, raises alerts, and serves current values, history and alerts to people and programs.",
        view.nouns
    );
    if given.is_empty() {
        text
    } else {
        format!("{given} {text}")
    }
}

fn answers(view: &View<'_>) -> Vec<Vec<String>> {
    let (noun, nouns) = (&view.noun, &view.nouns);
    let row = |question: String, answer: String| vec![question, answer];
    let kept = super::storage::length(view.spec.retention("raw"));
    let mut rows = vec![
        row("How long are Readings kept?".to_owned(), sentence(&kept)),
        row(
            "What happens to late data?".to_owned(),
            "It is added to the history. Latest values stay, and it raises or ends no alert"
                .to_owned(),
        ),
        row(
            "And to a duplicate?".to_owned(),
            format!("A Reading of the same {noun} and time is kept once; the first one wins"),
        ),
        row(
            format!("And to a {noun} without a clock?"),
            format!(
                "A Reading without a time, or from before {FIRST_YEAR}, gets the time of arrival and is marked"
            ),
        ),
        row(
            "And to a clock that is ahead?".to_owned(),
            format!(
                "More than {} ahead: the Reading is rejected",
                span(view.spec.clock_skew_ms())
            ),
        ),
        row(
            "And to wrong values?".to_owned(),
            "They are rejected with a reason; the newest ones are kept as Dead letters, which admins can read"
                .to_owned(),
        ),
        row("And to wrong credentials?".to_owned(), credentials(view)),
        row(
            "When is a message acknowledged?".to_owned(),
            "After its Readings are committed to disk".to_owned(),
        ),
    ];
    if view.has_settable_limits() {
        let who = view.spec.allowed(Permission::SetLimits);
        let per_device = |rule: &AlertView<'_>| rule.limits() == Limits::PerDevice;
        let where_to = if view.free.is_empty() && !view.rules.iter().any(per_device) {
            format!("once for all {nouns}")
        } else {
            let page = if view.has_dashboard() {
                " or on the dashboard"
            } else {
                ""
            };
            format!("for each {noun}, with `POST /devices/{{id}}/threshold`{page}")
        };
        rows.insert(
            0,
            row(
                "Who may set a limit?".to_owned(),
                format!(
                    "Only the role {}, while it runs: {where_to}",
                    list(&who, "or")
                ),
            ),
        );
    }
    rows.push(row(
        format!("How do {nouns} send?"),
        format!(
            "JSON over MQTT to {}, or `POST /devices/{{id}}/readings`",
            code(view.readings_topic())
        ),
    ));
    rows
}

fn credentials(view: &View<'_>) -> String {
    if view.spec.device_auth() == DeviceAuth::None {
        return "None are asked of devices; people need a valid API key".to_owned();
    }
    "The connection or request is refused, nothing is stored, and the reason is logged".to_owned()
}

fn roles(view: &View<'_>) -> Block {
    let noun = &view.noun;
    let row = |who: &str, may: String, how: &str| vec![who.to_owned(), may, how.to_owned()];
    let secret = super::devices::secret(view.spec.device_auth());
    let by_key = if view.has_dashboard() {
        "API key or dashboard"
    } else {
        "API key"
    };
    let mut rows = vec![
        row(
            "viewer",
            "Read everything but Dead letters".to_owned(),
            by_key,
        ),
        row(
            "admin",
            format!(
                "All that a viewer may; register {}, set limits, handle alerts, read Dead letters",
                view.nouns
            ),
            by_key,
        ),
        row(
            noun,
            "Send its own Readings, hear its own alerts".to_owned(),
            secret,
        ),
    ];
    for (name, base) in view.spec.roles() {
        if name != "viewer" && name != "admin" {
            rows.insert(
                rows.len() - 1,
                row(
                    &name,
                    format!(
                        "At least what a {} may (not built yet)",
                        format!("{base:?}").to_lowercase()
                    ),
                    by_key,
                ),
            );
        }
    }
    Block::table(&["Who", "May", "Proves it with"], rows)
}

fn gaps(view: &View<'_>, requirements: &[Requirement], blocks: &mut Vec<Block>) {
    let replaced: Vec<String> = notes::substitutions(view)
        .iter()
        .map(|one| {
            format!(
                "{} was asked for; {} is used: {}",
                one.asked, one.used, one.why
            )
        })
        .collect();
    let parts = [
        ("Assumed", notes::assumed(view)),
        ("Replaced", replaced),
        ("Open questions", notes::open(view)),
        ("Not built yet", notes::not_built(requirements)),
        (
            "Not understood",
            view.not_understood
                .iter()
                .map(|text| format!("\"{}\"", plain(text)))
                .collect(),
        ),
        (
            "Refused",
            view.spec
                .refused
                .iter()
                .map(|what| code(plain(what)))
                .collect(),
        ),
    ];
    for (title, lines) in parts {
        if !lines.is_empty() {
            blocks.push(Block::heading(title));
            blocks.push(Block::List(lines));
        }
    }
}

/// Returns the glossary.
pub(super) fn glossary(view: &View<'_>) -> Vec<Term> {
    let noun = sentence(&view.noun);
    let a_noun = view.a_noun();
    let mut terms = vec![(
        "Backend".to_owned(),
        "the program that this specification describes".to_owned(),
    )];
    if view.is_iot() {
        terms.extend([
            (
                "Admin".to_owned(),
                "a person or program whose API key has the role `admin`".to_owned(),
            ),
            (
                "Alert".to_owned(),
                format!("one episode in which a rule holds for {a_noun}, from raised to cleared"),
            ),
            (
                "Dead letter".to_owned(),
                "a rejected message, kept with its reason".to_owned(),
            ),
            (
                "Hysteresis".to_owned(),
                "how far a value must come back behind its limit before an Alert ends".to_owned(),
            ),
            (
                "Late".to_owned(),
                format!(
                    "said of a Reading whose time lies before the newest one of its {}",
                    view.noun
                ),
            ),
            (
                "Limit".to_owned(),
                "the number that a rule compares a value with".to_owned(),
            ),
            (
                noun,
                "a sender of Readings, known by an id of 1 to 64 letters, digits, `_` and `-`"
                    .to_owned(),
            ),
            (
                "Reading".to_owned(),
                format!("the values that {a_noun} measured at one moment"),
            ),
            (
                "Rule".to_owned(),
                "a condition under which an Alert is raised".to_owned(),
            ),
            (
                "Suspect".to_owned(),
                "said of a value that is possible but unusual".to_owned(),
            ),
            (
                "Viewer".to_owned(),
                "a person or program whose API key has the role `viewer` or `admin`".to_owned(),
            ),
        ]);
    }
    terms.sort();
    terms
        .into_iter()
        .map(|(word, meaning)| Term { word, meaning })
        .collect()
}
