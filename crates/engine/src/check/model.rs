//! An edited model that documents and code do not follow yet.

use specgen_diag::Diagnostics;
use specgen_spec::edit::{Edit, difference};
use specgen_spec::yaml;

use super::Finding;
use super::tree::Stand;
use crate::open::Opened;

/// How many edits are named.
const NAMED: usize = 6;

/// Says what the next build would carry over.
pub(super) fn findings(opened: &Opened, stand: &Stand) -> Result<Vec<Finding>, Diagnostics> {
    let path = opened.workspace.spec_path.as_str();
    let Some(file) = stand.file(path).filter(|file| file.changed) else {
        return Ok(Vec::new());
    };
    let before = file
        .base
        .as_ref()
        .map(|bytes| yaml::read(path, &String::from_utf8_lossy(bytes)))
        .transpose()?;
    let edits = before.map_or_else(Vec::new, |before| difference(&before, &opened.spec));
    if edits.is_empty() {
        // Comments and layout are the user's and change nothing that follows.
        return Ok(Vec::new());
    }
    let mut said: Vec<String> = edits.iter().take(NAMED).map(words).collect();
    if edits.len() > NAMED {
        said.push(format!("and {} more", edits.len() - NAMED));
    }
    let message = format!("edited and not built: {}", said.join(", "));
    let finding = Finding::new("spec_edited", path, message);
    Ok(vec![finding.hint(
        "`specgen build` carries it into documents and code",
    )])
}

/// Returns an edit in few words.
pub(crate) fn words(edit: &Edit) -> String {
    let short = |value: &serde_json::Value| {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        if text.chars().count() > 40 {
            format!("{}…", text.chars().take(39).collect::<String>())
        } else {
            text
        }
    };
    match edit {
        Edit::Add { path, .. } => format!("{path} added"),
        Edit::Remove { path, .. } => format!("{path} removed"),
        Edit::Rename { path, to } => format!("{path} is now {to}"),
        Edit::Move { path, at } => format!("{path} moved to place {}", at + 1),
        Edit::Set { path, to } if to.is_null() => format!("{path} is open"),
        Edit::Set { path, to } => format!("{path} is {}", short(to)),
        Edit::Clear { path } => format!("{path} back to its default"),
        Edit::Include { list, item, .. } => format!("{list} has {}", short(item)),
        Edit::Exclude { list, item } => format!("{list} without {}", short(item)),
        Edit::Convert { metric, unit } => format!("metrics.{metric} converted to {unit}"),
    }
}
