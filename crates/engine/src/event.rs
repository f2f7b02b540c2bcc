//! What the engine tells while it works, as values: whoever listens decides how to show it.

/// A stage of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Text to facts.
    Read,
    /// Facts to a checked specification.
    Specify,
    /// Specification to requirements, design and tasks.
    Document,
    /// Specification to code.
    Render,
    /// New render against what people changed.
    Merge,
    /// Files to the disk.
    Write,
}

impl Stage {
    /// Returns what it does, to be shown while it does it.
    pub const fn doing(self) -> &'static str {
        match self {
            Self::Read => "reading the prompt",
            Self::Specify => "writing the specification",
            Self::Document => "writing requirements, design and tasks",
            Self::Render => "rendering the backend",
            Self::Merge => "merging with your changes",
            Self::Write => "writing files",
        }
    }
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A stage began; the one before it, if any, is done.
    Began(Stage),
    /// The last stage is done.
    Finished,
}

/// Whoever listens to events.
pub type Sink<'a> = &'a mut dyn FnMut(Event);
