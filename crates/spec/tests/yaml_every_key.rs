//! Every key of a rich specification: read, printed, removed and put back, one at a time.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use serde_json::Value;
use specgen_spec::Spec;
use specgen_spec::validate::{needs, validate};
use specgen_spec::yaml::{Document, read, update, write_new};

/// Every section and nearly every key, with comments and both styles.
const RICH: &str = include_str!("golden/spec-rich.yaml");

fn parsed(text: &str) -> Spec {
    match read("spec.yaml", text) {
        Ok(spec) => spec,
        Err(found) => {
            let shown: Vec<String> = found.0.iter().map(specgen_diag::render).collect();
            panic!("{}\n{text}", shown.join("\n"))
        }
    }
}

fn tree(spec: &Spec) -> Value {
    serde_json::to_value(spec).expect("printable")
}

/// Returns the pointers of all entries of all maps and lists.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let step = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (step(key), value)).collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(key, value)| (step(&key.to_string()), value))
            .collect(),
        _ => Vec::new(),
    };
    for (pointer, value) in inner {
        found.push(pointer.clone());
        pointers(value, &pointer, found);
    }
}

fn without(tree: &Value, pointer: &str) -> Option<Spec> {
    let mut tree = tree.clone();
    let (parent, last) = pointer.rsplit_once('/')?;
    let last = last.replace("~1", "/").replace("~0", "~");
    match tree.pointer_mut(parent)? {
        Value::Object(map) => drop(map.shift_remove(&last)?),
        Value::Array(items) => drop(items.remove(last.parse().ok()?)),
        _ => return None,
    }
    serde_json::from_value(tree).ok()
}

#[test]
fn the_rich_example_makes_sense_and_reads_back() {
    let document = Document::parse("spec.yaml", RICH).expect("YAML");
    let spec = document.spec().expect("it reads");
    assert_eq!(validate(&spec, Some(&document)), Ok(()));
    assert_eq!(parsed(&write_new(&spec)), spec);
    for need in needs(&spec) {
        assert!(!need.word.ends_with('.'), "{need:?}");
        let written = need.path == "storage.engine" || document.holds(&need.path);
        assert!(written, "{need:?}");
    }
}

#[test]
fn each_key_can_go_and_come_back() {
    let spec = parsed(RICH);
    let tree = tree(&spec);
    let mut all = Vec::new();
    pointers(&tree, "", &mut all);
    let mut tried = 0;
    for pointer in all {
        let Some(less) = without(&tree, &pointer).filter(|less| *less != spec) else {
            continue;
        };
        tried += 1;
        let text = update(RICH, &spec, &less);
        assert_eq!(parsed(&text), less, "{pointer}\n{text}");
        if pointer.split('/').count() < 4 {
            let again = update(&text, &less, &spec);
            assert_eq!(parsed(&again), spec, "{pointer}\n{again}");
        }
        // Whatever went, the comments of other sections are untouched.
        let section = pointer.split('/').nth(1).unwrap_or_default();
        for comment in RICH
            .lines()
            .filter(|line| line.trim_start().starts_with('#'))
        {
            let own = comment.contains(&format!("({section})"));
            assert!(
                own || text.contains(comment),
                "{pointer}: {comment}\n{text}"
            );
        }
    }
    assert!(tried > 150, "{tried}");
}
