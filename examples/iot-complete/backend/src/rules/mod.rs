//! Judges readings and silence by the declared rules. Pure: the store keeps the outcome.

pub mod catalog;
mod engine;
mod silence;
mod value;
mod zone;

pub use catalog::RULES;
pub use engine::Engine;
