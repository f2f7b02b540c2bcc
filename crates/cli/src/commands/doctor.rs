//! `specgen doctor`: what is installed, what it is needed for, how to get what is missing.

use clap::Args;
use serde::Serialize;
use specgen_diag::ExitClass;
use specgen_engine::tools::{self, Finding, Need};
use specgen_engine::{Environment, SystemProcesses};

use crate::failure::{Failure, Outcome};
use crate::global::Global;
use crate::style::{BAD, DIM, GOOD, HEADING, WARN, paint};
use crate::terminal::{Terminal, json_out, variables};

/// Arguments of `specgen doctor`.
#[derive(Args, Debug)]
#[command(
    after_help = "Exit codes: 0 all that is required is there, 5 something required is missing."
)]
pub struct DoctorArgs {}

#[derive(Serialize)]
struct Answer<'a> {
    ok: bool,
    tools: &'a [Finding],
}

/// Looks at every tool and tells what was found.
pub fn run(_: &DoctorArgs, _: &Global, terminal: &mut Terminal) -> Outcome {
    let processes = SystemProcesses::new(Environment::scrubbed(variables()));
    let folder = std::env::temp_dir();
    let tools = tools::look(&processes, &folder);
    let ok = tools.iter().all(|one| one.ok || one.need == Need::Optional);
    if terminal.json {
        json_out(&Answer { ok, tools: &tools })?;
    } else {
        print(&tools, ok, terminal)?;
    }
    Ok(if ok {
        ExitClass::Done
    } else {
        ExitClass::Verification
    })
}

fn print(tools: &[Finding], ok: bool, terminal: &Terminal) -> Result<(), Failure> {
    let mut text = String::new();
    for (need, heading) in [
        (Need::Required, "needed to build and run a backend"),
        (Need::Optional, "useful, not needed"),
    ] {
        text.push_str(&format!("{}\n", paint(HEADING, heading)));
        for one in tools.iter().filter(|one| one.need == need) {
            text.push_str(&row(one));
        }
        text.push('\n');
    }
    text.push_str(if ok {
        "all that is needed is there\n"
    } else {
        "something that is needed is missing: see above how to get it\n"
    });
    terminal.out(&text)
}

fn row(one: &Finding) -> String {
    let mark = match (one.ok, one.need) {
        (true, _) => paint(GOOD, "ok"),
        (false, Need::Required) => paint(BAD, "!!"),
        (false, Need::Optional) => paint(WARN, "--"),
    };
    let found = match (&one.path, &one.version) {
        (None, _) => "not found".to_owned(),
        (Some(path), None) => path.clone(),
        (Some(_), Some(version)) => version.clone(),
    };
    let mut text = format!("  {mark} {:<10} {found}\n", one.name);
    text.push_str(&format!("     {:<10} {}\n", "", paint(DIM, one.used_for)));
    if !one.ok {
        text.push_str(&format!("     {:<10} to get it: {}\n", "", one.get_it));
    }
    text
}
