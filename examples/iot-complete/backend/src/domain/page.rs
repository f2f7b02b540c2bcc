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

impl Page {
    /// So many items, from where a cursor leads.
    #[must_use]
    pub fn new(limit: usize, cursor: Option<String>) -> Self {
        Self { limit, cursor }
    }

    /// Items to read: one more than are shown, to see whether more follow.
    #[must_use]
    pub fn reach(&self) -> usize {
        self.limit + 1
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::new(DEFAULT_LIMIT, None)
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
    /// Cuts a page from `items`, of which [`Page::reach`] were read, or all there are.
    #[must_use]
    pub fn cut(mut items: Vec<T>, page: &Page, cursor: impl Fn(&T) -> String) -> Self {
        let more = items.len() > page.limit;
        items.truncate(page.limit);
        let next_cursor = if more { items.last().map(cursor) } else { None };
        Self { items, next_cursor }
    }
}
