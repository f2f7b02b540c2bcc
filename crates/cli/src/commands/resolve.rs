//! `specgen resolve`: working through conflicts, place by place.

use std::path::Path;

use clap::Args;
use serde::Serialize;
use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::{Answer, Conflicts, Disk, Located, OpenFile, Resolution, Sides, locate};

use crate::ask::interrupted;
use crate::editor;
use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::steps;
use crate::style::{BAD, GOOD, HEADING, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::{counted, harmless, short};

/// How many lines of one side of a place are shown.
const LINES: usize = 20;

/// Arguments of `specgen resolve`.
#[derive(Args, Debug)]
#[command(
    after_help = "On a terminal it shows each place on which you and specgen do not agree and asks: mine, generated, both, or\n\
                  edit. A PATH whose markers you took out by hand is taken as it stands. Answers are remembered, so that\n\
                  the same question is not asked again.\n\
                  Exit codes: 0 done, 4 conflicts are left."
)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub struct ResolveArgs {
    /// The files or folders; all that are in conflict when absent
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// Your lines everywhere
    #[arg(long, group = "side")]
    mine: bool,
    /// The generated lines everywhere
    #[arg(long, group = "side")]
    generated: bool,
    /// The generated lines, then yours
    #[arg(long, group = "side")]
    both: bool,
    /// Only list what is in conflict
    #[arg(long, conflicts_with = "side")]
    list: bool,
}

impl ResolveArgs {
    /// Returns the answer for every place, when one was given.
    fn side(&self) -> Option<Answer> {
        [
            (self.mine, Answer::Mine),
            (self.generated, Answer::Generated),
            (self.both, Answer::Both),
        ]
        .into_iter()
        .find_map(|(given, answer)| given.then_some(answer))
    }
}

/// What a script learns.
#[derive(Serialize)]
struct Told<'a> {
    resolved: Vec<&'a str>,
    open: Vec<&'a OpenFile>,
}

/// Lists, asks, ends conflicts.
pub fn run(args: &ResolveArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let located = locate(&Disk, &global.workspace())?;
    let all = Conflicts::find(&Disk, &located)?;
    let chosen = all.meant(&Disk, &located, Path::new("."), &args.paths)?;
    if args.list || chosen.is_empty() {
        if chosen.is_empty() && located.workspace.untidy {
            terminal.note("git merged two branches: `specgen check` says what is left of that");
        }
        return list(&chosen, terminal);
    }
    let mut decided = Vec::new();
    for file in chosen {
        let resolution = match args.side() {
            Some(answer) => Some(Resolution::Everywhere(answer)),
            None if terminal.can_ask() => ask(file, terminal)?,
            // Named by its user, who left no marker in it: it is as it shall be.
            None if !args.paths.is_empty() => Some(Resolution::AsItStands),
            None => None,
        };
        if let Some(resolution) = resolution {
            decided.push((file, resolution));
        }
    }
    if decided.is_empty() {
        list(&all.files.iter().collect::<Vec<_>>(), terminal)?;
        return Err(undecided(&all).into());
    }
    Conflicts::end(&Disk, &located, &decided)?;
    tell(&located, &decided, terminal)
}

/// Shows what is in conflict.
fn list(open: &[&OpenFile], terminal: &Terminal) -> Outcome {
    if terminal.json {
        json_out(&Told {
            resolved: Vec::new(),
            open: open.to_vec(),
        })?;
        return Ok(ExitClass::Done);
    }
    if open.is_empty() {
        terminal.out("nothing is in conflict\n")?;
        return Ok(ExitClass::Done);
    }
    let mut text = String::new();
    for file in open {
        let places = match (file.damaged, file.places.len()) {
            (Some(line), _) => format!("a marker in line {line} lost its others"),
            (None, 0) if file.whole => "taken whole, yours or specgen's".to_owned(),
            (None, many) => counted(many, "place"),
        };
        let other = if file.marked {
            "both sides between markers"
        } else {
            "the other side in .specgen/incoming"
        };
        text.push_str(&format!(
            "{} {}: {places}, {other}\n",
            paint(BAD, "conflict"),
            harmless(&file.path)
        ));
    }
    terminal.out(&text)?;
    Ok(ExitClass::Done)
}

/// What a person does with one place or one file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Mine,
    Generated,
    Both,
    Edit,
    Later,
}

/// Asks about each place of a file; `None` leaves the file for later.
fn ask(file: &OpenFile, terminal: &Terminal) -> Result<Option<Resolution>, Failure> {
    terminal.show(&format!("\n{}\n", paint(HEADING, &file.path)));
    if let Some(line) = file.damaged {
        terminal.show(&format!(
            "the marker in line {line} lost its others: keep the lines that shall stand, remove the rest of the markers\n"
        ));
        return Ok(None);
    }
    if file.places.is_empty() {
        return Ok(match choice(false)? {
            Choice::Mine => Some(Resolution::Everywhere(Answer::Mine)),
            Choice::Generated => Some(Resolution::Everywhere(Answer::Generated)),
            Choice::Both | Choice::Edit | Choice::Later => None,
        });
    }
    let mut answers = Vec::new();
    for (index, place) in file.places.iter().enumerate() {
        terminal.show(&format!(
            "\nplace {} of {}, line {}\nyours:\n{}specgen's:\n{}",
            index + 1,
            file.places.len(),
            place.line,
            side(&place.yours),
            side(&place.specgens)
        ));
        answers.push(match choice(true)? {
            Choice::Mine => Answer::Mine,
            Choice::Generated => Answer::Generated,
            Choice::Both => Answer::Both,
            Choice::Edit => Answer::Text(edited(file, place)?),
            Choice::Later => return Ok(None),
        });
    }
    Ok(Some(Resolution::Each(answers)))
}

fn choice(places: bool) -> Result<Choice, Failure> {
    let mut question = cliclack::select("which lines shall stand here?")
        .item(Choice::Mine, "mine", "what you have")
        .item(Choice::Generated, "generated", "what specgen would write");
    if places {
        question = question
            .item(Choice::Both, "both", "the generated lines, then yours")
            .item(Choice::Edit, "edit", "open both in your editor");
    }
    question
        .item(Choice::Later, "later", "leave this file in conflict")
        .interact()
        .map_err(interrupted)
}

/// Opens both sides of a place in the person's editor; what is saved stands there.
fn edited(file: &OpenFile, place: &Sides) -> Result<String, Failure> {
    let end = Path::new(&file.path)
        .extension()
        .map_or_else(String::new, |end| format!(".{}", end.to_string_lossy()));
    editor::edit(&format!("{}{}", place.specgens, place.yours), &end)
}

fn side(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut shown = String::new();
    for line in lines.iter().take(LINES) {
        shown.push_str(&format!("  | {}\n", short(line, 110)));
    }
    if lines.is_empty() {
        shown.push_str("  (no lines)\n");
    } else if lines.len() > LINES {
        shown.push_str(&format!("  and {} more lines\n", lines.len() - LINES));
    }
    shown
}

fn undecided(all: &Conflicts) -> Diagnostic {
    Diagnostic::error(
        "E037",
        ExitClass::Conflicts,
        format!("nothing was decided: {} in conflict", are(all.files.len())),
    )
    .hint("name files with `--mine`, `--generated` or `--both`")
    .hint("or take the markers out by hand, then `specgen resolve PATH`")
}

fn are(count: usize) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb}", counted(count, "file"))
}

fn tell(located: &Located, decided: &[(&OpenFile, Resolution)], terminal: &Terminal) -> Outcome {
    let located = locate(&Disk, &located.workspace.root)?;
    let left = Conflicts::find(&Disk, &located)?;
    let class = if left.files.is_empty() {
        ExitClass::Done
    } else {
        ExitClass::Conflicts
    };
    let resolved: Vec<&str> = decided.iter().map(|(file, _)| file.path.as_str()).collect();
    if terminal.json {
        json_out(&Told {
            resolved,
            open: left.files.iter().collect(),
        })?;
        return Ok(class);
    }
    let mut text = String::new();
    for path in resolved {
        text.push_str(&format!("{} {}\n", paint(GOOD, "resolved"), harmless(path)));
    }
    let next = if left.files.is_empty() {
        "specgen build"
    } else {
        text.push_str(&format!("{} left\n", are(left.files.len())));
        "specgen resolve"
    };
    text.push_str(&steps::next(next));
    terminal.out(&text)?;
    Ok(class)
}
