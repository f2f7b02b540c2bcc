//! Names that change in a request that goes on about the same thing: `rename the pressure alert to low_pressure and set it to
//! 1.3`. What follows is an edit of the thing under its new name.

use specgen_spec::edit::{Edit, Path};

use super::Step;

/// Gives each edit behind a rename the new name of what it edits.
pub fn follow(steps: &mut [Step]) {
    for at in 0..steps.len() {
        let Some(Step::Edit {
            edit: Edit::Rename { path, to },
            ..
        }) = steps.get(at)
        else {
            continue;
        };
        let (old, new) = (path.clone(), to.clone());
        let Some(section) = old.parent() else {
            continue;
        };
        for step in steps.iter_mut().skip(at + 1) {
            let Step::Edit { edit, .. } = step else {
                continue;
            };
            match edit {
                Edit::Convert { metric, .. }
                    if section.to_string() == "metrics" && metric.as_str() == old.last() =>
                {
                    *metric = new.clone();
                }
                Edit::Set { path, .. }
                | Edit::Clear { path }
                | Edit::Remove { path, .. }
                | Edit::Include { list: path, .. }
                | Edit::Exclude { list: path, .. } => {
                    *path = moved(path, &old, &section.join(&new));
                }
                _ => {}
            }
        }
    }
}

/// A place below what has a new name.
fn moved(path: &Path, old: &Path, new: &Path) -> Path {
    if !old.holds(path) {
        return path.clone();
    }
    let rest = path.keys().iter().skip(old.keys().len());
    rest.fold(new.clone(), |path, key| path.join(key))
}
