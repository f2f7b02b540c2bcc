//! A diagnostic as text, in the form `file:line:column: error E204: message`.

use crate::{Diagnostic, Severity};

/// Renders a diagnostic for a person, without colour.
///
/// The first line can be clicked in most terminals and editors; the source line with its caret and
/// the hints follow.
pub fn render(diagnostic: &Diagnostic) -> String {
    let word = match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut text = String::new();
    if let Some(place) = &diagnostic.place {
        text.push_str(&format!("{}:{}:{}: ", place.file, place.line, place.column));
    }
    text.push_str(&format!(
        "{word} {}: {}\n",
        diagnostic.code, diagnostic.message
    ));
    if let Some(place) = &diagnostic.place
        && !place.source_line.is_empty()
    {
        let (shown, column) = window(&place.source_line, place.column);
        let number = place.line.to_string();
        let gutter = " ".repeat(number.len());
        let pad = " ".repeat(column.saturating_sub(1));
        let room = shown
            .chars()
            .count()
            .saturating_sub(column.saturating_sub(1))
            .max(1);
        let carets = "^".repeat(place.length.clamp(1, room));
        text.push_str(&format!(
            "{gutter} |\n{number} | {shown}\n{gutter} | {pad}{carets}\n"
        ));
    }
    for hint in &diagnostic.hints {
        text.push_str(&format!("  hint: {hint}\n"));
    }
    text
}

/// Cuts a long line to a window around the column; tabs and control characters become blanks so
/// that the caret stands where it should and a hostile line cannot steer the terminal.
fn window(line: &str, column: usize) -> (String, usize) {
    const WIDTH: usize = 100;
    let clean: Vec<char> = line
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if clean.len() <= WIDTH {
        return (clean.into_iter().collect(), column);
    }
    let from = column.saturating_sub(WIDTH / 2).min(clean.len() - WIDTH);
    (clean[from..from + WIDTH].iter().collect(), column - from)
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::{Diagnostic, ExitClass, Place, Span};

    #[test]
    fn shows_place_source_line_caret_and_hint() {
        let text = "name: greenhouse\nmetrics: {temprature: {}}\n";
        let place = Place::from_span("spec.yaml", text, Span::new(27, 37));
        let one = Diagnostic::error("E201", ExitClass::SpecInvalid, "no metric `temprature`")
            .at(place)
            .hint("write `temperature`");
        let expected = [
            "spec.yaml:2:11: error E201: no metric `temprature`",
            "  |",
            "2 | metrics: {temprature: {}}",
            "  |           ^^^^^^^^^^",
            "  hint: write `temperature`",
            "",
        ];
        assert_eq!(render(&one), expected.join("\n"));
    }

    #[test]
    fn a_long_or_hostile_line_stays_one_short_line() {
        let line = format!("{}\u{1b}[2Jx{}", "a".repeat(500), "b".repeat(500));
        let place = Place::from_line_column("spec.yaml", &line, 1, 505);
        let shown = render(&Diagnostic::error("E003", ExitClass::SpecInvalid, "bad").at(place));
        assert!(!shown.contains('\u{1b}'));
        assert!(
            shown.lines().all(|line| line.chars().count() <= 110),
            "{shown}"
        );
    }
}
