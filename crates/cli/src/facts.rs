//! A fact in words.

use serde_json::Value;
use specgen_engine::Fact;

use crate::words::short;

/// The keys whose value says what the fact is about: shown first and without their name.
const SUBJECT: &[&str] = &[
    "kind", "name", "value", "protocol", "method", "path", "level", "metric", "entity",
];

/// How much of one value is shown.
const VALUE: usize = 60;

/// Returns a fact as one line: `alert threshold temperature, op gt, value open`.
pub fn described(fact: &Fact) -> String {
    let mut subject = facet(fact);
    let mut rest = String::new();
    for (key, value) in &fact.keys {
        let assumed = fact.assumed.iter().any(|one| one == key);
        let mark = if assumed { " (assumed)" } else { "" };
        let shown = shown(value);
        if SUBJECT.contains(&key.as_str()) && !(key == "value" && fact.text("kind").is_some()) {
            subject.push_str(&format!(" {shown}{mark}"));
        } else {
            rest.push_str(&format!(", {} {shown}{mark}", key.replace('_', " ")));
        }
    }
    subject + &rest
}

fn facet(fact: &Fact) -> String {
    match serde_json::to_value(fact.facet) {
        Ok(Value::String(word)) => word.replace('_', " "),
        _ => String::new(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "open".to_owned(),
        Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::String(text) => short(text, VALUE),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            short(&items.join(" + "), VALUE)
        }
        Value::Object(_) => {
            let object = value.as_object().into_iter().flatten();
            let parts: Vec<String> = object
                .map(|(key, one)| format!("{key} {}", shown(one)))
                .collect();
            short(&parts.join(" "), VALUE)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::described;
    use serde_json::Value;
    use specgen_engine::{Facet, Fact};

    #[test]
    fn a_fact_reads_like_a_line_of_notes() {
        let metric = Fact::new(Facet::Metric)
            .with("name", "temperature")
            .with_assumed("unit", "C");
        assert_eq!(described(&metric), "metric temperature, unit C (assumed)");
        let alert = Fact::new(Facet::Alert)
            .with("kind", "threshold")
            .with("metric", "temperature")
            .with("op", "gt")
            .with("value", Value::Null);
        assert_eq!(
            described(&alert),
            "alert threshold temperature, op gt, value open"
        );
    }
}
