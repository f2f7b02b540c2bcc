//! A backend without a dashboard has nothing of it: no file, no route, no word.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where it meets what it does not expect"
)]

use specgen_render::{Pack, render};
use specgen_spec::Spec;
use specgen_tree::{ProjectPath, Tree};

/// A backend with all that a dashboard shows.
const ALL: &str = "
specgen: 1
name: yard
devices: {fields: {site: {}}}
metrics: {temperature: {unit: C}, place: {kind: position}}
alerts:
  hot: {when: {threshold: {metric: temperature, above: 30}}, notify: [hook]}
  left: {when: {geofence: {event: exit, zone: per_device, radius: 500}}}
channels: {hook: {via: {webhook: {}}}}
rollups: {hour: {functions: [avg]}}
api: {export: {csv: {}}, live: {via: [websocket]}}
commands: {open: {}}
";

fn rendered(dashboard: &str) -> Tree {
    let spec: Spec = serde_saphyr::from_str(&format!("{ALL}{dashboard}")).unwrap();
    render(&spec, Pack::embedded().unwrap()).unwrap()
}

/// The words that only a backend with pages for people has.
const WORDS: [&str; 8] = [
    "dashboard",
    "cookie",
    "\"/session",
    "assets",
    "chromium",
    "mod browser",
    "login_code",
    "script-src",
];

/// Path and line of each of these words.
fn found(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for (path, node) in tree {
        let text = String::from_utf8_lossy(&node.bytes).to_lowercase();
        let named = WORDS.iter().filter(|word| path.as_str().contains(**word));
        found.extend(named.map(|word| format!("{path}: {word}")));
        for (at, line) in text.lines().enumerate() {
            let said = WORDS.iter().filter(|word| line.contains(**word));
            found.extend(said.map(|word| format!("{path}:{}: {word}: {line}", at + 1)));
        }
    }
    found
}

#[test]
fn no_word_of_it_is_left() {
    assert_eq!(found(&rendered("dashboard: {kind: none}")), [""; 0]);
    let with = found(&rendered(""));
    for word in WORDS {
        let there = with.iter().any(|place| place.contains(word));
        assert!(there, "{word} is no word of the dashboard any more");
    }
}

#[test]
fn what_programs_ask_stays() {
    let [with, without] = ["", "dashboard: {kind: none}"].map(rendered);
    let routes = |tree: &Tree| {
        let path = ProjectPath::new("docs/openapi.json").unwrap();
        let document: serde_json::Value =
            serde_json::from_slice(&tree.get(&path).unwrap().bytes).unwrap();
        let paths = document["paths"].as_object().unwrap();
        paths.keys().cloned().collect::<Vec<_>>()
    };
    let mut kept = routes(&with);
    kept.retain(|path| path != "/session");
    assert_eq!(routes(&without), kept);
}
