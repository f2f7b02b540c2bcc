//! Building and starting an emitted backend.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};

use crate::{Ended, Output, Processes, Request, Stop, Stream, tools};

/// How the backend is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Quick to run.
    Release,
}

/// Builds the backend in `folder` and returns the path of its program.
///
/// What cargo says goes to standard error as it comes.
///
/// # Errors
///
/// Says which tool is missing, that the build failed, or that it was interrupted.
pub fn build(
    processes: &dyn Processes,
    folder: &Path,
    profile: Profile,
    stop: &Stop,
) -> Result<PathBuf, Diagnostics> {
    let missing = tools::missing(processes);
    if !missing.is_empty() {
        let one = Diagnostic::error(
            "E701",
            ExitClass::Verification,
            format!("not installed: {}", missing.join(", ")),
        )
        .hint("`specgen doctor` shows how to get what is missing");
        return Err(one.into());
    }
    // The rendered form of diagnostics goes to the terminal; the JSON names the program built.
    let mut request = Request::new("cargo", folder)
        .args(["build", "--message-format=json-render-diagnostics"])
        .keep_bytes(16 << 20)
        .streams(Stream::Keep, Stream::PassThrough);
    if profile == Profile::Release {
        request = request.args(["--release"]);
    }
    let output = run(processes, &request, stop)?;
    match output.ended {
        Ended::Code(0) => executable(&output.stdout).ok_or_else(|| {
            Diagnostic::error("E704", ExitClass::Verification, "the build made no program")
                .hint("the backend's Cargo.toml needs a `[[bin]]`")
                .into()
        }),
        Ended::Stopped => Err(interrupted().into()),
        Ended::Code(_) | Ended::Signal | Ended::TimedOut => Err(Diagnostic::error(
            "E703",
            ExitClass::Verification,
            "the backend does not build",
        )
        .hint("the compiler's words above say where")
        .into()),
    }
}

/// Starts a built backend with `simulate` simulated devices (none for 0) and waits for its end.
///
/// # Errors
///
/// Says that it failed or was interrupted; the latter is the usual way for it to end.
pub fn serve(
    processes: &dyn Processes,
    program: &Path,
    folder: &Path,
    simulate: u32,
    stop: &Stop,
) -> Result<(), Diagnostics> {
    let mut request = Request::new(program, folder)
        .args(["serve"])
        .streams(Stream::PassThrough, Stream::PassThrough);
    if simulate > 0 {
        request = request.args(["--simulate".to_owned(), simulate.to_string()]);
    }
    match run(processes, &request, stop)?.ended {
        Ended::Code(0) => Ok(()),
        Ended::Stopped => Err(interrupted().into()),
        Ended::Code(code) => Err(Diagnostic::error(
            "E705",
            ExitClass::Verification,
            format!("the backend ended with exit code {code}"),
        )
        .hint("its own words above say why")
        .into()),
        Ended::Signal | Ended::TimedOut => Err(Diagnostic::error(
            "E705",
            ExitClass::Verification,
            "the backend was ended by a signal",
        )
        .into()),
    }
}

fn run(processes: &dyn Processes, request: &Request, stop: &Stop) -> Result<Output, Diagnostics> {
    let result = processes.run(request, stop);
    result.map_err(|error| error.diagnostic().into())
}

fn interrupted() -> Diagnostic {
    Diagnostic::error("E706", ExitClass::Interrupted, "interrupted")
}

/// The part of cargo's messages that names a program.
#[derive(Deserialize)]
struct Message {
    reason: String,
    executable: Option<PathBuf>,
}

fn executable(messages: &[u8]) -> Option<PathBuf> {
    let lines = messages.split(|byte| *byte == b'\n');
    let messages = lines.filter_map(|line| serde_json::from_slice::<Message>(line).ok());
    let mut programs = messages
        .filter(|message| message.reason == "compiler-artifact")
        .filter_map(|message| message.executable);
    programs.next_back()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use specgen_diag::ExitClass;

    use super::{Profile, build, serve};
    use crate::{Ended, Reply, Scripted, Stop};

    fn machine(cargo: Reply) -> Scripted {
        Scripted::new()
            .on("cargo", cargo)
            .on("rustc", Reply::prints(""))
            .on("cc", Reply::prints(""))
    }

    #[test]
    fn finds_the_program_that_cargo_built() {
        let messages = [
            r#"{"reason":"compiler-artifact","executable":null}"#,
            r#"{"reason":"compiler-artifact","executable":"/t/debug/iot_backend"}"#,
            r#"{"reason":"build-finished","success":true}"#,
        ];
        let machine = machine(Reply::prints(&messages.join("\n")));
        let program = build(
            &machine,
            Path::new("/b"),
            Profile::Release,
            &Stop::default(),
        );
        assert_eq!(program.unwrap(), Path::new("/t/debug/iot_backend"));
        assert_eq!(
            machine.asked(),
            ["cargo build --message-format=json-render-diagnostics --release"]
        );
    }

    #[test]
    fn a_failed_build_a_missing_tool_and_an_interrupt_have_their_own_exit_classes() {
        let exit = |machine: Scripted| {
            let built = build(&machine, Path::new("/b"), Profile::Dev, &Stop::default());
            let errors = built.unwrap_err();
            (errors.0[0].code, errors.exit())
        };
        let failed = machine(Reply::ends(Ended::Code(101)));
        assert_eq!(exit(failed), ("E703", ExitClass::Verification));
        let stopped = machine(Reply::ends(Ended::Stopped));
        assert_eq!(exit(stopped), ("E706", ExitClass::Interrupted));
        let bare = Scripted::new();
        assert_eq!(exit(bare), ("E701", ExitClass::Verification));
    }

    #[test]
    fn simulated_devices_are_asked_for_only_when_wanted() {
        let machine = Scripted::new().on("/t/app", Reply::prints(""));
        let (program, folder) = (Path::new("/t/app"), Path::new("/b"));
        serve(&machine, program, folder, 0, &Stop::default()).unwrap();
        serve(&machine, program, folder, 3, &Stop::default()).unwrap();
        assert_eq!(
            machine.asked(),
            ["/t/app serve", "/t/app serve --simulate 3"]
        );
    }
}
