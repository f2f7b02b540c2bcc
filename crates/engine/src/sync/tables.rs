//! A row that a person added to a table of the documents, as a new thing of the model.

use serde_json::Value;
use specgen_spec::Spec;
use specgen_spec::edit::{Edit, Path};

use super::oracle::{Oracle, after};
use super::page::{Line, Shape, cells};
use super::pieces::pieces;
use super::rows::{Row, alert, metric, role, route, topic};

/// A table whose rows are things of the model.
struct Kept {
    /// The heads of its columns.
    head: &'static [&'static str],
    /// Reads the name and the body of a row; `None` when it says too little.
    read: fn(&Row<'_>) -> Result<(Path, Value), String>,
    /// The columns of which some of the words are enough.
    brief: &'static [&'static str],
    /// Whether rows that nobody wrote down go as soon as one is.
    defaults_go: bool,
}

/// Every table whose rows are things of the model.
const TABLES: &[Kept] = &[
    Kept {
        head: &["Metric", "Field", "Unit", "Kind", "Valid", "Usual"],
        read: metric,
        brief: &[],
        defaults_go: false,
    },
    Kept {
        head: &["Topic", "Way", "Carries", "Who"],
        read: topic,
        brief: &["Carries"],
        defaults_go: true,
    },
    Kept {
        head: &["Route", "Does", "Who"],
        read: route,
        brief: &["Does"],
        defaults_go: false,
    },
    Kept {
        head: &["Who", "May", "Proves it with"],
        read: role,
        brief: &["May"],
        defaults_go: false,
    },
    Kept {
        head: &[
            "Rule",
            "Metric",
            "Condition",
            "Raised",
            "Severity",
            "Type",
            "Who sets the limit",
        ],
        read: alert,
        brief: &[],
        defaults_go: false,
    },
];

/// A row that was read.
#[derive(Clone, Debug)]
pub struct Added {
    /// The edit.
    pub edit: Edit,
    /// The row that is derived then.
    pub derived: String,
    /// What the row says beyond that, as `column: text`.
    pub beyond: Vec<String>,
}

/// Returns whether a table of the documents is read back.
pub fn is_kept(head: &[String]) -> bool {
    TABLES.iter().any(|kept| kept.head == head)
}

/// Reads a row that a person added.
///
/// # Errors
///
/// Says what is missing or does not fit.
pub fn added(
    oracle: &Oracle<'_>,
    spec: &Spec,
    page: &'static str,
    head: &[String],
    row: &Line,
) -> Result<Added, String> {
    let kept = TABLES
        .iter()
        .find(|kept| kept.head == head)
        .ok_or_else(|| "rows of this table follow from others".to_owned())?;
    let row = Row {
        spec,
        head,
        cells: cells(&row.text),
    };
    let (path, body) = (kept.read)(&row)?;
    let edit = Edit::Add {
        path: path.clone(),
        value: body,
        at: None,
    };
    let next = after(spec, std::slice::from_ref(&edit))
        .ok_or_else(|| format!("`{path}` does not fit with the rest"))?;
    let before = oracle.page(spec, page);
    let now = oracle.page(&next, page);
    let is_new = |line: &&Line| line.shape == Shape::Row && !before.contains(*line);
    let wanted = pieces(row.cells.first().map_or("", String::as_str));
    let derived = now.iter().filter(is_new).find(|line| {
        cells(&line.text).len() == head.len() && pieces(&cells(&line.text)[0]) == wanted
    });
    let Some(derived) = derived else {
        return Err(format!(
            "it reads as `{path}`, which does not lead to this row"
        ));
    };
    let lost = before
        .iter()
        .filter(|line| kept.defaults_go && line.shape == Shape::Row);
    if let Some(lost) = lost
        .into_iter()
        .find(|line| line.heading == derived.heading && !now.contains(line))
    {
        return Err(format!("it would take the row `{}` away", lost.text));
    }
    let made = cells(&derived.text);
    let beyond = head
        .iter()
        .zip(row.cells.iter().zip(&made))
        .filter(|(column, (said, made))| {
            let says = !said.is_empty() && said.as_str() != "-";
            let (said, made) = (pieces(said), pieces(made));
            let is_brief = kept.brief.contains(&column.as_str());
            let agrees = said == made || is_brief && said.iter().all(|one| made.contains(one));
            says && !agrees
        })
        .map(|(column, (said, _))| format!("{column}: {said}"))
        .collect();
    Ok(Added {
        edit,
        derived: derived.text.clone(),
        beyond,
    })
}
