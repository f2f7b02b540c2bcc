//! Schemas of statistics.

use serde_json::{Map, Value, json};

use crate::domain::levels::LEVELS;
use crate::domain::statistics::{self, Function};

use super::{Named, answer, count, described, text, time, words};

pub(super) fn components() -> Vec<Named> {
    vec![
        ("Period", period(false)),
        ("FleetPeriod", period(true)),
        ("Statistics", values()),
    ]
}

/// The length of periods.
pub fn level() -> Value {
    let known: Vec<&str> = LEVELS.iter().map(|level| level.length.as_str()).collect();
    words(&known)
}

fn period(is_fleet: bool) -> Value {
    let metrics: Map<String, Value> = statistics::metrics()
        .map(|metric| (metric.key().to_owned(), super::named("Statistics")))
        .collect();
    let mut fields = vec![
        (
            "period",
            described(
                text(),
                "Its name after ISO 8601, by the clocks of the time zone",
            ),
        ),
        ("start", described(time(), "Where it begins")),
        ("end", described(time(), "Where the next one begins")),
    ];
    if is_fleet {
        fields.push((
            "devices",
            described(count(), "How many devices have values"),
        ));
    }
    fields.push((
        "metrics",
        json!({
            "type": "object",
            "description": "One entry for each metric that has values in the period",
            "properties": metrics,
            "additionalProperties": false,
        }),
    ));
    answer(fields)
}

/// The count is always there; of the others those that the level tells of the metric.
fn values() -> Value {
    let meaning = |function| match function {
        Function::Avg => "The average",
        Function::Min => "The lowest value",
        Function::Max => "The highest value",
        Function::Sum => "The sum; of a counter, how much it rose",
        Function::Last => "The last value",
    };
    let number = || json!({ "type": "number" });
    let mut schema = answer([("count", described(count(), "How many values there are"))]);
    for function in Function::ALL {
        let told = LEVELS.iter().flat_map(|level| level.metrics);
        if told
            .into_iter()
            .any(|row| row.functions.contains(&function))
        {
            schema["properties"][function.as_str()] = described(number(), meaning(function));
        }
    }
    schema
}
