//! The order of tasks: a wave holds tasks whose needs are all in earlier waves.

use std::collections::BTreeSet;

use super::{Task, Tasks};
use crate::derive::Key;

/// Returns the waves; tasks whose needs run in a circle come last, together.
pub(super) fn waves(tasks: &Tasks) -> Vec<Vec<&Key>> {
    let mut done: BTreeSet<&Key> = BTreeSet::new();
    let mut waves: Vec<Vec<&Key>> = Vec::new();
    let mut left: Vec<&Task> = tasks.tasks().collect();
    while !left.is_empty() {
        let (mut ready, mut waiting): (Vec<&Task>, Vec<&Task>) = left
            .into_iter()
            .partition(|task| task.needs.iter().all(|need| done.contains(need)));
        if ready.is_empty() {
            std::mem::swap(&mut ready, &mut waiting);
        }
        done.extend(ready.iter().map(|task| &task.key));
        waves.push(ready.into_iter().map(|task| &task.key).collect());
        left = waiting;
    }
    waves
}
