//! The model that documents and code follow, whatever stands in its file by now, and what it renders.

use specgen_apply::Files;
use specgen_diag::Diagnostics;
use specgen_merge::Work as _;
use specgen_tree::{Manifest, Tree};

use crate::open::{Located, Opened, checked_spec};
use crate::target::{Target, is_made_by_others};

/// What a workspace follows.
pub(crate) struct Accepted {
    /// All files as this specgen renders them.
    pub tree: Tree,
    /// Whether other templates made what stands there.
    pub is_made_by_others: bool,
}

/// Renders what a workspace follows, with the templates of this specgen.
///
/// # Errors
///
/// Says what cannot be read or rendered.
pub(crate) fn accepted(files: &dyn Files, located: &Located) -> Result<Accepted, Diagnostics> {
    let opened = opened(files, located)?;
    let target = Target::as_it_stands(files, &opened)?.with_present_templates();
    let rendered = target.rendered(files, &opened, &mut |_| {})?;
    Ok(Accepted {
        is_made_by_others: is_made_by_others(&opened, rendered.templates),
        tree: rendered.tree,
    })
}

/// Opens a workspace as if its model were not edited since documents and code followed it.
///
/// # Errors
///
/// Points at what is wrong in the model.
pub(crate) fn opened(files: &dyn Files, located: &Located) -> Result<Opened, Diagnostics> {
    let text = text_of(files, located, &located.workspace.manifest)?;
    let mut workspace = located.workspace.clone();
    let spec = checked_spec(workspace.spec_path.as_str(), &text)?;
    workspace.spec_text = text;
    Ok(Opened {
        workspace,
        settings: located.settings.clone(),
        layout: located.layout.clone(),
        spec,
    })
}

/// Returns the model that documents and code follow by a manifest.
///
/// # Errors
///
/// Says what cannot be read.
pub(crate) fn text_of(
    files: &dyn Files,
    located: &Located,
    manifest: &Manifest,
) -> Result<String, Diagnostics> {
    let workspace = &located.workspace;
    let bytes = match manifest.records.get(&workspace.spec_path) {
        Some(record) => workspace.tree(files).object(record.base)?,
        None => None,
    };
    Ok(bytes.map_or_else(
        || workspace.spec_text.clone(),
        |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    ))
}
