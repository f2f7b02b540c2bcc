//! Filters: cases, and literals that are never built by pasting.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use minijinja::{Environment, Error, ErrorKind, Value};

use crate::lists::{CLOSE, OPEN};

/// Adds all filters.
pub(crate) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("pascal", |text: &str| text.to_upper_camel_case());
    environment.add_filter("camel", |text: &str| text.to_lower_camel_case());
    environment.add_filter("snake", |text: &str| text.to_snake_case());
    environment.add_filter("kebab", |text: &str| text.to_kebab_case());
    environment.add_filter("shouty", |text: &str| text.to_shouty_snake_case());
    environment.add_filter("sentence", sentence);
    environment.add_filter("rust_str", rust_str);
    environment.add_filter("rust_f64", rust_f64);
    environment.add_filter("rust_int", rust_int);
    environment.add_filter("bool", |value: bool| value.to_string());
    environment.add_filter("json", json);
    environment.add_filter("yaml_str", yaml_str);
    environment.add_filter("number", number);
    environment.add_filter("md_cell", md_cell);
    environment.add_filter("list", |items: &str| format!("{OPEN}{items}{CLOSE}"));
}

/// The first letter becomes a capital, the rest stays.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A Rust string literal with its quotes.
fn rust_str(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            c if c.is_control() => literal.extend(c.escape_unicode()),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// A Rust float literal: always with a point, in the shortest form that reads back the same.
fn rust_f64(value: &Value) -> Result<String, Error> {
    Ok(format!("{:?}", float(value)?))
}

/// A number as a person writes it: no point when it is whole.
fn number(value: &Value) -> Result<String, Error> {
    Ok(float(value)?.to_string())
}

/// A Rust integer literal with `_` between thousands, as clippy asks for.
fn rust_int(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut literal = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            literal.push('_');
        }
        literal.push(digit);
    }
    if value < 0 {
        format!("-{literal}")
    } else {
        literal
    }
}

/// A JSON string literal with its quotes.
fn json(text: &str) -> Result<String, Error> {
    serde_json::to_string(text)
        .map_err(|why| Error::new(ErrorKind::InvalidOperation, why.to_string()))
}

/// A YAML scalar in double quotes, whose escapes are those of JSON.
fn yaml_str(text: &str) -> Result<String, Error> {
    json(text)
}

/// Text for a cell of a Markdown table.
fn md_cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn float(value: &Value) -> Result<f64, Error> {
    f64::try_from(value.clone())
}

#[cfg(test)]
mod tests {
    use super::{rust_int, rust_str};

    #[test]
    fn literals_cannot_be_broken_out_of() {
        assert_eq!(rust_str("a\"b\\c\u{7}"), "\"a\\\"b\\\\c\\u{7}\"");
        assert_eq!(rust_int(300_000), "300_000");
        assert_eq!(rust_int(-1_234_567), "-1_234_567");
        assert_eq!(rust_int(1000), "1000");
    }
}
