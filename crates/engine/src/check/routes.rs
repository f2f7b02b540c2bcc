//! The routes that a Rust file declares, read from its text.

/// The methods of HTTP that a route is declared with.
pub(super) const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// A route that the code declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    /// The method and the path: `GET /devices/{id}`.
    pub route: String,
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What it does, when the code says so.
    pub summary: Option<String>,
    /// Whether it is in the list of operations, from which the OpenAPI document is made.
    pub listed: bool,
}

/// Finds `Operation::get("/path"` and `.route("/path", get(handler).post(other))`.
pub(super) fn declared(path: &str, text: &str) -> Vec<Declared> {
    let mut found = Vec::new();
    for (at, opening) in text.match_indices("Operation::") {
        let rest = &text[at + opening.len()..];
        let Some((method, rest)) = rest.split_once('(') else {
            continue;
        };
        let (true, Some(literal)) = (METHODS.contains(&method), literal(rest)) else {
            continue;
        };
        let own = rest.split(opening).next().unwrap_or_default();
        let summary = own.split_once(".summary(");
        found.push((
            at,
            method,
            literal,
            summary.and_then(|(_, rest)| self::literal(rest)),
            true,
        ));
    }
    for (at, opening) in text.match_indices(".route(") {
        let rest = &text[at + opening.len()..];
        let Some(literal) = literal(rest) else {
            continue;
        };
        let handlers = arguments(rest);
        let asks = |method: &str| {
            let begins = |(place, _): (usize, &str)| {
                !handlers[..place].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            };
            handlers.match_indices(&format!("{method}(")).any(begins)
        };
        let methods = METHODS.into_iter().filter(|method| asks(method));
        found.extend(methods.map(|method| (at, method, literal, None, false)));
    }
    found
        .into_iter()
        .filter(|(at, _, literal, ..)| literal.starts_with('/') && !is_comment(text, *at))
        .map(|(at, method, literal, summary, listed)| Declared {
            route: format!("{} {literal}", method.to_uppercase()),
            path: path.to_owned(),
            line: text[..at].lines().count().max(1),
            summary: summary.map(str::to_owned),
            listed,
        })
        .collect()
}

/// Returns the text literal that a list of arguments begins with.
fn literal(text: &str) -> Option<&str> {
    let inside = text.trim_start().strip_prefix('"')?;
    let literal = &inside[..inside.find('"')?];
    (!literal.contains('\\')).then_some(literal)
}

/// Returns a list of arguments up to the parenthesis that closes it.
fn arguments(text: &str) -> &str {
    let mut depth = 1_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

fn is_comment(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    line.trim_start().starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn operations_and_plain_routes_are_found_and_comments_are_not() {
        let text = r#"
vec![
    Operation::get("/a/{id}", "getA", show)
        .summary("One a"),
    Operation::post(
        "/a",
        "addA",
        add,
    ),
]
// Operation::get("/old", "old", old)
Router::new().route("/b", get(target(1)).delete(drop_b)).route(path, get(x));
"#;
        let found = declared("src/api/a.rs", text);
        let said: Vec<(&str, usize, Option<&str>)> = found
            .iter()
            .map(|one| (one.route.as_str(), one.line, one.summary.as_deref()))
            .collect();
        assert_eq!(
            said,
            [
                ("GET /a/{id}", 3, Some("One a")),
                ("POST /a", 5, None),
                ("GET /b", 12, None),
                ("DELETE /b", 12, None),
            ]
        );
        assert!(found[0].listed && !found[2].listed);
    }
}
