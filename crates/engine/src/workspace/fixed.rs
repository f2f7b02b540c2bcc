//! The files of a workspace that do not follow from the model: settings, steering, guidance.

use specgen_diag::Diagnostics;
use specgen_tree::{Digest, FileNode, Owner, ProjectPath};

use super::Layout;
use super::layout::checked;
use crate::{SETTINGS_FILE, Settings};

const STEERING: &[(&str, &str)] = &[
    ("product.md", include_str!("../../assets/product.md")),
    ("tech.md", include_str!("../../assets/tech.md")),
    ("structure.md", include_str!("../../assets/structure.md")),
    ("rules.yaml", include_str!("../../assets/rules.yaml")),
];

/// Records stand one per line, so git may keep those of both branches; `build` settles the rest.
const ATTRIBUTES: &str = "\
# Git keeps the records of both branches; `specgen build` then settles what both changed.
specgen.lock merge=union
";

/// How coding agents and people work in the folder.
pub const AGENTS_FILE: &str = "AGENTS.md";
/// How git merges specgen's own files.
pub const ATTRIBUTES_FILE: &str = ".gitattributes";

const AGENTS: &str = include_str!("../../assets/AGENTS.md");

/// Returns the files, each seeded: written once, the user's from then on.
///
/// # Errors
///
/// Refuses a name that makes a path no file system can hold.
pub fn fixed(
    layout: &Layout,
    title: &str,
    settings: &Settings,
) -> Result<Vec<(ProjectPath, FileNode)>, Diagnostics> {
    let filled = |text: &str| {
        text.replace("{title}", title)
            .replace("{spec}", &layout.of_spec_folder("spec.yaml"))
            .replace("{steering}", &layout.steering_folder())
            .replace("{target}", &settings.target)
    };
    let mut files = vec![
        (SETTINGS_FILE.to_owned(), Settings::new_file().to_owned()),
        (AGENTS_FILE.to_owned(), filled(AGENTS)),
        (
            ATTRIBUTES_FILE.to_owned(),
            format!(
                "{ATTRIBUTES}{} merge=union\n",
                layout.of_spec_folder("trace.json")
            ),
        ),
        (
            layout.of_spec_folder(".config.kiro"),
            kiro_config(layout.name()),
        ),
    ];
    for (name, text) in STEERING {
        let path = format!("{}/{name}", layout.steering_folder());
        files.push((path, filled(text)));
    }
    files
        .into_iter()
        .map(|(path, text)| {
            let node = FileNode::generated(path.clone(), text).owned_by(Owner::Seeded);
            Ok((checked(&path)?, node))
        })
        .collect()
}

/// Returns what Kiro's panel wants to know. The id follows from the name, so that the same command
/// writes the same bytes.
fn kiro_config(name: &str) -> String {
    let id = uuid(&Digest::of(format!("specgen specification {name}").as_bytes()).to_string());
    format!(
        "{{\n  \"specId\": \"{id}\",\n  \"workflowType\": \"requirements-first\",\n  \"specType\": \"feature\"\n}}\n"
    )
}

/// Returns hexadecimal digits in the form of a UUID of version 8, the one for own schemes.
fn uuid(hex: &str) -> String {
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-8{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

#[cfg(test)]
mod tests {
    use super::{fixed, uuid};
    use crate::Settings;
    use crate::workspace::Layout;

    #[test]
    fn no_placeholder_is_left() {
        let layout = Layout::new("greenhouse", true);
        let files = fixed(&layout, "Greenhouse", &Settings::default()).expect("files");
        assert_eq!(files.len(), 8);
        for (path, node) in files {
            let text = String::from_utf8(node.bytes.into()).expect("text");
            for word in ["{title}", "{spec}", "{steering}", "{target}"] {
                assert!(!text.contains(word), "{path} holds {word}");
            }
        }
    }

    #[test]
    fn an_id_has_the_form_of_a_uuid() {
        let hex = "0123456789abcdef0123456789abcdef";
        assert_eq!(uuid(hex), "01234567-89ab-8def-8123-456789abcdef");
    }
}
