//! The numbers that people see: given once to a key, never shifted, never given again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Documents, Key, Trace};

/// The display numbers of a set of documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    requirements: Level,
    criteria: BTreeMap<Key, Level>,
    properties: Level,
    groups: Level,
    tasks: BTreeMap<Key, Level>,
    titles: BTreeMap<Key, String>,
}

/// The numbers of one list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Level {
    given: BTreeMap<Key, u32>,
    withdrawn: BTreeMap<u32, Key>,
}

/// What stands at a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot<'a> {
    /// Something that is derived today.
    Live(&'a Key),
    /// Something that was there once; its number stays taken.
    Withdrawn(&'a Key),
}

impl Level {
    /// Gives numbers to keys: the old ones where there are any, else the next free ones.
    fn assign<'k>(keys: impl Iterator<Item = (&'k Key, &'k [Key])>, old: &[(Key, u32)]) -> Self {
        let mut by_number: BTreeMap<u32, &Key> = BTreeMap::new();
        let mut by_key: BTreeMap<&Key, u32> = BTreeMap::new();
        for (key, number) in old {
            // Two branches may have given one number: the first key keeps it, the other gets a new one.
            if !by_number.contains_key(number) {
                by_number.insert(*number, key);
                by_key.insert(key, *number);
            }
        }
        let mut next = by_number.keys().next_back().copied().unwrap_or(0) + 1;
        let mut taken: BTreeSet<u32> = BTreeSet::new();
        let mut given = BTreeMap::new();
        let keys: Vec<(&Key, &[Key])> = keys.collect();
        for (key, was) in &keys {
            let known = std::iter::once(*key)
                .chain(was.iter())
                .find_map(|name| by_key.get(name).copied())
                .filter(|number| !taken.contains(number));
            if let Some(number) = known {
                taken.insert(number);
                given.insert((*key).clone(), number);
            }
        }
        for (key, _) in &keys {
            given.entry((*key).clone()).or_insert_with(|| {
                next += 1;
                next - 1
            });
        }
        let withdrawn = by_number
            .into_iter()
            .filter(|(number, _)| !taken.contains(number))
            .map(|(number, key)| (number, key.clone()))
            .collect();
        Self { given, withdrawn }
    }

    fn slots(&self) -> BTreeMap<u32, Slot<'_>> {
        let live = self
            .given
            .iter()
            .map(|(key, number)| (*number, Slot::Live(key)));
        let gone = self
            .withdrawn
            .iter()
            .map(|(number, key)| (*number, Slot::Withdrawn(key)));
        gone.chain(live).collect()
    }
}

impl Numbers {
    /// Gives numbers to everything in the documents; those of the previous trace are kept.
    pub fn assign(documents: &Documents, previous: Option<&Trace>) -> Self {
        let empty = Trace::default();
        let previous = previous.unwrap_or(&empty);
        let wanted = &documents.requirements.requirements;
        let requirements = Level::assign(
            wanted.iter().map(|one| (&one.key, one.was.as_slice())),
            &previous.numbered(super::trace::Kind::Requirement),
        );
        let mut numbers = Self {
            criteria: BTreeMap::new(),
            properties: Level::assign(
                documents
                    .design
                    .properties
                    .iter()
                    .map(|one| (&one.key, [].as_slice())),
                &previous.numbered(super::trace::Kind::Property),
            ),
            groups: Level::assign(
                documents
                    .tasks
                    .groups
                    .iter()
                    .map(|one| (&one.key, [].as_slice())),
                &previous.numbered(super::trace::Kind::Group),
            ),
            tasks: BTreeMap::new(),
            titles: previous.titles(),
            requirements,
        };
        for requirement in wanted {
            let Some(number) = numbers.requirements.given.get(&requirement.key) else {
                continue;
            };
            let old = previous.below(super::trace::Kind::Criterion, *number);
            let keys = requirement
                .criteria
                .iter()
                .map(|one| (&one.key, one.was.as_slice()));
            numbers
                .criteria
                .insert(requirement.key.clone(), Level::assign(keys, &old));
        }
        for (number, key) in &numbers.requirements.withdrawn {
            let old = previous.below(super::trace::Kind::Criterion, *number);
            numbers
                .criteria
                .insert(key.clone(), Level::assign(std::iter::empty(), &old));
        }
        for group in &documents.tasks.groups {
            let Some(number) = numbers.groups.given.get(&group.key) else {
                continue;
            };
            let old = previous.below(super::trace::Kind::Task, *number);
            let keys = group.tasks.iter().map(|one| (&one.key, one.was.as_slice()));
            numbers
                .tasks
                .insert(group.key.clone(), Level::assign(keys, &old));
        }
        numbers
    }

    /// Returns what stands at each number of the requirements, in order.
    pub fn requirements(&self) -> BTreeMap<u32, Slot<'_>> {
        self.requirements.slots()
    }

    /// Returns what stands at each number of the criteria of a requirement, in order.
    pub fn criteria(&self, requirement: &Key) -> BTreeMap<u32, Slot<'_>> {
        self.criteria
            .get(requirement)
            .map_or_else(BTreeMap::new, Level::slots)
    }

    /// Returns what stands at each number of the properties, in order.
    pub fn properties(&self) -> BTreeMap<u32, Slot<'_>> {
        self.properties.slots()
    }

    /// Returns what stands at each number of the groups of tasks, in order.
    pub fn groups(&self) -> BTreeMap<u32, Slot<'_>> {
        self.groups.slots()
    }

    /// Returns what stands at each number of the tasks of a group, in order.
    pub fn tasks(&self, group: &Key) -> BTreeMap<u32, Slot<'_>> {
        self.tasks
            .get(group)
            .map_or_else(BTreeMap::new, Level::slots)
    }

    /// Returns the number of a criterion: `1.2`.
    pub fn criterion(&self, key: &Key) -> Option<String> {
        self.criteria.iter().find_map(|(requirement, level)| {
            let number = self.requirements.given.get(requirement)?;
            Some(format!("{number}.{}", level.given.get(key)?))
        })
    }

    /// Returns the number of a property.
    pub fn property(&self, key: &Key) -> Option<u32> {
        self.properties.given.get(key).copied()
    }

    /// Returns the number of a task: `3.1`.
    pub fn task(&self, key: &Key) -> Option<String> {
        self.tasks.iter().find_map(|(group, level)| {
            let number = self.groups.given.get(group)?;
            Some(format!("{number}.{}", level.given.get(key)?))
        })
    }

    /// Returns the title that a withdrawn requirement had.
    pub fn old_title(&self, key: &Key) -> Option<&str> {
        self.titles.get(key).map(String::as_str)
    }

    /// Returns numbers of criteria in their order: `1.2, 4.10`.
    pub fn citation<'k>(&self, keys: impl IntoIterator<Item = &'k Key>) -> String {
        let mut numbers: Vec<(u32, u32)> = keys
            .into_iter()
            .filter_map(|key| {
                let text = self.criterion(key)?;
                let (requirement, item) = text.split_once('.')?;
                Some((requirement.parse().ok()?, item.parse().ok()?))
            })
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let texts: Vec<String> = numbers
            .into_iter()
            .map(|(requirement, item)| format!("{requirement}.{item}"))
            .collect();
        texts.join(", ")
    }
}
