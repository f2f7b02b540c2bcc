//! What templates emit is in final form: no formatter runs on emission, so names of any length,
//! few or many metrics and every kind of rule must leave nothing for it to do.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "the test hands emitted files to the formatter, and fails where that fails"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

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
    let text = format!(
        r#"
specgen: 1
name: {project}
devices: {{noun: {noun}}}
metrics:
  {gauge}: {{unit: kWh/m2, label: "{gauge} {counter}"}}
  {counter}: {{kind: counter, range: {{min: 0}}, was: [{was}]}}
  {boolean}: {{kind: boolean, required: true}}
ingest: {{interval: 30s}}
topics:
  readings: {{pattern: "{project}/{{{noun}}}/data", way: in, carries: readings}}
alerts:
  {above}: {{when: {{threshold: {{metric: {gauge}, above: 12.5}}}}, for: 10min, severity: critical}}
  {outside}: {{when: {{outside: {{metric: {counter}, min: 1, max: null}}}}, limits: per_device}}
  {state}: {{when: {{state: {{metric: {boolean}, is: "true"}}}}}}
  {offline}: {{when: {{offline: {{after: 5min}}}}}}
storage: {{retention: {{raw: 400d}}}}
"#
    );
    serde_saphyr::from_str(&text).unwrap_or_else(|why| panic!("{text}\n{why}"))
}

#[test]
fn no_name_of_1_to_48_characters_leaves_work_for_the_formatter() {
    let pack = Pack::embedded().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut emitted = Vec::new();
    for length in 1..=48 {
        emitted.extend(write_rust(&spec(length), &pack, folder.path(), length));
    }
    let mut many = spec(20);
    for at in 0..40 {
        let extra: Spec = spec(20);
        let metric = extra.metrics.values().next().unwrap().clone();
        many.metrics
            .insert(format!("m{at}").parse().unwrap(), metric);
    }
    emitted.extend(write_rust(&many, &pack, folder.path(), 49));
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

/// Writes the Rust files that come from templates and returns their paths.
fn write_rust(spec: &Spec, pack: &Pack, folder: &Path, run: usize) -> Vec<PathBuf> {
    let copied: Vec<&str> = pack
        .files()
        .map(|(file, _)| file.path.as_str())
        .filter(|path| path.strip_suffix(".j2").is_none())
        .collect();
    let tree = render(spec, pack).unwrap();
    tree.iter()
        .filter(|(path, _)| path.extension() == Some("rs") && !copied.contains(&path.as_str()))
        .map(|(path, node)| {
            let at = folder.join(run.to_string()).join(path.as_str());
            std::fs::create_dir_all(at.parent().unwrap()).unwrap();
            std::fs::write(&at, &node.bytes).unwrap();
            at
        })
        .collect()
}
