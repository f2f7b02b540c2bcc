//! Which tests of the emitted backend prove which criteria: those that carry the key in their name.

use std::collections::BTreeMap;

use specgen_spec::derive::trace::Links;
use specgen_spec::derive::{Documents, Key};
use specgen_tree::Tree;

/// Links criteria to tests: `alert__too_hot__raise` and `alert__too_hot__raise__at_once` prove
/// `alert.too_hot.raise`.
pub fn links(documents: &Documents, backend: &Tree) -> Links {
    let criteria = documents.requirements.criteria();
    let keys: BTreeMap<String, &Key> = criteria
        .map(|(_, criterion)| (criterion.key.test_name(), &criterion.key))
        .collect();
    let mut links = Links::default();
    for (path, node) in backend {
        if path.extension() != Some("rs") {
            continue;
        }
        let text = std::str::from_utf8(&node.bytes).unwrap_or_default();
        // Few files hold tests of criteria, and looking for two characters is quick.
        if !text.contains("__") {
            continue;
        }
        for name in tests(text) {
            let Some(&key) = heads(name).find_map(|head| keys.get(head)) else {
                continue;
            };
            let tests = links.tests.entry(key.clone()).or_default();
            tests.push(name.to_owned());
            let files = links.files.entry(key.clone()).or_default();
            if !files.iter().any(|file| file == path.as_str()) {
                files.push(path.to_string());
            }
        }
    }
    links
}

/// Returns what stands before the end and before each `__` of a name, the longest first.
fn heads(name: &str) -> impl Iterator<Item = &str> {
    let before = |at: &usize| name.as_bytes()[*at..].starts_with(b"__");
    let places = (0..name.len()).rev().filter(before);
    std::iter::once(name.len())
        .chain(places)
        .filter_map(|at| name.get(..at))
}

/// Returns the names of the test functions in a file that can carry a key.
fn tests(text: &str) -> impl Iterator<Item = &str> {
    let mut is_test = false;
    text.lines().filter_map(move |line| {
        let line = line.trim_start();
        is_test |= is_test_attribute(line);
        let name = function(line)?;
        (std::mem::take(&mut is_test) && name.contains("__")).then_some(name)
    })
}

/// Returns whether a line is `#[test]`, or the like of an async runtime: `#[tokio::test(...)]`.
fn is_test_attribute(line: &str) -> bool {
    line.strip_prefix("#[").is_some_and(|rest| {
        let path = rest.split(['(', ']']).next().unwrap_or_default();
        path.rsplit("::").next() == Some("test")
    })
}

/// Returns the name of the function that a line begins.
fn function(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    line.strip_prefix("fn ")?.split(['(', '<']).next()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use specgen_render::{Pack, render};
    use specgen_spec::Spec;
    use specgen_spec::derive::{self, Documents, Input};
    use specgen_tree::Tree;

    use super::{heads, links, tests};
    use crate::Draft;

    /// Every kind of rule and limit that the templates build.
    const MANY: &str = "
specgen: 1
name: many
devices: {auth: token, fields: {serial_number: {}, due: {type: date}, location: {}}}
groups: {area: {values: [cold, warm]}}
metrics:
  temperature: {unit: C, required: true}
  humidity: {unit: \"%\", range: {min: 10, max: 90}}
  level: {}
  door: {kind: boolean}
  place: {kind: position}
alerts:
  open_limit: {when: {threshold: {metric: temperature, above: null}}, limits: per_device}
  set_limit: {when: {threshold: {metric: temperature, below: 3}}, limits: per_device, for: 1m}
  between: {when: {outside: {metric: humidity, min: 20, max: 80}}}
  door_open: {when: {state: {metric: door, is: \"true\"}}}
  gone: {when: {offline: {after: 5m}}}
  silent: {when: {offline: {after: null}}, limits: per_device, notify: [hook, mail], recovery: true}
  often: {when: {threshold: {metric: level, above: 5}}, count: 3}
  left: {when: {geofence: {event: exit}}, limits: per_device}
  home: {when: {geofence: {event: dwell, radius: 50, fixes: 1}}, for: 10m, hysteresis: 5}
channels:
  hook: {via: {webhook: {}}}
  mail: {via: {email: {}}}
rollups: {hour: {functions: [avg]}, month: {functions: [max], metrics: [temperature]}}
storage: {retention: {raw: 90d, hour: 3y}}
time_zone: Europe/Berlin
api: {export: {csv: {}}, pagination: {style: offset, default: 50}, live: {via: [websocket]}}
commands: {start_pump: {}, lock_door: {expires: 10s}}
";

    fn from_prompt(prompt: &str) -> Spec {
        Draft::read(prompt, None, &mut |_| {}).unwrap().spec
    }

    fn specs() -> [Spec; 5] {
        let seed = include_str!("../../../examples/iot-seed/prompt.txt");
        let zones = "Add geolocation tracking. Alert me if a device leaves its allowed zone.";
        let area = "Add geolocation tracking. Alert me if a device leaves the service area.";
        [
            from_prompt(seed),
            from_prompt(include_str!("../../../examples/greenhouse/prompt.txt")),
            from_prompt(&format!("{seed}\n{zones}")),
            from_prompt(&format!("{seed}\n{area}")),
            crate::open::checked_spec("spec.yaml", MANY).unwrap(),
        ]
    }

    fn made(spec: &Spec) -> (Documents, Tree) {
        let pack = Pack::embedded().unwrap();
        let documents = derive::documents(&Input {
            spec,
            pack: &pack.capabilities().iter().cloned().collect(),
            assumed: &BTreeSet::new(),
            not_understood: &[],
        });
        (documents, render(spec, pack).unwrap())
    }

    #[test]
    fn every_criterion_that_is_built_has_a_test() {
        for spec in specs() {
            let (documents, tree) = made(&spec);
            let linked = links(&documents, &tree);
            let criteria = documents.requirements.criteria();
            let without: Vec<&str> = criteria
                .filter(|(_, criterion)| criterion.held.is_none())
                .map(|(_, criterion)| &criterion.key)
                .filter(|key| !linked.tests.contains_key(key))
                .map(specgen_spec::derive::Key::as_str)
                .collect();
            assert_eq!(without, Vec::<&str>::new(), "{}", spec.name);
        }
    }

    #[test]
    fn what_a_test_claims_to_prove_is_asked_for() {
        for spec in &specs()[..4] {
            let (documents, tree) = made(spec);
            let linked = links(&documents, &tree);
            let linked: BTreeSet<&String> = linked.tests.values().flatten().collect();
            for (path, node) in &tree {
                let text = String::from_utf8_lossy(&node.bytes);
                let is_rust = path.extension() == Some("rs");
                for name in tests(&text).filter(|_| is_rust) {
                    assert!(linked.contains(&name.to_owned()), "{path}: {name}");
                }
            }
        }
    }

    #[test]
    fn a_name_begins_with_the_longest_key() {
        let found: Vec<&str> = heads("a__b___c").collect();
        assert_eq!(found, ["a__b___c", "a__b_", "a__b", "a"]);
        assert_eq!(heads("plain").collect::<Vec<_>>(), ["plain"]);
    }

    #[test]
    fn only_functions_that_are_run_as_tests_count() {
        let text = "
#[test]
fn a__b() {}
fn helper__of() {}
    #[tokio::test(flavor = \"multi_thread\")]
    #[expect(
        clippy::panic,
    )]
    async fn c__d__more() {}
#[cfg(test)]
pub fn e__f() {}
#[test]
fn plain() {}
";
        assert_eq!(tests(text).collect::<Vec<_>>(), ["a__b", "c__d__more"]);
    }
}
