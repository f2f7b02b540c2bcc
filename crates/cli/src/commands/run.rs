//! `specgen run`: builds the backend and starts it with simulated devices.

use clap::Args;
use specgen_diag::ExitClass;
use specgen_engine::{
    Disk, Environment, RunOptions, SystemProcesses, build_backend, named_variables, open,
    serve_backend,
};

use crate::failure::Outcome;
use crate::global::Global;
use crate::interrupt;
use crate::style::{DIM, HEADING, paint};
use crate::terminal::{Terminal, variables};
use crate::words::counted;

/// Arguments of `specgen run`.
#[derive(Args, Debug, Default)]
#[command(
    after_help = "The backend reads its own variables, such as HTTP_LISTEN and MQTT_URL; see the backend's README.\n\
                  Exit codes: 0 it ended by itself, 5 it does not build or failed, 130 interrupted (the usual way)."
)]
pub struct RunArgs {
    /// How many devices to simulate, 0 for none [default: specgen.yaml, 3]
    #[arg(long, value_name = "N")]
    simulate: Option<u32>,
    /// Build for speed; takes longer to build
    #[arg(long)]
    release: bool,
}

/// Builds, starts, and passes on what the backend says until it ends or is interrupted.
pub fn run(args: &RunArgs, global: &Global, terminal: &mut Terminal) -> Outcome {
    let opened = open(&Disk, &global.workspace())?;
    let options = RunOptions {
        simulate: args.simulate.unwrap_or(opened.settings.run.simulate),
        release: args.release || opened.settings.run.release,
    };
    let stop = interrupt::caught();
    let builder = SystemProcesses::new(Environment::scrubbed(variables()));
    terminal.note(&format!(
        "{}\n",
        paint(
            DIM,
            "building the backend; the first time takes some minutes"
        )
    ));
    let program = build_backend(&opened, options, &builder, &stop)?;
    terminal.note(&hints(options, opened.spec.has_dashboard()));
    let also = named_variables(&opened);
    let runner = SystemProcesses::new(Environment::for_backend(variables(), &also));
    serve_backend(&opened, &program, options, &runner, &stop)?;
    Ok(ExitClass::Done)
}

fn hints(options: RunOptions, has_dashboard: bool) -> String {
    let where_to = if has_dashboard {
        "open the dashboard link that the backend prints below"
    } else {
        "the backend prints below where its API is"
    };
    let devices = match options.simulate {
        0 => "no simulated devices".to_owned(),
        count => format!(
            "{} sending readings",
            counted(count as usize, "simulated device")
        ),
    };
    format!(
        "{}\n  {devices}; {where_to}\n  \
         Ctrl-C stops it\n\n",
        paint(HEADING, "the backend starts")
    )
}
