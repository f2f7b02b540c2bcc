//! From a prompt to a backend that runs, the way a user goes: with the program, cargo, a shell, sockets.
#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod support;

mod built;
mod changed_backend;
mod combinations;
mod hand_edited;
mod killed;
mod old_data;
mod other_prompts;
mod readme_story;
mod real_device;
mod running_backend;
mod survival;
mod taken_back;
mod without_specgen;
