//! The template language: strict, unescaped, blocks on lines of their own leave no line.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use specgen_diag::Diagnostics;

use crate::filters;
use crate::pack::fault;

/// Instructions one template may use: about a hundred times what the largest needs.
const FUEL: u64 = 5_000_000;

/// Makes the environment that all templates run in.
pub(crate) fn environment() -> Result<Environment<'static>, Diagnostics> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .map_err(|why| fault(why.to_string()))?;
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_fuel(Some(FUEL));
    environment.set_debug(true);
    filters::add(&mut environment);
    Ok(environment)
}
