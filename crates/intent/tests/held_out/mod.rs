//! Texts written before the rules that read them: tables of requests and of whole prompts.
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod alike;
pub mod amounts;
pub mod depots;
pub mod doubtful;
pub mod figures;
pub mod first;
pub mod later;
pub mod levels;
pub mod lifts;
pub mod neighbours;
pub mod other_bases;
pub mod periods;
pub mod plants;
pub mod pools;
pub mod prompts;
pub mod racks;
pub mod routing;
pub mod sites;
pub mod spared;
pub mod tense;
pub mod trades;
pub mod yards;
