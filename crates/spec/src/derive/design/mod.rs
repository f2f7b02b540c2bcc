//! How it is made: sections of blocks, and the properties that tests prove.

mod api;
mod architecture;
mod data;
mod failures;
mod practice;
mod properties;

use serde::{Deserialize, Serialize};

use super::block::Block;
use super::requirement::Requirements;
use super::view::View;
use super::words::{code, list};
use super::{Key, notes};

/// Everything that `design.md` says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Design {
    /// The sections, in the order of the document; the properties stand where their section is empty.
    pub sections: Vec<Section>,
    /// The correctness properties, in the order of a new document.
    pub properties: Vec<Property>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its pieces.
    pub blocks: Vec<Block>,
}

/// A property that holds for all inputs, and that a test proves on many.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Property {
    /// Its identity.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// The inputs: after `For any`.
    pub inputs: String,
    /// What holds: after `the Backend SHALL`.
    pub holds: String,
    /// The criteria that it validates.
    pub validates: Vec<Key>,
}

/// The title of the section that holds the properties.
pub const PROPERTIES: &str = "Correctness Properties";

/// Derives the design.
pub(super) fn derive(view: &View<'_>, requirements: &Requirements) -> Design {
    let section = |title: &str, blocks: Vec<Block>| Section {
        title: title.to_owned(),
        blocks,
    };
    if !view.is_iot() {
        return Design {
            sections: vec![
                section(
                    "Overview",
                    vec![Block::text(
                        "No templates exist for this kind of project, so nothing is built and no architecture is chosen. What is known of the data stands below; requirements.md holds the rest.",
                    )],
                ),
                section("Data Models", data::resources(view)),
                section(
                    "What Stands In for What Was Asked",
                    stands_in(view, requirements),
                ),
            ],
            properties: Vec::new(),
        };
    }
    Design {
        sections: vec![
            section("Overview", architecture::overview(view)),
            section("Architecture", architecture::drawing(view)),
            section("Components and Interfaces", api::components(view)),
            section("Data Models", data::models(view)),
            section(PROPERTIES, Vec::new()),
            section("Error Handling", failures::handling(view)),
            section("Testing Strategy", practice::testing(view)),
            section("Folder Structure", practice::folders(view)),
            section("Dependencies", practice::dependencies()),
            section("Naming", practice::naming(view)),
            section(
                "What Stands In for What Was Asked",
                stands_in(view, requirements),
            ),
        ],
        properties: properties::all(requirements),
    }
}

fn stands_in(view: &View<'_>, requirements: &Requirements) -> Vec<Block> {
    let replaced: Vec<Vec<String>> = notes::substitutions(view)
        .into_iter()
        .map(|one| vec![one.asked, one.used.to_owned(), one.why.to_owned()])
        .collect();
    let mut blocks = Vec::new();
    if !view.is_iot() {
        let asked: Vec<String> = view.spec.asked.iter().map(code).collect();
        if !asked.is_empty() {
            blocks.push(Block::text(format!(
                "Asked for by name, and nothing is built with it: {}.",
                list(&asked, "and")
            )));
        }
    } else if replaced.is_empty() {
        blocks.push(Block::text(
            "Nothing that was asked for by name had to be replaced.",
        ));
    } else {
        blocks.push(Block::table(&["Asked", "Used", "Why"], replaced));
    }
    let missing = requirements.not_built();
    if missing.is_empty() {
        blocks.push(Block::text(if view.not_understood.is_empty() {
            "Everything that was asked for is built."
        } else {
            "Everything that was understood is built; what was not stands in requirements.md."
        }));
    } else {
        blocks.push(Block::text("Not built yet; each is an open task:"));
        blocks.push(Block::List(missing));
    }
    blocks
}
