//! Requirements on readings as a table to download.

use crate::derive::Ears;
use crate::derive::requirement::{Requirement, Story};
use crate::derive::routes;
use crate::derive::view::View;

/// Returns the requirement on downloads, when the pack emits them and they are asked for.
pub(super) fn download(view: &View<'_>) -> Option<Requirement> {
    view.exports_csv().then(|| requirement(view))
}

fn requirement(view: &View<'_>) -> Requirement {
    let (noun, route) = (&view.noun, routes::EXPORT);
    let story = Story::new(
        "someone who works with the data elsewhere",
        format!("the Readings of a {noun} and a period as a table"),
        "a spreadsheet or a script can read them",
    );
    let mut requirement = Requirement::new("export", "Download readings", story);
    let mut add = |key: &str, ears: Ears| {
        requirement.add(key, "api.export", ears);
    };
    add(
        "api.export.csv",
        Ears::when(
            format!("a viewer asks `GET {route}` with `from` and `to`"),
            format!(
                "return the Readings of that {noun} in that time as CSV (RFC 4180) to save as a file, the oldest first, below a line that names each column and its unit"
            ),
        ),
    );
    add(
        "api.export.csv.any_length",
        Ears::when(
            "a download has more Readings than one step",
            "send them step by step, each Reading once, so that a period of any length takes no more memory than a step",
        ),
    );
    add(
        "api.export.csv.metric",
        Ears::when(
            "a viewer names metrics in `metric`",
            "return only their columns, and no line for a Reading that holds none of them",
        ),
    );
    add(
        "api.export.csv.quotes",
        Ears::when(
            "a cell holds a comma, a quote or a line break",
            "put it in quotes and double the quotes in it",
        ),
    );
    add(
        "api.export.csv.empty",
        Ears::when(
            "there is no Reading in the period",
            "return the line of names alone",
        ),
    );
    add(
        "api.export.csv.refuses",
        Ears::unwanted(
            format!(
                "the period ends before it begins, a metric is unknown, or there is no such {noun}"
            ),
            "answer 400 or 404 with what is wrong, and no table",
        ),
    );
    requirement
}
