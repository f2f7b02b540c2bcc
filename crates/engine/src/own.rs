//! Taking files over, and giving them back.

use std::path::Path;

use serde::Serialize;
use specgen_apply::{Applied, Files};
use specgen_diag::{Diagnostic, Diagnostics, ExitClass};
use specgen_merge::Plan;
use specgen_tree::{Manifest, Owner, ProjectPath, Record, State};

use crate::accepted::accepted;
use crate::incoming::stale;
use crate::open::Located;
use crate::paths::{key_of, meant};

/// What taking files over, or giving them back, would do.
#[derive(Clone, Debug, Serialize)]
pub struct Owning {
    #[serde(skip)]
    plan: Plan,
    #[serde(skip)]
    label: String,
    /// The files that change hands.
    pub changed: Vec<String>,
    /// The files that were in those hands already.
    pub already: Vec<String>,
}

impl Owning {
    /// Plans that files are the user's from now on: specgen leaves them alone, and puts later versions
    /// into `.specgen/incoming`.
    ///
    /// # Errors
    ///
    /// Refuses a file that is unknown, in conflict, or that specgen cannot work without.
    pub fn take(
        files: &dyn Files,
        located: &Located,
        from: &Path,
        typed: &[String],
    ) -> Result<Self, Diagnostics> {
        let mut owning = Self::start(located, "own", typed);
        let mut refused = None;
        for (typed, path, single) in all_meant(files, located, from, typed)? {
            let Some((key, record)) = recorded(&owning.plan.manifest, located, &path) else {
                return Err(not_emitted(&typed).into());
            };
            match (record.owner, may_be_taken(located, &key, &record)) {
                (Owner::User | Owner::Seeded, _) => owning.already.push(path.to_string()),
                (_, Err(why)) if single => return Err(why.into()),
                (_, Err(why)) => refused = Some(why),
                (_, Ok(())) => {
                    let record = Record {
                        owner: Owner::User,
                        ..record
                    };
                    owning.plan.manifest.records.insert(key, record);
                    owning.changed.push(path.to_string());
                }
            }
        }
        match refused {
            Some(why) if owning.changed.is_empty() && owning.already.is_empty() => Err(why.into()),
            _ => Ok(owning.finish(located)),
        }
    }

    /// Plans that files follow the specification again; what people wrote into them is merged.
    ///
    /// # Errors
    ///
    /// Refuses a file that is unknown or that nothing makes any more.
    pub fn give_back(
        files: &dyn Files,
        located: &Located,
        from: &Path,
        typed: &[String],
    ) -> Result<Self, Diagnostics> {
        let rendered = accepted(files, located)?;
        let mut owning = Self::start(located, "own --back", typed);
        for (typed, path, single) in all_meant(files, located, from, typed)? {
            let Some((key, record)) = recorded(&owning.plan.manifest, located, &path) else {
                return Err(not_emitted(&typed).into());
            };
            if record.owner != Owner::User {
                owning.already.push(path.to_string());
                continue;
            }
            let Some(node) = rendered.tree.get(&key) else {
                if single {
                    return Err(not_made(&typed).into());
                }
                continue;
            };
            let record = Record {
                owner: node.owner,
                ..record
            };
            owning.plan.manifest.records.insert(key, record);
            owning.changed.push(path.to_string());
        }
        let stale = stale(files, located, &owning.plan.manifest)?;
        owning.plan.steps.extend(stale);
        Ok(owning.finish(located))
    }

    /// Carries it out.
    ///
    /// # Errors
    ///
    /// Refuses while another specgen is at work, and when the workspace changed since the plan.
    pub fn carry_out(&self, files: &dyn Files, located: &Located) -> Result<Applied, Diagnostics> {
        located.apply(files, &self.plan, &self.label)
    }

    fn start(located: &Located, command: &str, typed: &[String]) -> Self {
        Self {
            plan: Plan::unchanged(&located.workspace.manifest),
            label: format!("{command} {}", typed.join(" ")),
            changed: Vec::new(),
            already: Vec::new(),
        }
    }

    fn finish(mut self, located: &Located) -> Self {
        self.plan.changes_manifest = self.plan.manifest != located.workspace.manifest;
        self
    }
}

/// Returns what each typed path means, and whether it was named itself.
fn all_meant(
    files: &dyn Files,
    located: &Located,
    from: &Path,
    typed: &[String],
) -> Result<Vec<(String, ProjectPath, bool)>, Diagnostic> {
    let mut all = Vec::new();
    for one in typed {
        let paths = meant(files, located, from, one)?;
        let single = paths.len() == 1;
        all.extend(paths.into_iter().map(|path| (one.clone(), path, single)));
    }
    Ok(all)
}

fn recorded(
    manifest: &Manifest,
    located: &Located,
    path: &ProjectPath,
) -> Option<(ProjectPath, Record)> {
    let key = key_of(located, path)?;
    let record = manifest.records.get(&key)?.clone();
    Some((key, record))
}

fn may_be_taken(located: &Located, key: &ProjectPath, record: &Record) -> Result<(), Diagnostic> {
    let refused = |message: String| Diagnostic::error("E032", ExitClass::Refused, message);
    if let State::Conflicted(_) = record.state {
        let one = refused(format!("`{key}` is in conflict"));
        return Err(one.hint(format!("`specgen resolve {key}`, then take it over")));
    }
    if record.owner == Owner::AppendOnly {
        let one = refused(format!(
            "`{key}` never changes again, so there is nothing to take over"
        ));
        return Err(one.hint("write a file of your own beside it"));
    }
    if key.as_str() == located.layout.of_spec_folder("trace.json") {
        let one = refused(format!(
            "`{key}` is the memory of specgen: numbers, origins, links"
        ));
        return Err(one.hint("take over the documents instead"));
    }
    Ok(())
}

fn not_emitted(typed: &str) -> Diagnostic {
    Diagnostic::error(
        "E031",
        ExitClass::Usage,
        format!("specgen did not write `{typed}`: it is yours anyway"),
    )
    .hint("`specgen status` tells which files follow the specification")
}

fn not_made(typed: &str) -> Diagnostic {
    Diagnostic::error(
        "E032",
        ExitClass::Refused,
        format!("nothing makes `{typed}` any more, so it stays yours"),
    )
    .hint("delete it when you do not need it")
}
