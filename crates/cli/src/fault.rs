//! Faults of specgen itself: a panic becomes a clear message and exit code 1.

use std::io::Write as _;
use std::panic::{self, AssertUnwindSafe};

use specgen_diag::ExitClass;

/// Runs `work`; when it panics, says so in words a user can act on.
pub fn guarded(work: impl FnOnce() -> u8) -> u8 {
    panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        let why = info.payload_as_str().unwrap_or("no reason was given");
        let text = format!(
            "error E000: internal fault{place}: {why}\n  \
             hint: this is a mistake in specgen, not in what you typed; your files are as they were, or as a \
             finished step left them\n  \
             hint: run the same command with RUST_BACKTRACE=1 and report what it prints\n"
        );
        // Nobody is left to tell when standard error is gone.
        std::io::stderr().write_all(text.as_bytes()).ok();
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            let trace = std::backtrace::Backtrace::force_capture().to_string();
            std::io::stderr().write_all(trace.as_bytes()).ok();
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(ExitClass::Internal.code())
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_exit_code_one() {
        assert_eq!(guarded(|| 4), 4);
        assert_eq!(guarded(|| panic!("on purpose")), 1);
    }
}
