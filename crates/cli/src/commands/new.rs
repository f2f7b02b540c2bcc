//! `specgen new`: one sentence to a workspace.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use specgen_diag::{Diagnostic, ExitClass};
use specgen_engine::{Disk, Draft, Project, Report, Scope};

use super::run::RunArgs;
use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::progress::Progress;
use crate::review::{Decision, review};
use crate::style::{GOOD, HEADING, LITERAL, paint};
use crate::terminal::{Terminal, json_out};
use crate::words::counted;
use crate::{ask, prompt, report};

/// Arguments of `specgen new`.
#[derive(Args, Debug)]
#[command(
    after_help = "On a terminal it shows requirements, the design in brief and the task list, each to approve, edit\n\
                  or stop. Without a terminal it writes only with --yes, and else tells what it would make.\n\
                  For example:  specgen new \"temperature of my beehives every 10 minutes, alert above 38 C\""
)]
pub struct NewArgs {
    /// What the backend should do, in plain words; `-` reads standard input
    #[arg(value_name = "PROMPT", required_unless_present = "from")]
    prompt: Option<String>,
    /// Read the prompt from a file
    #[arg(long, value_name = "FILE", conflicts_with = "prompt")]
    from: Option<PathBuf>,
    /// The name of the project; from the prompt when absent
    #[arg(long)]
    name: Option<String>,
    /// Approve everything
    #[arg(short, long)]
    yes: bool,
    /// Stop before the backend: specification and documents only
    #[arg(long)]
    spec_only: bool,
    /// Then build the backend and start it with simulated devices, as `specgen run` does
    #[arg(long, conflicts_with = "spec_only")]
    run: bool,
}

/// What a script learns.
#[derive(Serialize)]
struct Answer<'a> {
    made: bool,
    name: &'a str,
    dir: &'a Path,
    spec: &'a str,
    backend: Option<&'a str>,
    files: usize,
    #[serde(flatten)]
    report: &'a Report,
    not_built: Vec<String>,
    next: &'a [String],
}

/// Reads the prompt, shows what it leads to, and makes the workspace.
pub fn run(args: &NewArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let text = match (&args.prompt, &args.from) {
        (Some(text), _) => prompt::from_argument(text)?,
        (None, Some(file)) => prompt::from_file(file)?,
        (None, None) => return Err(Failure::Ended(ExitClass::Usage)),
    };
    let progress = Progress::begin(terminal);
    let draft = Draft::read(&text, args.name.as_deref(), &mut |event| {
        progress.follow(event);
    })?;
    let dir = global
        .dir
        .clone()
        .unwrap_or_else(|| PathBuf::from(draft.spec.name.as_str()));
    let scope = if args.spec_only {
        Scope::SpecOnly
    } else {
        Scope::Everything
    };
    let place = absolute(&dir)?;
    let project = Project::plan(&Disk, &place, draft, scope, &mut |event| {
        progress.follow(event);
    })?;
    let project = if args.yes {
        project
    } else if terminal.can_ask() {
        progress.end();
        match review(project, terminal)? {
            Decision::Approved(project) => *project,
            Decision::Stopped => {
                return Ok(ask::stopped(terminal, "written"));
            }
        }
    } else {
        progress.end();
        return preview(&project, &dir, terminal);
    };
    project.create(&Disk, &place, &mut |event| progress.follow(event))?;
    progress.end();
    tell(&project, &dir, terminal)?;
    if args.run && project.backend.is_some() {
        let made = Global {
            dir: Some(dir),
            ..global.clone()
        };
        return super::run::run(&RunArgs::default(), &made, terminal);
    }
    Ok(ExitClass::Done)
}

/// Returns the folder from the root on: the one we stand in may have a parent that matters.
fn absolute(dir: &Path) -> Result<PathBuf, Diagnostic> {
    std::path::absolute(dir).map_err(|error| {
        Diagnostic::error(
            "E025",
            ExitClass::Usage,
            format!("`{}` is no place: {error}", dir.display()),
        )
        .hint("name a folder with `--dir`")
    })
}

/// Tells what would be made: nobody approved it, and nobody can be asked.
fn preview(project: &Project, dir: &Path, terminal: &Terminal) -> Outcome {
    let next = ["the same command with --yes".to_owned()];
    if terminal.json {
        json_out(&answer(project, dir, false, &next))?;
        return Ok(ExitClass::Refused);
    }
    let mut text = format!(
        "would make {}\n",
        paint(LITERAL, &dir.display().to_string())
    );
    let backend = project.backend.as_deref();
    let inside = |path: &str| backend.is_some_and(|target| path.starts_with(&format!("{target}/")));
    let files = project.tree.iter().map(|(path, _)| path.as_str());
    let (code, rest): (Vec<&str>, Vec<&str>) = files.partition(|path| inside(path));
    for path in rest {
        text.push_str(&format!("  {path}\n"));
    }
    if let Some(target) = backend {
        text.push_str(&format!("  {target}/  {}\n", counted(code.len(), "file")));
    }
    text.push('\n');
    text.push_str(&said(project));
    terminal.out(&text)?;
    ask::not_approved(terminal, "written")
}

fn tell(project: &Project, dir: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let next = next_steps(project, dir);
    if terminal.json {
        return json_out(&answer(project, dir, true, &next));
    }
    let place = dir.display();
    let mut text = format!(
        "{} {}: {}\n",
        paint(GOOD, "made"),
        paint(LITERAL, &place.to_string()),
        counted(project.tree.len(), "file")
    );
    text.push_str(&format!(
        "  specification  {place}/{}: requirements.md, design.md, tasks.md, spec.yaml\n",
        project.layout.spec_folder()
    ));
    text.push_str(&match &project.backend {
        Some(target) => format!("  backend        {place}/{target}\n"),
        None => format!("  backend        none: {}\n", project.why_no_backend()),
    });
    text.push('\n');
    text.push_str(&said(project));
    text.push_str(&format!("{}\n", paint(HEADING, "next")));
    for step in next {
        text.push_str(&format!("  {}\n", paint(LITERAL, &step)));
    }
    terminal.out(&text)
}

/// Returns all that is to be said beside the files, also what is held and not built.
fn said(project: &Project) -> String {
    let not_built = project.not_built();
    report::shown(&project.draft.report) + &report::listed("held and not built yet", &not_built)
}

fn next_steps(project: &Project, dir: &Path) -> Vec<String> {
    let go = format!("cd {}", quoted(dir));
    let last = if project.backend.is_some() {
        "specgen run"
    } else if project.can_build() {
        "specgen build"
    } else {
        "specgen status"
    };
    vec![go, last.to_owned()]
}

fn quoted(dir: &Path) -> String {
    let text = dir.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    if text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

fn answer<'a>(project: &'a Project, dir: &'a Path, made: bool, next: &'a [String]) -> Answer<'a> {
    Answer {
        made,
        name: project.draft.spec.name.as_str(),
        dir,
        spec: &project.spec_path,
        backend: project.backend.as_deref(),
        files: project.tree.len(),
        report: &project.draft.report,
        not_built: project.not_built(),
        next,
    }
}
