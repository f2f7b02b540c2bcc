//! Metrics that come back: their column is still there, with values in the unit that they were stored in.

use specgen_apply::{Files, history, manifest_before};
use specgen_diag::Diagnostics;
use specgen_merge::Work as _;
use specgen_spec::catalog::convert;
use specgen_spec::model::Name;
use specgen_spec::yaml;

use super::Goal;
use super::columns::Columns;
use super::metrics::in_words;
use crate::open::Opened;

/// A metric that was removed once and is there again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The metric.
    pub metric: Name,
    /// The unit of what is stored; `None` when it is that of the metric now, or nobody knows it.
    pub from: Option<String>,
    /// The unit from now on.
    pub to: String,
    /// The column in which values stay that are of another quantity.
    pub aside: String,
}

impl Returned {
    /// Can what is stored be told in the new unit?
    pub fn converts(&self) -> bool {
        let from = self.from.as_deref().unwrap_or_default();
        convert(0.0, from, &self.to).is_some()
    }
}

/// Returns the metrics of which the database holds values although the specification before has none of them.
pub(super) fn returned(
    files: &dyn Files,
    opened: &Opened,
    goal: &Goal<'_>,
    columns: &Columns,
) -> Result<Vec<Returned>, Diagnostics> {
    let mut found = Vec::new();
    let Some(before) = goal.before else {
        return Ok(found);
    };
    for view in goal.spec.metric_views() {
        let mut names = std::iter::once(view.name).chain(&view.metric.was);
        let known = names.any(|name| before.metrics.contains(name.as_str()));
        if known || !columns.has_anywhere(&format!("m_{}", view.name)) {
            continue;
        }
        let to = view.unit().unwrap_or_default().to_owned();
        let from = earlier_unit(files, opened, view.name)?.filter(|from| *from != to);
        let aside = free(columns, view.name, from.as_deref().unwrap_or_default());
        let metric = view.name.clone();
        found.push(Returned {
            metric,
            from,
            to,
            aside,
        });
    }
    Ok(found)
}

/// A column that says which unit its values are in, and that is not there yet.
fn free(columns: &Columns, metric: &Name, unit: &str) -> String {
    let plain = format!("m_{metric}_in_{}", in_words(unit));
    let numbered = (2..).map(|count| format!("{plain}_{count}"));
    let mut names = std::iter::once(plain.clone()).chain(numbered);
    names
        .find(|name| !columns.has_anywhere(name))
        .unwrap_or_default()
}

/// The unit of a metric in the newest step that had it, as far as the steps are kept.
fn earlier_unit(
    files: &dyn Files,
    opened: &Opened,
    metric: &Name,
) -> Result<Option<String>, Diagnostics> {
    let workspace = &opened.workspace;
    let path = &workspace.spec_path;
    for past in history(files, &workspace.root)?.iter().rev() {
        let manifest = manifest_before(files, &workspace.root, &past.id)?;
        let record = manifest.and_then(|manifest| manifest.records.get(path).cloned());
        let Some(record) = record else { continue };
        let Some(text) = workspace.tree(files).object(record.base)? else {
            continue;
        };
        let Ok(spec) = yaml::read(path.as_str(), &String::from_utf8_lossy(&text)) else {
            continue;
        };
        if let Some(view) = spec.metric_view(metric.as_str()) {
            return Ok(Some(view.unit().unwrap_or_default().to_owned()));
        }
    }
    Ok(None)
}
