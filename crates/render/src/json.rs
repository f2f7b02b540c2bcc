//! JSON in the form in which the emitted program prints its own document.
//!
//! The program sorts the properties of a schema and keeps every other order, so a template may put
//! the properties of metrics anywhere among the fixed ones.

use serde_json::{Map, Value};

/// Prints a JSON text with sorted `properties`, two blanks of indentation and a final newline.
pub(crate) fn sorted_json(text: &str) -> Result<String, serde_json::Error> {
    let mut value: Value = serde_json::from_str(text)?;
    sort_properties(&mut value);
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok(text)
}

/// Finds the `properties` of every schema and sorts them, and all that is in them.
fn sort_properties(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                if key == "properties" {
                    sort(member);
                } else {
                    sort_properties(member);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(sort_properties),
        _ => {}
    }
}

/// Sorts the keys of every object in a value.
fn sort(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(sort);
            let mut sorted: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(&b.0));
            *members = Map::from_iter(sorted);
        }
        Value::Array(items) => items.iter_mut().for_each(sort),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::sorted_json;

    #[test]
    fn properties_are_sorted_and_all_else_stays() {
        let text = r#"{"z": 100.0, "a": [{"properties": {"d": {}, "c": 1}}]}"#;
        let expected = [
            "{",
            "  \"z\": 100.0,",
            "  \"a\": [",
            "    {",
            "      \"properties\": {",
            "        \"c\": 1,",
            "        \"d\": {}",
            "      }",
            "    }",
            "  ]",
            "}",
            "",
        ];
        assert_eq!(sorted_json(text).unwrap(), expected.join("\n"));
    }
}
