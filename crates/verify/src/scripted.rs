//! A double of [`Processes`] that plays a script and remembers what was asked.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

use crate::{Ended, Output, ProcessError, Processes, Request, Stop};

/// What a scripted process does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// How it ends.
    pub ended: Ended,
    /// What it writes to standard output.
    pub stdout: String,
    /// What it writes to standard error.
    pub stderr: String,
}

impl Reply {
    /// Makes a process that prints a text and ends with code 0.
    pub fn prints(stdout: &str) -> Self {
        Self {
            ended: Ended::Code(0),
            stdout: stdout.to_owned(),
            stderr: String::new(),
        }
    }

    /// Makes a process that ends in some other way and prints nothing.
    pub fn ends(ended: Ended) -> Self {
        Self {
            ended,
            stdout: String::new(),
            stderr: String::new(),
        }
    }
}

/// Plays processes: each program has its replies, given in order; the last one repeats.
#[derive(Debug, Default)]
pub struct Scripted {
    replies: RefCell<BTreeMap<String, VecDeque<Reply>>>,
    asked: RefCell<Vec<String>>,
}

impl Scripted {
    /// Makes a machine on which nothing is installed.
    pub fn new() -> Self {
        Self::default()
    }

    /// Installs a program, or adds a reply to one that is there.
    #[must_use]
    pub fn on(self, program: &str, reply: Reply) -> Self {
        let mut replies = self.replies.borrow_mut();
        replies
            .entry(program.to_owned())
            .or_default()
            .push_back(reply);
        drop(replies);
        self
    }

    /// Returns the commands that were run, as a person would type them.
    pub fn asked(&self) -> Vec<String> {
        self.asked.borrow().clone()
    }
}

impl Processes for Scripted {
    fn find(&self, program: &str) -> Option<PathBuf> {
        let installed = self.replies.borrow().contains_key(program);
        installed.then(|| PathBuf::from("/scripted").join(program))
    }

    fn run(&self, request: &Request, _: &Stop) -> Result<Output, ProcessError> {
        self.asked.borrow_mut().push(request.shown());
        let program = request.program.display().to_string();
        let mut replies = self.replies.borrow_mut();
        let Some(left) = replies.get_mut(&program) else {
            return Err(ProcessError::Missing(program));
        };
        let reply = if left.len() > 1 {
            left.pop_front()
        } else {
            left.front().cloned()
        };
        let reply = reply.ok_or(ProcessError::Missing(program))?;
        Ok(Output {
            ended: reply.ended,
            stdout: reply.stdout.into_bytes(),
            stderr: reply.stderr.into_bytes(),
            truncated: false,
        })
    }
}
