//! The typed model of a specification, and everything that is a pure function of it.

pub mod catalog;
pub mod derive;
pub mod edit;
pub mod effective;
pub mod fact;
pub mod markdown;
pub mod model;
pub mod origin;
pub mod question;
pub mod schema;
pub mod validate;
pub mod yaml;

pub use model::Spec;
