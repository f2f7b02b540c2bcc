//! What templates emit is in final form: no formatter runs on emission, so names of any length,
//! few or many metrics and every kind of rule must leave nothing for it to do.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "the test hands emitted files to the formatter, and fails where that fails"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use bytes::Bytes;
use specgen_render::{Pack, render};
use specgen_spec::Spec;

/// A name of exactly so many characters, different for each `letter`.
fn name(letter: char, length: usize) -> String {
    let mut name = String::from(letter);
    while name.len() < length {
        name.push(if name.len() % 5 == 4 { '_' } else { 'x' });
    }
    if name.ends_with('_') {
        name.pop();
        name.push('z');
    }
    name
}

/// A specification whose names all have one length, with every kind of rule that is built.
fn spec(length: usize) -> Spec {
    let [gauge, counter, boolean, was] = ['a', 'b', 'c', 'w'].map(|letter| name(letter, length));
    let [project, noun] = ['p', 'n'].map(|letter| name(letter, length));
    let [above, outside, state, offline] = ['r', 's', 't', 'u'].map(|letter| name(letter, length));
    let [place, left, entered] = ['q', 'y', 'z'].map(|letter| name(letter, length));
    let margin = length * 7;
    let [hook, mail, order] = ['h', 'm', 'o'].map(|letter| name(letter, length));
    let style = ["cursor", "offset", "page"][length % 3];
    let page = ["none", "built_in"][length % 2];
    let text = format!(
        r#"
specgen: 1
name: {project}
devices: {{noun: {noun}, fields: {{{hook}: {{}}, {mail}: {{type: int, was: [{was}]}}}}}}
groups: {{{place}: {{values: ["{hook} {mail}", b]}}}}
metrics:
  {gauge}: {{unit: kWh/m2, label: "{gauge} {counter}"}}
  {counter}: {{kind: counter, range: {{min: 0}}, was: [{was}]}}
  {boolean}: {{kind: boolean, required: true}}
  {place}: {{kind: position}}
ingest: {{interval: 30s}}
topics:
  readings: {{pattern: "{project}/{{{noun}}}/data", way: in, carries: readings}}
alerts:
  {above}: {{when: {{threshold: {{metric: {gauge}, above: 12.5}}}}, for: 10min, severity: critical}}
  {outside}: {{when: {{outside: {{metric: {counter}, min: 1, max: null}}}}, limits: per_device}}
  {state}: {{when: {{state: {{metric: {boolean}, is: "true"}}}}}}
  {offline}: {{when: {{offline: {{after: 5min}}}}, notify: [{hook}, {mail}]}}
  {left}: {{when: {{geofence: {{event: exit, zone: per_device, radius: 500}}}}, hysteresis: {margin}}}
  {entered}: {{when: {{geofence: {{event: enter, zone: per_device, radius: null}}}}}}
channels:
  {hook}: {{via: {{webhook: {{}}}}}}
  {mail}: {{via: {{email: {{to: ["{hook}@example.com"]}}}}}}
storage: {{retention: {{raw: 400d, hour: 3y}}}}
rollups:
  hour: {{functions: [avg, min, max, sum, last]}}
  month: {{functions: [avg, max], metrics: [{gauge}, {boolean}]}}
time_zone: America/Argentina/ComodRivadavia
api: {{export: {{csv: {{}}}}, pagination: {{style: {style}, default: {length}}}, live: {{via: [websocket]}}}}
commands: {{{order}: {{}}}}
dashboard: {{kind: {page}}}
"#
    );
    serde_saphyr::from_str(&text).unwrap_or_else(|why| panic!("{text}\n{why}"))
}

/// A specification with one metric, one rule and one channel: lists of one item are lists too.
fn one_of_each(kind: &str) -> Spec {
    let text = format!(
        "
specgen: 1
name: a
metrics: {{temperature: {{unit: C}}}}
alerts: {{hot: {{when: {{threshold: {{metric: temperature, above: 30}}}}}}}}
channels: {{pager: {{via: {{{kind}: {{}}}}}}}}
"
    );
    serde_saphyr::from_str(&text).unwrap_or_else(|why| panic!("{text}\n{why}"))
}

#[test]
fn no_name_of_1_to_48_characters_leaves_work_for_the_formatter() {
    let pack = Pack::embedded().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut emitted = Vec::new();
    let mut seen = BTreeSet::new();
    for length in 1..=48 {
        let found = write_rust(&spec(length), pack, folder.path(), length, &mut seen);
        emitted.extend(found);
    }
    let mut many = spec(20);
    for at in 0..40 {
        let extra: Spec = spec(20);
        let metric = extra.metrics.values().next().unwrap().clone();
        many.metrics
            .insert(format!("m{at}").parse().unwrap(), metric);
    }
    emitted.extend(write_rust(&many, pack, folder.path(), 49, &mut seen));
    let kinds = ["webhook", "slack", "ntfy", "telegram", "email"];
    for (at, kind) in kinds.into_iter().enumerate() {
        let one = one_of_each(kind);
        emitted.extend(write_rust(&one, pack, folder.path(), 50 + at, &mut seen));
    }
    assert!(emitted.len() > 100, "only {} files", emitted.len());

    let result = Command::new("rustfmt")
        .args(["--check", "--edition", "2024"])
        .args(&emitted)
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&result.stdout);
    let lines: Vec<&str> = shown.lines().take(60).collect();
    assert!(
        result.status.success(),
        "{}\n{}",
        lines.join("\n"),
        String::from_utf8_lossy(&result.stderr)
    );
}

/// Writes the Rust files that come from templates and returns the paths of those not seen before.
fn write_rust(
    spec: &Spec,
    pack: &Pack,
    folder: &Path,
    run: usize,
    seen: &mut BTreeSet<Bytes>,
) -> Vec<PathBuf> {
    let copied: Vec<&str> = pack
        .files()
        .map(|(file, _)| file.path.as_str())
        .filter(|path| path.strip_suffix(".j2").is_none())
        .collect();
    let tree = render(spec, pack).unwrap();
    tree.iter()
        .filter(|(path, _)| path.extension() == Some("rs") && !copied.contains(&path.as_str()))
        .filter(|(_, node)| seen.insert(node.bytes.clone()))
        .map(|(path, node)| {
            let at = folder.join(run.to_string()).join(path.as_str());
            std::fs::create_dir_all(at.parent().unwrap()).unwrap();
            std::fs::write(&at, alone(&node.bytes)).unwrap();
            at
        })
        .collect()
}

/// A file whose modules are empty, so that the formatter does not look for the files of its modules.
fn alone(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut written = String::new();
    for line in text.lines() {
        let item = line.strip_prefix("pub ").unwrap_or(line);
        match line.strip_suffix(';').filter(|_| item.starts_with("mod ")) {
            Some(module) => written.push_str(&format!("{module} {{}}\n")),
            None => written.push_str(&format!("{line}\n")),
        }
    }
    written
}
