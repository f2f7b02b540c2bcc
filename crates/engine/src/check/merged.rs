//! What a merge of two branches by git left to do.

use specgen_spec::edit::follow_former;
use specgen_spec::yaml;

use super::Finding;
use crate::branches::Branches;
use crate::open::Opened;

/// Says that two branches were merged, and which files a person has to settle first.
pub(super) fn findings(opened: &Opened, branches: &Branches) -> Vec<Finding> {
    let workspace = &opened.workspace;
    if !workspace.untidy {
        return followed(opened, "spec_edited");
    }
    let message = format!(
        "git merged two branches; {} files were rendered on both",
        workspace.merged.len()
    );
    let mut findings = vec![
        Finding::new("branches_merged", "specgen.lock", message)
            .hint("`specgen build` renders them from the merged model and keeps what people wrote"),
    ];
    let marked = |text: &String| text.contains("<<<<<<<");
    if workspace.spec_on_disk.as_ref().is_some_and(marked) {
        let message = "git left a conflict in the model, of which both sides can stand together";
        findings.push(
            Finding::new("branches_merged", workspace.spec_path.as_str(), message)
                .hint("`specgen build` writes the model with both"),
        );
    }
    findings.extend(followed(opened, "branches_merged"));
    for one in &branches.left {
        let line = one.places.first().map_or(1, |place| place.line);
        findings.push(
            Finding::new("markers", &one.path, one.why.as_str())
                .at_line(line)
                .hint("keep what is right, remove the marker lines, then run `specgen build`"),
        );
    }
    findings
}

/// Says which names of the model are read as the ones that their things have now.
fn followed(opened: &Opened, kind: &'static str) -> Vec<Finding> {
    let path = opened.workspace.spec_path.as_str();
    let written = opened.workspace.spec_on_disk.as_ref();
    let written = written.and_then(|text| yaml::read(path, text).ok());
    let found = written.and_then(|spec| follow_former(&spec));
    let names = found.map_or_else(Vec::new, |(_, names)| names);
    let told = names.into_iter().map(|name| {
        let message = format!("`{}` is called `{}` now", name.from, name.to);
        Finding::new(kind, path, message)
            .hint("`specgen build` writes the new name where the old one stands")
    });
    told.collect()
}
