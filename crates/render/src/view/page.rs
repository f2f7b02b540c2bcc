//! How lists are cut, as the templates see it.

use serde::Serialize;
use specgen_spec::Spec;
use specgen_spec::model::PageStyle;

/// How the pages of lists are asked for, and how long they are.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The parameter besides `limit` and `cursor`: `offset` or `page`; `cursor` when there is none.
    pub style: PageStyle,
    /// Items of a page when the caller does not say.
    pub default: i64,
    /// Most items of a page.
    pub max: i64,
}

impl PageView {
    /// Fills in what the specification leaves open.
    pub(super) fn of(spec: &Spec) -> Self {
        let (style, default, max) = spec.pagination();
        Self {
            style,
            default: i64::from(default),
            max: i64::from(max),
        }
    }
}
