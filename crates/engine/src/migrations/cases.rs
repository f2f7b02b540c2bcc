//! What edits of a specification lead to in a database that exists.

use specgen_render::{Pack, render};
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, apply};

use super::columns::{Change, Columns, changes};
use super::metrics::needed;
use super::{Conversion, Goal};

const GREENHOUSE: &str = "
specgen: 1
name: greenhouse
metrics: {temperature: {unit: C}, humidity: {unit: '%'}}
alerts:
  temperature_high: {when: {threshold: {metric: temperature, above: 30}}, limits: per_device}
";

fn spec(text: &str) -> Spec {
    crate::open::checked_spec("spec.yaml", text).unwrap()
}

fn columns_of(spec: &Spec) -> Vec<Change> {
    let tree = render(spec, Pack::embedded().unwrap()).unwrap();
    let migrations = tree.iter().filter(|(path, _)| path.is_in("migrations"));
    migrations
        .flat_map(|(_, node)| changes(&node.bytes))
        .collect()
}

fn standing_of(spec: &Spec) -> Columns {
    let tree = render(spec, Pack::embedded().unwrap()).unwrap();
    let migrations = tree.iter().filter(|(path, _)| path.is_in("migrations"));
    Columns::of(migrations.map(|(_, node)| &node.bytes[..]))
}

/// The migrations that edits of the greenhouse lead to.
fn after(edits: &[Edit]) -> Vec<(String, String)> {
    let before = spec(GREENHOUSE);
    let after = apply(&before, edits).unwrap().spec;
    let goal = Goal {
        spec: &after,
        before: Some(&before),
        conversions: &Conversion::of(edits, &before, &after),
    };
    needed(&goal, &standing_of(&before), &columns_of(&after))
}

fn edit(json: &str) -> Edit {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_new_unit_converts_what_is_stored() {
    let convert = edit(r#"{"convert": {"metric": "temperature", "unit": "F"}}"#);
    let found = after(&[convert]);
    assert_eq!(found.len(), 1);
    let (words, text) = &found[0];
    assert_eq!(words, "convert_temperature_to_f");
    assert_eq!(
        text,
        "-- temperature is in F from now on and was in C: what is stored follows.\n\
         UPDATE readings_hot SET m_temperature = m_temperature * 1.8 + 32.0 WHERE m_temperature IS NOT NULL;\n\
         UPDATE readings_cold SET m_temperature = m_temperature * 1.8 + 32.0 WHERE m_temperature IS NOT NULL;\n\
         UPDATE alerts SET value = value * 1.8 + 32.0, limit_value = limit_value * 1.8 + 32.0 WHERE metric = 'temperature';\n\
         UPDATE limits SET value = value * 1.8 + 32.0 WHERE key = 'temperature';\n"
    );
}

#[test]
fn statistics_follow_a_new_unit_and_a_new_name() {
    let (before, edits) = (
        spec(GREENHOUSE),
        [
            edit(r#"{"rename": {"path": "metrics.temperature", "to": "air"}}"#),
            edit(r#"{"convert": {"metric": "air", "unit": "F"}}"#),
        ],
    );
    let after = apply(&before, &edits).unwrap().spec;
    let written = columns_of(&before);
    let mut sql = String::from("CREATE TABLE rollups (\n");
    for change in &written {
        sql.push_str(&format!(
            "ALTER TABLE {} ADD COLUMN {} REAL;\n",
            change.table, change.name
        ));
    }
    let goal = Goal {
        spec: &after,
        before: Some(&before),
        conversions: &Conversion::of(&edits, &before, &after),
    };
    let columns = Columns::of(std::iter::once(sql.as_bytes()));
    let found = needed(&goal, &columns, &columns_of(&after));
    let (renamed, converted) = (&found[0].1, &found[1].1);
    assert!(
        renamed.contains(
            "UPDATE OR REPLACE rollups SET metric = 'm_air' WHERE metric = 'm_temperature';\n"
        ),
        "{renamed}"
    );
    assert!(
        converted.contains("UPDATE rollups SET sum = sum * 1.8 + count * 32.0, min = min * 1.8 + 32.0, max = max * 1.8 + 32.0, last = last * 1.8 + 32.0 WHERE metric = 'm_air';\n"),
        "{converted}"
    );
}

#[test]
fn a_unit_that_is_only_written_anew_converts_nothing() {
    let label = edit(r#"{"set": {"path": "metrics.temperature.unit", "to": "F"}}"#);
    assert_eq!(after(&[label]), []);
}

#[test]
fn a_removed_metric_keeps_its_column_and_finds_it_again() {
    let gone = edit(r#"{"remove": {"path": "metrics.humidity"}}"#);
    assert_eq!(after(&[gone]), []);
    let fewer = spec(&GREENHOUSE.replace(", humidity: {unit: '%'}", ""));
    let whole = spec(GREENHOUSE);
    let written = columns_of(&whole);
    let back = Goal {
        spec: &whole,
        before: Some(&fewer),
        conversions: &[],
    };
    assert_eq!(needed(&back, &standing_of(&whole), &written), []);
}

#[test]
fn a_new_name_and_a_new_unit_come_in_this_order() {
    let found = after(&[
        edit(r#"{"rename": {"path": "metrics.temperature", "to": "air"}}"#),
        edit(r#"{"convert": {"metric": "air", "unit": "K"}}"#),
    ]);
    let words: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words, ["rename_to_air", "convert_air_to_k"]);
    assert!(
        found[1].1.contains("m_air = m_air + 273.15"),
        "{}",
        found[1].1
    );
    assert!(
        found[0]
            .1
            .contains("UPDATE alerts SET metric = 'air' WHERE metric = 'temperature';")
    );
}

#[test]
fn numbers_in_a_conversion_are_exact_where_they_can_be() {
    let back = edit(r#"{"convert": {"metric": "temperature", "unit": "F"}}"#);
    let there = apply(&spec(GREENHOUSE), &[back]).unwrap().spec;
    let edits = [edit(
        r#"{"convert": {"metric": "temperature", "unit": "C"}}"#,
    )];
    let after = apply(&there, &edits).unwrap().spec;
    let goal = Goal {
        spec: &after,
        before: Some(&there),
        conversions: &Conversion::of(&edits, &there, &after),
    };
    let found = needed(&goal, &standing_of(&there), &columns_of(&after));
    let exact = "SET m_temperature = (m_temperature - 32.0) / 1.8 WHERE";
    assert!(found[0].1.contains(exact), "{}", found[0].1);
}
