//! Requirements on keeping readings: engine, transaction, retention.

use crate::derive::behaviour::HISTORY_DEFAULT_HOURS;
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::View;
use crate::derive::words::{article, words};
use crate::derive::{Ears, Key};
use crate::model::{Keep, Named, Slot};

/// Returns the requirement on keeping readings.
pub(super) fn keep(view: &View<'_>) -> Requirement {
    let noun = &view.noun;
    let story = Story::new(
        "an owner of the data",
        "what was acknowledged to be on disk",
        "a crash or a power cut of the machine loses nothing",
    );
    let mut requirement = Requirement::new("storage", "Keep readings", story);
    requirement.add(
        "storage.engine",
        "store.schema",
        Ears::shall(format!(
            "keep {}, Readings, Alerts and Dead letters in one SQLite database file",
            view.nouns
        )),
    );
    requirement.add(
        "storage.transaction",
        "store.commit",
        Ears::when(
            "Readings are stored",
            "commit them in one transaction with the alert changes that they cause, the messages about these changes, and the Dead letters of the batch",
        ),
    );
    requirement.add(
        "storage.latest",
        "store.latest",
        Ears::when(
            format!("the newest Reading of a {noun} is committed"),
            format!("serve it as the latest Reading of that {noun}, also after a restart"),
        ),
    );
    requirement.add(
        "storage.unavailable",
        "store.commit",
        Ears::unwanted(
            "a commit fails for a reason that may pass",
            "keep the batch, try again with growing pauses, acknowledge nothing, and report itself as not ready",
        ),
    );
    requirement.add(
        "storage.moved_readings",
        "store.schema",
        Ears::when(
            "Readings move from the table for new ones to the lasting one",
            "find them as before, and still know them as stored when they come again",
        ),
    );
    requirement.add(
        "storage.missing_values",
        "store.schema",
        Ears::when(
            "a Reading holds no value for a metric",
            "store and return that metric as `null`, never as 0",
        ),
    );
    requirement.add(
        "storage.migrate",
        "store.schema",
        Ears::when(
            format!("`{} migrate` is run", view.spec.name),
            "copy the database file and then bring its tables up to date",
        ),
    );
    retention(view, &mut requirement);
    requirement
}

fn retention(view: &View<'_>, requirement: &mut Requirement) {
    let levels = view.spec.storage.as_ref().map(|storage| &storage.retention);
    let raw = levels.and_then(|levels| levels.get("raw"));
    if raw.is_none_or(|slot| matches!(slot, Slot::Is(Keep::Forever) | Slot::Absent)) {
        requirement.add(
            "retention.raw",
            "store.retention",
            Ears::shall("keep Readings for ever, because no retention is set"),
        );
    }
    for (level, slot) in levels.into_iter().flat_map(Named::iter) {
        let what = entry(level.as_str());
        let ears = match slot {
            Slot::Is(Keep::Forever) | Slot::Absent => continue,
            Slot::Is(keep) => Ears::when(
                format!("{} is older than {}", article(&what), length(*keep)),
                if level.as_str() == "raw" && !view.levels().is_empty() {
                    "delete it once the statistics of its period are counted"
                } else {
                    "delete it"
                },
            ),
            Slot::Open => Ears::during(
                format!("no retention is set for {}", words(level.as_str())),
                format!("delete no {what}"),
            ),
        };
        let criterion = requirement.add(
            Key::of(&["retention", level.as_str()]),
            "store.retention",
            ears,
        );
        super::held::unless_built(
            view,
            criterion,
            &format!("retention.{level}"),
            &format!("Retention of {}", words(level.as_str())),
        );
    }
}

/// Returns one thing of a level of retention.
fn entry(level: &str) -> String {
    match level {
        "raw" => "Reading".to_owned(),
        "alerts" => "cleared Alert".to_owned(),
        "dead_letters" => "Dead letter".to_owned(),
        other => format!("entry of {}", words(other)),
    }
}

/// Returns a retention in words: `90 days`, `13 months`.
pub(in crate::derive) fn length(keep: Keep) -> String {
    let (amount, unit) = match keep {
        Keep::Hours(amount) => (amount, "hour"),
        Keep::Days(amount) => (amount, "day"),
        Keep::Months(amount) => (amount, "month"),
        Keep::Years(amount) => (amount, "year"),
        Keep::Forever => return "for ever".to_owned(),
    };
    let end = if amount == 1 { "" } else { "s" };
    format!("{amount} {unit}{end}")
}

/// Returns the requirement on the API that serves readings.
pub(super) fn serve(view: &View<'_>) -> Requirement {
    let noun = &view.noun;
    let story = Story::new(
        "a developer of a dashboard",
        "to ask for current values and history over HTTP",
        "I can show them",
    );
    let mut requirement = Requirement::new("readings", "Serve readings", story);
    requirement.add(
        "endpoint.get_readings_latest",
        "api.readings",
        Ears::when(
            "a viewer asks `GET /readings/latest`",
            format!("return the latest Reading of each {noun}"),
        ),
    );
    requirement.add(
        "endpoint.get_readings_device.pages_through_history",
        "api.readings",
        Ears::when(
            "a viewer asks `GET /readings/device/{id}` with `from` and `to`",
            format!("return the Readings of that {noun} in that time, the newest first"),
        ),
    );
    requirement.add(
        "endpoint.get_readings_device.last_day",
        "api.readings",
        Ears::when(
            format!("a viewer asks for the history of a {noun} without a time"),
            format!("return the last {HISTORY_DEFAULT_HOURS} hours"),
        ),
    );
    requirement.add(
        "endpoint.get_readings_device.sums_up_buckets",
        "api.readings",
        Ears::when(
            "a viewer asks for the history with `bucketSeconds`",
            "return the average, lowest and highest value of each metric per bucket, and no bucket where there is no Reading",
        ),
    );
    requirement.add(
        "endpoint.get_catalog",
        "api.readings",
        Ears::when(
            "a viewer asks `GET /catalog`",
            format!(
                "return the metrics with unit and limits, the alert rules, and the word `{}`",
                view.noun
            ),
        ),
    );
    requirement
}
