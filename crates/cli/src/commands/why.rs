//! `specgen why`: where a line comes from.

use std::path::Path;

use clap::Args;
use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::{By, Disk, Why, locate};

use crate::failure::Outcome;
use crate::global::Global;
use crate::style::{DIM, HEADING, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{harmless, short};

/// How many places of the model are named.
const NAMED: usize = 6;

/// Arguments of `specgen why`.
#[derive(Args, Debug)]
#[command(
    after_help = "Tells who wrote the line, the template that makes the file, the places of spec.yaml without which the line would\n\
                  not stand there, the criterion that it states or proves, and the step that brought it.\n\
                  For example:  specgen why backend/src/domain/catalog.rs:12"
)]
pub struct WhyArgs {
    /// The file and the line, counted from 1; a column behind it is ignored
    #[arg(value_name = "FILE:LINE")]
    place: String,
}

/// Finds out and tells.
pub fn run(args: &WhyArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let (file, line) = place(&args.place).ok_or_else(|| no_place(&args.place))?;
    let located = locate(&Disk, &global.workspace())?;
    let why = Why::of(&Disk, &located, Path::new("."), file, line)?;
    if terminal.json {
        json_out(&why)?;
    } else {
        terminal.out(&shown(&why))?;
    }
    Ok(ExitClass::Done)
}

/// Reads `FILE:LINE` or `FILE:LINE:COLUMN`, as compilers print it.
fn place(text: &str) -> Option<(&str, usize)> {
    let (rest, last) = text.rsplit_once(':')?;
    let last = last.parse().ok()?;
    if let Some((file, line)) = rest.rsplit_once(':')
        && let Ok(line) = line.parse()
    {
        return Some((file, line));
    }
    Some((rest, last))
}

fn no_place(text: &str) -> Diagnostic {
    Diagnostic::error(
        "E039",
        ExitClass::Usage,
        format!("`{}` names no line", harmless(text)),
    )
    .hint("write the file and the line: `specgen why backend/src/domain/catalog.rs:12`")
}

fn shown(why: &Why) -> String {
    let mut text = format!(
        "{}:{}\n{}\n\n",
        paint(HEADING, &harmless(&why.file)),
        why.line,
        paint(DIM, &format!("  | {}", short(&why.text, 110)))
    );
    let mut say = |label: &str, words: &str| {
        text.push_str(&format!("  {label:<10} {words}\n"));
    };
    let by = match (why.by, &why.unit) {
        (By::Specgen, _) => "specgen",
        (By::You, Some(_)) => "you, in a file that specgen made; it stays",
        (By::You, None) => "you, in a file of your own",
    };
    say("written by", by);
    if let Some(owner) = why.owner {
        say("file", owner);
    }
    if let Some(unit) = &why.unit {
        say("unit", &harmless(unit));
    }
    if let Some(template) = &why.template {
        say("template", &harmless(template));
    }
    if why.by == By::Specgen && why.template.is_some() || !why.model.is_empty() {
        say("follows", &follows(&why.model));
    }
    if let Some(one) = &why.criterion {
        say("criterion", &format!("{}  {}", one.number, one.key));
    }
    if let Some(step) = &why.step {
        say("brought by", &harmless(&step.title));
    }
    text
}

fn follows(model: &[String]) -> String {
    if model.is_empty() {
        return "no single part of spec.yaml: it stands in every backend like this one".to_owned();
    }
    let named: Vec<String> = model.iter().take(NAMED).map(|one| harmless(one)).collect();
    let more = model.len().saturating_sub(NAMED);
    if more == 0 {
        return named.join(", ");
    }
    format!("{} and {more} more", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_place_is_read_as_compilers_print_it() {
        assert_eq!(place("src/main.rs:12"), Some(("src/main.rs", 12)));
        assert_eq!(place("src/main.rs:12:5"), Some(("src/main.rs", 12)));
        assert_eq!(place("C:\\x.rs:3"), Some(("C:\\x.rs", 3)));
        assert_eq!(place("src/main.rs"), None);
        assert_eq!(place("src/main.rs:x"), None);
    }
}
