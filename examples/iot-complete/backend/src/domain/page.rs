//! Lists in pages: how much, from where, and where the next page begins.

use serde::Serialize;

/// Items of a page when the caller does not say.
pub const DEFAULT_LIMIT: usize = 100;

/// Most items of a page.
pub const MAX_LIMIT: usize = 1000;

/// Which part of a list is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Most items to return: 1 to [`MAX_LIMIT`].
    pub limit: usize,
    /// Where to go on: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            limit: DEFAULT_LIMIT,
            cursor: None,
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct List<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last page.
    pub next_cursor: Option<String>,
}

impl<T> List<T> {
    /// Cuts a page from `items`, which were read with one more than `limit` to see whether more follow.
    #[must_use]
    pub fn cut(mut items: Vec<T>, limit: usize, cursor: impl Fn(&T) -> String) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        let next_cursor = if more { items.last().map(cursor) } else { None };
        Self { items, next_cursor }
    }
}
