//! Names of quantities: of a head with what narrows it, and of German compounds.

use crate::doc::Doc;
use crate::lexicon::Class;

/// The canonical name of a head with the words that narrow it.
pub fn compose(doc: &Doc, prefix: &[String], head: &str) -> String {
    let name = format!("{}_{head}", prefix.join("_"));
    if doc.lexicon.quantity(&name).is_some() {
        return name;
    }
    // A flag or state of a known boolean is that boolean: `fall flag` is `fall`.
    let first = prefix.join("_");
    let boolean = doc
        .lexicon
        .quantity(&first)
        .is_some_and(|quantity| quantity.kind == "boolean");
    if boolean && matches!(head, "flag" | "state") {
        return first;
    }
    let plain = first == "air" || first == "indoor" && head != "temperature";
    if plain { head.to_owned() } else { name }
}

/// German compounds: the ending is the quantity, the rest narrows it.
pub fn compound(doc: &Doc, at: usize) -> Option<(String, String)> {
    let chunk = doc.chunks.get(at).filter(|chunk| chunk.is_unknown())?;
    let (ending, quantity) =
        doc.lexicon.suffixes.iter().find(|(ending, _)| {
            chunk.text.len() > ending.len() + 2 && chunk.text.ends_with(ending)
        })?;
    let prefix = chunk.text.strip_suffix(ending.as_str())?;
    let prefix = prefix
        .strip_suffix(['s', 'n', '-'])
        .filter(|rest| rest.len() > 2)
        .unwrap_or(prefix);
    let known = doc.lexicon.phrases.longest(&[prefix], doc.language);
    let modifier = known
        .and_then(|(_, senses)| senses.into_iter().find(|s| s.class == Class::Modifier))
        .map(|s| s.value.to_string());
    let name = match modifier {
        Some(modifier) if modifier.is_empty() => quantity.clone(),
        Some(modifier) => compose(doc, &[modifier], quantity),
        // The first half narrows it, whatever it means: two such compounds are two quantities.
        None => chunk.text.replace(['-', '\''], "_"),
    };
    Some((name, quantity.clone()))
}
