//! Imports between crates, held against `crates/LAYERS.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::shell::{Outcome, output, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Layer {
    may_import: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

/// Fails on an import that the table does not allow, and on a row without its crate.
pub fn run() -> Outcome {
    let table = std::fs::read_to_string(root().join("crates/LAYERS.toml"))
        .map_err(|why| format!("cannot read crates/LAYERS.toml: {why}"))?;
    let metadata = output(
        Path::new(env!("CARGO")),
        &["metadata", "--no-deps", "--format-version", "1"],
        &root(),
    )?;
    let layers: BTreeMap<String, Layer> =
        toml::from_str(&table).map_err(|why| format!("crates/LAYERS.toml: {why}"))?;
    let metadata: Metadata =
        serde_json::from_str(&metadata).map_err(|why| format!("cargo metadata: {why}"))?;
    let faults = faults(&layers, &imports(&metadata));
    if faults.is_empty() {
        println!(
            "layers: {} crates import only what crates/LAYERS.toml allows",
            layers.len()
        );
        return Ok(());
    }
    Err(faults.join("\n"))
}

/// Returns the crates under `crates/` by folder, each with the folders it imports outside tests.
fn imports(metadata: &Metadata) -> BTreeMap<String, BTreeSet<String>> {
    let folders: BTreeMap<&str, String> = metadata
        .packages
        .iter()
        .filter_map(|package| Some((package.name.as_str(), folder(&package.manifest_path)?)))
        .collect();
    let mut imports = BTreeMap::new();
    for package in &metadata.packages {
        let Some(importer) = folders.get(package.name.as_str()) else {
            continue;
        };
        let uses = package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind.as_deref() != Some("dev"))
            .filter_map(|dependency| folders.get(dependency.name.as_str()).cloned())
            .collect();
        imports.insert(importer.clone(), uses);
    }
    imports
}

fn folder(manifest_path: &str) -> Option<String> {
    let parent = Path::new(manifest_path).parent()?;
    let inside = parent.strip_prefix(root().join("crates")).ok()?;
    Some(inside.to_str()?.to_owned())
}

fn faults(
    layers: &BTreeMap<String, Layer>,
    imports: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (importer, imported) in imports {
        let Some(layer) = layers.get(importer) else {
            faults.push(format!(
                "crates/{importer} has no row in crates/LAYERS.toml"
            ));
            continue;
        };
        for one in imported.difference(&layer.may_import) {
            faults.push(format!(
                "crates/{importer} imports crates/{one}, which its row does not allow"
            ));
        }
    }
    for missing in layers.keys().filter(|name| !imports.contains_key(*name)) {
        faults.push(format!(
            "crates/LAYERS.toml has a row for `{missing}`, which is no crate"
        ));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{Layer, faults};
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn a_forbidden_import_and_a_stray_row_are_named() {
        let set = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<BTreeSet<_>>()
        };
        let layers = BTreeMap::from([
            (
                "diag".to_owned(),
                Layer {
                    may_import: set(&[]),
                },
            ),
            (
                "ghost".to_owned(),
                Layer {
                    may_import: set(&[]),
                },
            ),
        ]);
        let imports = BTreeMap::from([("diag".to_owned(), set(&["spec"]))]);
        let found = faults(&layers, &imports);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("diag imports crates/spec"));
        assert!(found[1].contains("ghost"));
    }
}
