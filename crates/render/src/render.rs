//! From plan to tree.

use minijinja::Value;
use minijinja::value::Serde;
use specgen_diag::Diagnostics;
use specgen_spec::Spec;
use specgen_tree::{FileNode, ProjectPath, Tree};

use crate::environment::environment;
use crate::error::template_error;
use crate::json::sorted_json;
use crate::lists::take_lists;
use crate::pack::{Pack, fault};
use crate::plan::{Planned, plan};
use crate::view::View;

/// Renders the backend of a specification; paths are relative to the target folder.
///
/// # Errors
/// Returns the template, line and variable that failed; that is a fault of the pack.
pub fn render(spec: &Spec, pack: &Pack) -> Result<Tree, Diagnostics> {
    let environment = environment()?;
    let view = Value::from(Serde(View::of(spec)));
    let plan = plan(pack, &environment, &view)?;
    let migrations = plan.iter().filter_map(Planned::migration);
    let migrations: Vec<String> = migrations.map(str::to_owned).collect();
    let view = minijinja::context! { migrations, ..view };
    let mut tree = Tree::new();
    for planned in plan {
        let node = node(&planned, &environment, &view)?;
        tree.insert(planned.path.clone(), node)
            .map_err(|why| fault(why.to_string()))?;
    }
    Ok(tree)
}

/// Renders one file of the backend, and names its template; `None` when the specification asks for no
/// such file.
///
/// # Errors
/// Returns the template, line and variable that failed; that is a fault of the pack.
pub fn render_file(
    spec: &Spec,
    pack: &Pack,
    path: &ProjectPath,
) -> Result<Option<(FileNode, String)>, Diagnostics> {
    let environment = environment()?;
    let view = Value::from(Serde(View::of(spec)));
    for planned in plan(pack, &environment, &view)? {
        if planned.path == *path {
            let node = node(&planned, &environment, &view)?;
            return Ok(Some((node, planned.source.path.clone())));
        }
    }
    Ok(None)
}

fn node(
    planned: &Planned<'_>,
    environment: &minijinja::Environment<'_>,
    view: &Value,
) -> Result<FileNode, Diagnostics> {
    let (bytes, lists) = if planned.is_template() {
        let (text, lists) = take_lists(&filled(planned, environment, view)?);
        (text.into(), lists)
    } else {
        (planned.source.bytes.clone(), Vec::new())
    };
    Ok(FileNode {
        bytes,
        executable: planned.executable,
        owner: planned.owner,
        unit: planned.unit.clone(),
        lists,
    })
}

/// Returns a template filled in.
fn filled(
    planned: &Planned<'_>,
    environment: &minijinja::Environment<'_>,
    view: &Value,
) -> Result<String, Diagnostics> {
    let path = &planned.source.path;
    let source = std::str::from_utf8(&planned.source.bytes)
        .map_err(|_| fault(format!("`{path}` is not UTF-8")))?;
    let text = environment
        .render_named_str(path, source, view)
        .map_err(|why| template_error(path, &why))?;
    Ok(match () {
        () if planned.sorted_json => {
            sorted_json(&text).map_err(|why| fault(format!("`{path}` is no JSON: {why}")))?
        }
        () if planned.sorted_packages => sorted_packages(&text),
        () => text,
    })
}

/// Puts the packages of a lock file in the order of their names, where cargo would put them.
fn sorted_packages(text: &str) -> String {
    const PACKAGE: &str = "[[package]]\n";
    let mut parts = text.split(PACKAGE).map(str::trim_end);
    let head = parts.next().unwrap_or_default();
    let mut packages: Vec<&str> = parts.collect();
    let version = |package: &str| package.lines().nth(1).unwrap_or_default().to_owned();
    packages.sort_by_key(|package| {
        let name = package.lines().next().unwrap_or_default();
        // The quotes end a name before any letter would: `http` stands before `http-body`.
        (name.replace('"', ""), version(package))
    });
    let mut sorted = head.to_owned();
    for package in packages {
        sorted.push_str(&format!("\n\n{PACKAGE}{package}"));
    }
    sorted.push('\n');
    sorted
}

#[cfg(test)]
mod tests {
    use super::sorted_packages;

    #[test]
    fn the_own_package_stands_where_its_name_belongs() {
        let package =
            |name: &str| format!("\n[[package]]\nname = \"{name}\"\nversion = \"1.0.0\"\n");
        let lock = |names: &[&str]| {
            let packages: Vec<String> = names.iter().map(|name| package(name)).collect();
            format!("version = 4\n{}", packages.join(""))
        };
        let sorted = sorted_packages(&lock(&["bytes", "zebra", "http", "http-body"]));
        assert_eq!(sorted, lock(&["bytes", "http", "http-body", "zebra"]));
    }
}
