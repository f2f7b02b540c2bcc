//! Literal routes: a method and a path.

use std::fmt;
use std::str::FromStr;

/// A route such as `GET /api/devices/{id}`; `:id` is read as `{id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The upper-case method.
    pub method: String,
    /// The path, with `{name}` for its parameters.
    pub path: String,
}

impl Endpoint {
    /// What a route serves when code of the project's own serves it: nothing is generated for it.
    pub const OWN: &str = "own";

    /// Returns the last part of the element's key: `get_api_devices_id`.
    pub fn slug(&self) -> String {
        let path: String = self
            .path
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() {
                    c.to_ascii_lowercase()
                } else {
                    '_'
                }
            })
            .collect();
        let words: Vec<&str> = path.split('_').filter(|word| !word.is_empty()).collect();
        format!("{}_{}", self.method.to_ascii_lowercase(), words.join("_"))
    }
}

impl FromStr for Endpoint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
        let bad = || {
            format!(
                "`{}` is no route: write for example `GET /api/devices`",
                text.escape_debug()
            )
        };
        let (method, path) = text.trim().split_once(' ').ok_or_else(bad)?;
        let method = method.to_ascii_uppercase();
        let path = path.trim();
        let legal = |c: char| c.is_ascii_alphanumeric() || "/{}:-_.~".contains(c);
        if !METHODS.contains(&method.as_str())
            || !path.starts_with('/')
            || !path.chars().all(legal)
            || path.len() > 200
        {
            return Err(bad());
        }
        let levels: Vec<String> = path
            .split('/')
            .map(|level| {
                level
                    .strip_prefix(':')
                    .map_or_else(|| level.to_owned(), |name| format!("{{{name}}}"))
            })
            .collect();
        Ok(Self {
            method,
            path: levels.join("/"),
        })
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.path)
    }
}

super::scalar!(Endpoint, "Endpoint", "^[A-Z]+ /.*$", "GET /api/devices");
