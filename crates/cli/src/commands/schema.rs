//! `specgen schema`: the JSON Schema of a file that people edit.

use clap::{Args, ValueEnum};
use specgen_diag::ExitClass;
use specgen_engine::{Settings, spec_schema};

use crate::failure::Outcome;
use crate::terminal::json_out;

/// Arguments of `specgen schema`.
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// The file
    #[arg(value_enum, default_value_t = File::Spec)]
    file: File,
}

/// A file that people edit.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum File {
    /// spec.yaml
    Spec,
    /// specgen.yaml
    Settings,
}

/// Prints the schema; it is JSON with or without `--json`.
pub fn run(args: &SchemaArgs) -> Outcome {
    let schema = match args.file {
        File::Spec => spec_schema(),
        File::Settings => Settings::schema(),
    };
    json_out(&schema)?;
    Ok(ExitClass::Done)
}
