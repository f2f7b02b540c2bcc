//! JSON by key: what two programs wrote of one text is no matter of lines.

use serde_json::{Map, Value};

use crate::structure::order;

/// Merges three JSON texts that a program laid out. `None` when one is no JSON, was laid out in
/// another way, or both sides gave one key two values.
pub(crate) fn merge(base: &[u8], user: &[u8], new: &[u8]) -> Option<String> {
    let [base, user, new] = [read(base)?, read(user)?, read(new)?];
    let Merged::Value(merged) = value(Some(&base), Some(&user), Some(&new))? else {
        return None;
    };
    let mut text = serde_json::to_string_pretty(&merged).ok()?;
    text.push('\n');
    Some(text)
}

/// Reads a text that is written as this module writes it, so that writing it again changes nothing.
fn read(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?.replace("\r\n", "\n");
    let text = text.trim_start_matches('\u{feff}').trim_end();
    let read: Value = serde_json::from_str(text).ok()?;
    (serde_json::to_string_pretty(&read).ok()? == text).then_some(read)
}

/// What a key holds when it is merged.
enum Merged {
    Value(Value),
    Gone,
}

impl From<Option<&Value>> for Merged {
    fn from(value: Option<&Value>) -> Self {
        value.map_or(Self::Gone, |value| Self::Value(value.clone()))
    }
}

/// Merges what a key holds; `None` where the sides do not agree.
fn value(base: Option<&Value>, user: Option<&Value>, new: Option<&Value>) -> Option<Merged> {
    if user == base || user == new {
        return Some(new.into());
    }
    if new == base {
        return Some(user.into());
    }
    let none = Map::new();
    match (base, user?, new?) {
        (base, Value::Object(user), Value::Object(new)) => {
            let base = match base {
                Some(Value::Object(base)) => base,
                Some(_) => return None,
                None => &none,
            };
            object(base, user, new).map(|merged| Merged::Value(Value::Object(merged)))
        }
        (Some(Value::Array(base)), Value::Array(user), Value::Array(new)) => {
            array(base, user, new).map(|merged| Merged::Value(Value::Array(merged)))
        }
        _ => None,
    }
}

fn refer(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn object(
    base: &Map<String, Value>,
    user: &Map<String, Value>,
    new: &Map<String, Value>,
) -> Option<Map<String, Value>> {
    let keys = |map: &Map<String, Value>| map.keys().cloned().collect::<Vec<String>>();
    let (base_keys, user_keys, new_keys) = (keys(base), keys(user), keys(new));
    let (base_keys, user_keys, new_keys) = (refer(&base_keys), refer(&user_keys), refer(&new_keys));
    let mut keys = order(&base_keys, &user_keys, &new_keys, |_| true);
    // What each side sorted stays sorted.
    if [&base_keys, &user_keys, &new_keys]
        .iter()
        .all(|side| side.is_sorted())
    {
        keys.sort_unstable();
    }
    let mut merged = Map::new();
    for key in keys {
        if let Merged::Value(value) = value(base.get(key), user.get(key), new.get(key))? {
            merged.insert(key.to_owned(), value);
        }
    }
    Some(merged)
}

/// Arrays of objects that both sides only changed are merged thing by thing; else arrays of different
/// things are sets, and others are judged as a whole.
fn array(base: &[Value], user: &[Value], new: &[Value]) -> Option<Vec<Value>> {
    each(base, user, new).or_else(|| set(base, user, new))
}

fn each(base: &[Value], user: &[Value], new: &[Value]) -> Option<Vec<Value>> {
    let objects = |side: &[Value]| side.iter().all(Value::is_object);
    if base.len() != user.len() || base.len() != new.len() || !objects(base) {
        return None;
    }
    let sides = base.iter().zip(user).zip(new);
    let merged = sides.map(
        |((base, user), new)| match value(Some(base), Some(user), Some(new))? {
            Merged::Value(value) => Some(value),
            Merged::Gone => None,
        },
    );
    merged.collect()
}

fn set(base: &[Value], user: &[Value], new: &[Value]) -> Option<Vec<Value>> {
    let texts = |side: &[Value]| side.iter().map(Value::to_string).collect::<Vec<String>>();
    let (base, user_texts, new_texts) = (texts(base), texts(user), texts(new));
    let is_set = |side: &[String]| (0..side.len()).all(|at| !side[..at].contains(&side[at]));
    if !is_set(&base) || !is_set(&user_texts) || !is_set(&new_texts) {
        return None;
    }
    // A thing that both sides took out in favour of others was changed by both.
    let changed = base
        .iter()
        .any(|one| !user_texts.contains(one) && !new_texts.contains(one));
    if changed {
        return None;
    }
    let (base, of_user, of_new) = (refer(&base), refer(&user_texts), refer(&new_texts));
    let wanted = |one: &str| {
        let (in_user, in_new) = (of_user.contains(&one), of_new.contains(&one));
        in_user && in_new || !base.contains(&one)
    };
    order(&base, &of_user, &of_new, wanted)
        .into_iter()
        .map(|one| serde_json::from_str(one).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::merge;

    fn merged(base: &str, user: &str, new: &str) -> Option<String> {
        let pretty = |text: &str| {
            let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
            format!("{value:#}\n")
        };
        let [base, user, new] = [base, user, new].map(pretty);
        let text = merge(base.as_bytes(), user.as_bytes(), new.as_bytes())?;
        Some(text.split_whitespace().collect())
    }

    #[test]
    fn keys_of_both_sides_stand_in_the_order_of_the_render() {
        let base = r#"{"paths":{"/a":{"get":1}},"tags":["a"]}"#;
        let user = r#"{"paths":{"/a":{"get":1},"/mine":{"get":2}},"tags":["a","mine"]}"#;
        let new = r#"{"paths":{"/a":{"get":1,"post":3},"/b":{}},"tags":["a","b"]}"#;
        let expected = r#"{"paths":{"/a":{"get":1,"post":3},"/b":{},"/mine":{"get":2}},"tags":["a","b","mine"]}"#;
        assert_eq!(merged(base, user, new).as_deref(), Some(expected));
    }

    #[test]
    fn keys_that_each_side_sorted_stay_sorted() {
        let found = merged(
            r#"{"a":1,"x":1}"#,
            r#"{"a":1,"d":1,"x":1}"#,
            r#"{"a":1,"m":1,"x":1}"#,
        );
        assert_eq!(found.as_deref(), Some(r#"{"a":1,"d":1,"m":1,"x":1}"#));
    }

    #[test]
    fn a_thing_of_an_array_that_both_sides_changed_is_merged() {
        let base = r#"{"anyOf":[{"enum":["a"],"type":"string"},{"type":"null"}]}"#;
        let user = base.replace(r#"["a"]"#, r#"["a","mine"]"#);
        let new = base.replace(r#"["a"]"#, r#"["a","b"]"#);
        let expected = base.replace(r#"["a"]"#, r#"["a","b","mine"]"#);
        assert_eq!(merged(base, &user, &new), Some(expected));
    }

    #[test]
    fn a_key_that_one_side_took_out_is_gone() {
        let found = merged(r#"{"a":1,"b":2}"#, r#"{"b":2,"m":1}"#, r#"{"a":1,"b":3}"#);
        assert_eq!(found.as_deref(), Some(r#"{"b":3,"m":1}"#));
    }

    #[test]
    fn two_values_of_one_key_are_for_a_person_to_judge() {
        assert_eq!(merged(r#"{"a":1}"#, r#"{"a":2}"#, r#"{"a":3}"#), None);
        assert_eq!(merged(r#"{"a":[1]}"#, r#"{"a":[2]}"#, r#"{"a":[3]}"#), None);
        assert_eq!(merged(r#"{"a":1}"#, "{}", r#"{"a":3}"#), None);
    }

    #[test]
    fn a_text_in_a_layout_of_its_own_is_not_touched() {
        assert_eq!(merge(b"{\"a\":1}", b"{\"a\":2}", b"{}"), None);
    }
}
