//! Comma-separated values in the form of RFC 4180, for spreadsheets and scripts.

/// Media type of a table whose first line names its columns.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

/// Adds a line with these cells.
pub fn add_line<T: AsRef<str>>(table: &mut String, cells: impl IntoIterator<Item = T>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            table.push(',');
        }
        add_cell(table, cell.as_ref());
    }
    table.push_str("\r\n");
}

/// Adds a cell, in quotes when it would otherwise be read as something else.
fn add_cell(table: &mut String, cell: &str) {
    if !cell.contains([',', '"', '\r', '\n']) {
        table.push_str(cell);
        return;
    }
    table.push('"');
    table.push_str(&cell.replace('"', "\"\""));
    table.push('"');
}

#[cfg(test)]
#[expect(
    non_snake_case,
    reason = "the keys of criteria are set apart by double underscores"
)]
mod tests {
    use super::*;

    #[test]
    fn api__export__csv__quotes__what_would_be_read_as_something_else() {
        let mut table = String::new();
        add_line(&mut table, ["plain", "", "a b", "25 °C"]);
        add_line(&mut table, ["a,b", "say \"so\"", "two\nlines", "x\ry"]);
        assert_eq!(
            table,
            "plain,,a b,25 °C\r\n\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\"x\ry\"\r\n"
        );
    }
}
