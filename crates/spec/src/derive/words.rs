//! English for names, numbers and lists.

/// Returns a name as words: `soil_moisture` becomes `soil moisture`, `co2` becomes `CO2`.
pub fn words(name: &str) -> String {
    crate::effective::phrase(name)
}

/// Returns a text with its first letter in upper case.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Returns the plural of a noun.
pub fn plural(noun: &str) -> String {
    let vowel_before_y = noun
        .strip_suffix('y')
        .is_some_and(|stem| stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    if let Some(stem) = noun.strip_suffix('y')
        && !vowel_before_y
    {
        return format!("{stem}ies");
    }
    if let Some(stem) = noun.strip_suffix("lf") {
        return format!("{stem}lves");
    }
    if ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|ending| noun.ends_with(ending))
    {
        return format!("{noun}es");
    }
    format!("{noun}s")
}

/// Returns a noun with its article: `a device`, `an oven`.
pub fn article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// Returns items as a list in a sentence: `a, b and c`.
pub fn list<T: AsRef<str>>(items: &[T], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., end] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", first.join(", "), end.as_ref())
        }
    }
}

/// Returns a text between backticks.
pub fn code(text: impl std::fmt::Display) -> String {
    format!("`{text}`")
}

/// Returns a number as people write it, without noise of binary fractions.
pub fn number(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// Returns a length of time: `90 s`, `15 min`, `1 h 30 min`, `2 days`.
pub fn span(ms: u64) -> String {
    if !ms.is_multiple_of(1_000) || ms == 0 {
        return format!("{ms} ms");
    }
    let seconds = ms / 1_000;
    if seconds < 120 {
        return format!("{seconds} s");
    }
    let parts: Vec<String> = [
        (seconds / 86_400, "days"),
        (seconds / 3_600 % 24, "h"),
        (seconds / 60 % 60, "min"),
        (seconds % 60, "s"),
    ]
    .into_iter()
    .filter(|(amount, _)| *amount > 0)
    .map(|(amount, unit)| {
        let unit = if amount == 1 && unit == "days" {
            "day"
        } else {
            unit
        };
        format!("{amount} {unit}")
    })
    .collect();
    parts.join(" ")
}

/// Returns a unit as people write it: `C` becomes `°C`.
pub fn unit(ascii: &str) -> String {
    match ascii {
        "C" => "°C".to_owned(),
        "F" => "°F".to_owned(),
        "deg" => "°".to_owned(),
        other => match other.strip_prefix('u') {
            Some(rest) if rest.starts_with(['g', 'm', 'S', 'V', 'A']) => format!("µ{rest}"),
            _ => other.to_owned(),
        }
        .replace("m2", "m²")
        .replace("m3", "m³"),
    }
}

/// Returns a text of the user on one line, with nothing that Markdown would act on.
pub fn plain(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut safe = String::with_capacity(joined.len());
    for letter in joined.chars().filter(|letter| !letter.is_control()) {
        if matches!(letter, '<' | '*' | '`' | '[' | '|' | '\\') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}

/// Returns a text of the user as the end of a sentence: one line, without a full stop.
pub fn clause(text: &str) -> String {
    plain(text).trim_end_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_well() {
        assert_eq!(words("soil_moisture"), "soil moisture");
        assert_eq!(words("co2_high"), "CO2 high");
        assert_eq!(plural("battery"), "batteries");
        assert_eq!(plural("gateway"), "gateways");
        assert_eq!(plural("switch"), "switches");
        assert_eq!(plural("shelf"), "shelves");
        assert_eq!(article("oven"), "an oven");
        assert_eq!(list(&["a", "b", "c"], "and"), "a, b and c");
        assert_eq!(unit("ug/m3"), "µg/m³");
        assert_eq!(unit("C"), "°C");
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(-273.15), "-273.15");
        assert_eq!(span(90_000), "90 s");
        assert_eq!(span(5_400_000), "1 h 30 min");
        assert_eq!(span(86_400_000), "1 day");
    }

    #[test]
    fn texts_of_users_stay_on_their_line() {
        assert_eq!(plain("a\n# b <i>"), "a # b \\<i>");
        assert_eq!(clause("Shows it. "), "Shows it");
    }
}
