//! Progress on standard error: a line that follows the stages, on a terminal only.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use specgen_engine::Event;

use crate::terminal::Terminal;

/// A line that says what happens right now; gone when the work is done. Where no line can be drawn,
/// whoever asked to hear more gets one plain line per stage.
pub struct Progress {
    bar: Option<ProgressBar>,
    terminal: Terminal,
}

impl Progress {
    /// Begins a line, when the terminal can draw one.
    pub fn begin(terminal: &Terminal) -> Self {
        let bar = terminal.can_draw().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(80));
            bar
        });
        Self {
            bar,
            terminal: terminal.clone(),
        }
    }

    /// Follows an event.
    pub fn follow(&self, event: Event) {
        match (&self.bar, event) {
            (Some(bar), Event::Began(stage)) => bar.set_message(stage.doing()),
            (Some(bar), Event::Finished) => bar.finish_and_clear(),
            (None, Event::Began(stage)) => self.terminal.detail(stage.doing()),
            (None, Event::Finished) => {}
        }
    }

    /// Takes the line away, before anything else is shown.
    pub fn end(&self) {
        self.follow(Event::Finished);
    }
}
