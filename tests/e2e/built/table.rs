//! What people ask for, as data: the workspaces, their requests, and the facts that each comes to.

use serde::Deserialize;

/// A workspace and what is asked of it, one after another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workspace {
    /// Its name, and the one of its program.
    pub name: String,
    /// What it is made from.
    pub prompt: String,
    /// What is asked of it.
    pub request: Vec<Request>,
}

/// One request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The name of its exercise.
    pub key: String,
    /// What somebody types.
    pub text: String,
    /// What it comes to.
    pub facts: Vec<Fact>,
    /// The part that nothing can be made of.
    pub not_understood: Option<String>,
}

/// One thing that the specification says afterwards.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// How the program announces it.
    pub says: String,
    /// How the program says that nothing is built of it; absent for what is built.
    pub held: Option<String>,
}

#[derive(Deserialize)]
struct Table {
    workspace: Vec<Workspace>,
}

/// All workspaces.
pub fn workspaces() -> Vec<Workspace> {
    let table: Table = toml::from_str(include_str!("requests.toml")).unwrap();
    table.workspace
}

/// The workspace with a name.
pub fn workspace(name: &str) -> Workspace {
    let mut all = workspaces().into_iter();
    all.find(|one| one.name == name)
        .unwrap_or_else(|| panic!("no workspace {name}"))
}
