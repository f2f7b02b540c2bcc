//! The steps that build the backend: groups, sub-tasks, what they cite, what they wait for.

mod plan;
mod waves;

use serde::{Deserialize, Serialize};

use super::design::Design;
use super::requirement::{Criterion, Requirements};
use super::view::{View, rule_title};
use super::{Key, design::Property};
use plan::{GROUPS, Group as PlannedGroup};

/// Everything that `tasks.md` says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tasks {
    /// How to read the plan.
    pub overview: String,
    /// The groups, in the order of a new document.
    pub groups: Vec<Group>,
    /// Remarks at the end.
    pub notes: Vec<String>,
}

impl Tasks {
    /// Returns every task.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.groups.iter().flat_map(|group| &group.tasks)
    }

    /// Returns the task of a key.
    pub fn find(&self, key: &Key) -> Option<&Task> {
        self.tasks().find(|task| task.key == *key)
    }

    /// Returns the tasks that can be done at the same time, wave by wave.
    pub fn waves(&self) -> Vec<Vec<&Key>> {
        waves::waves(self)
    }
}

/// A group of tasks; one without tasks is a checkpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its identity.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// What to do at a checkpoint.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Its identity.
    pub key: Key,
    /// Its identity under earlier names of the element that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Key>,
    /// Its title.
    pub title: String,
    /// What belongs to it, one line each.
    pub details: Vec<String>,
    /// The criteria that it serves.
    pub criteria: Vec<Key>,
    /// The property that it tests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<Key>,
    /// The tasks that come first.
    pub needs: Vec<Key>,
    /// Whether the template pack emits what it asks for.
    pub built: bool,
}

/// Derives the tasks; every criterion is cited by the task that it names.
pub(super) fn derive(view: &View<'_>, requirements: &Requirements, design: &Design) -> Tasks {
    let criteria: Vec<&Criterion> = requirements.criteria().map(|(_, one)| one).collect();
    let mut groups: Vec<Group> = Vec::new();
    if view.is_iot() {
        groups.extend(
            GROUPS
                .iter()
                .filter_map(|group| planned(view, group, &criteria)),
        );
        keep_existing_needs(&mut groups);
        groups.push(proof(design, &groups, &criteria));
        groups.push(checkpoint("checkpoint.whole", plan::LAST_CHECKPOINT));
    }
    let before: Vec<Key> = groups
        .iter()
        .filter_map(|group| group.tasks.last())
        .map(|task| task.key.clone())
        .collect();
    let further = [
        ("further", "Further wishes", false),
        ("held", "Not built yet", true),
    ];
    for (key, title, held) in further {
        let tasks = wishes(&criteria, held, &before);
        if !tasks.is_empty() {
            groups.push(Group {
                key: key.into(),
                title: title.to_owned(),
                details: Vec::new(),
                tasks,
            });
        }
    }
    Tasks {
        overview: overview(view),
        notes: notes(view),
        groups,
    }
}

fn planned(view: &View<'_>, planned: &PlannedGroup, criteria: &[&Criterion]) -> Option<Group> {
    if planned.tasks.is_empty() {
        return Some(checkpoint(planned.key, planned.title));
    }
    let spoken = |text: &str| {
        text.replace("{nouns}", &view.nouns)
            .replace("{noun}", &view.noun)
            .replace("{name}", view.spec.name.as_str())
    };
    let mut tasks = Vec::new();
    for task in planned.tasks {
        let serves = keys(criteria, task.key);
        if serves.is_empty() && task.key != plan::FIRST {
            continue;
        }
        tasks.push(Task {
            key: task.key.into(),
            was: Vec::new(),
            title: spoken(task.title),
            details: task.details.iter().map(|line| spoken(line)).collect(),
            criteria: serves,
            property: None,
            needs: task.needs.iter().map(|&key| key.into()).collect(),
            built: true,
        });
    }
    if planned.key == "alerts" {
        tasks.extend(rules(view, criteria));
    }
    let all: Vec<Key> = tasks
        .iter()
        .flat_map(|task| task.criteria.clone())
        .collect();
    if let (Some(test), false) = (planned.test, all.is_empty()) {
        tasks.push(Task {
            key: Key::of(&[planned.key, "tests"]),
            was: Vec::new(),
            title: spoken(test),
            details: vec![
                "One test for each criterion, with its key in the name: `alert.x.raise` is `alert__x__raise`"
                    .to_owned(),
            ],
            needs: tasks.iter().map(|task| task.key.clone()).collect(),
            criteria: all,
            property: None,
            built: true,
        });
    }
    (!tasks.is_empty()).then(|| Group {
        key: planned.key.into(),
        title: spoken(planned.title),
        details: Vec::new(),
        tasks,
    })
}

fn rules(view: &View<'_>, criteria: &[&Criterion]) -> Vec<Task> {
    let rule = |rule: &crate::effective::AlertView<'_>| {
        let key = Key::of(&["alert", rule.name.as_str()]);
        let serves = keys(criteria, key.as_str());
        (!serves.is_empty()).then(|| Task {
            was: rule
                .alert
                .was
                .iter()
                .map(|was| Key::of(&["alert", was.as_str()]))
                .collect(),
            title: format!("Declare the rule \"{}\"", rule_title(rule)),
            details: vec![
                format!("One row in `src/rules/catalog.rs`: `{}`", rule.name),
                format!("Condition: {}", super::requirements::limit_cell(view, rule)),
                format!("Type on the wire: `{}`", rule.alert_type),
            ],
            criteria: serves,
            property: None,
            needs: vec!["alerts.rules".into()],
            built: true,
            key,
        })
    };
    view.rules.iter().filter_map(rule).collect()
}

fn keys(criteria: &[&Criterion], task: &str) -> Vec<Key> {
    criteria
        .iter()
        .filter(|one| one.task.as_str() == task)
        .map(|one| one.key.clone())
        .collect()
}

fn checkpoint(key: &str, title: &str) -> Group {
    Group {
        key: key.into(),
        title: title.to_owned(),
        details: vec![
            "Run `cargo fmt --check`, `cargo clippy --all-targets -- -D warnings` and `cargo test`"
                .to_owned(),
            "Ask the user when questions arise".to_owned(),
        ],
        tasks: Vec::new(),
    }
}

/// One property test each; a property whose criteria are all held waits with them.
fn proof(design: &Design, groups: &[Group], criteria: &[&Criterion]) -> Group {
    let builders = |property: &Property| -> Vec<Key> {
        let tasks = groups.iter().flat_map(|group| &group.tasks);
        let mut needs: Vec<Key> = tasks
            .filter(|task| task.key.as_str().rsplit('.').next() != Some("tests"))
            .filter(|task| {
                task.criteria
                    .iter()
                    .any(|key| property.validates.contains(key))
            })
            .map(|task| task.key.clone())
            .collect();
        needs.dedup();
        needs
    };
    let property_tests = design.properties.iter().map(|property| Task {
        key: Key::of(&["proof", property.key.as_str()]),
        was: Vec::new(),
        title: format!("Write property test for \"{}\"", property.title),
        details: Vec::new(),
        criteria: property.validates.clone(),
        property: Some(property.key.clone()),
        needs: builders(property),
        built: true,
    });
    let faults = keys(criteria, "proof.faults");
    let fault_tests = Task {
        key: "proof.faults".into(),
        was: Vec::new(),
        title: "Test faults: kill, restart, overload".to_owned(),
        details: vec![
            "Kill the process during a load and compare what was acknowledged with what is stored"
                .to_owned(),
            "Fill the queue and check that senders wait".to_owned(),
        ],
        criteria: faults,
        property: None,
        needs: vec!["ingest.tests".into(), "store.tests".into()],
        built: true,
    };
    Group {
        key: "proof".into(),
        title: "Prove the properties".to_owned(),
        details: Vec::new(),
        tasks: std::iter::once(fault_tests).chain(property_tests).collect(),
    }
}

fn wishes(criteria: &[&Criterion], held: bool, needs: &[Key]) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    let wished = criteria
        .iter()
        .filter(|one| one.task.as_str().starts_with("further.") && one.held.is_some() == held);
    for criterion in wished {
        if let Some(task) = tasks.iter_mut().find(|task| task.key == criterion.task) {
            task.criteria.push(criterion.key.clone());
            continue;
        }
        let title = criterion.held.as_ref().map_or_else(
            || super::words::sentence(&criterion.ears.response),
            |held| held.title.clone(),
        );
        let says = super::words::sentence(&criterion.ears.response);
        let repeats = title.to_lowercase().ends_with(&says.to_lowercase());
        let details = if repeats { Vec::new() } else { vec![says] };
        tasks.push(Task {
            key: criterion.task.clone(),
            was: Vec::new(),
            title,
            details,
            criteria: vec![criterion.key.clone()],
            property: None,
            needs: needs.to_vec(),
            built: !held,
        });
    }
    tasks
}

/// Drops needs of tasks that this specification does not have.
fn keep_existing_needs(groups: &mut [Group]) {
    let known: Vec<Key> = groups
        .iter()
        .flat_map(|group| &group.tasks)
        .map(|task| task.key.clone())
        .collect();
    for task in groups.iter_mut().flat_map(|group| &mut group.tasks) {
        task.needs.retain(|need| known.contains(need));
    }
}

fn overview(view: &View<'_>) -> String {
    if view.is_iot() {
        return "Each group ends with tests. A box is ticked by specgen alone, on evidence only: the code builds, and the tests that carry the keys of the cited criteria pass.".to_owned();
    }
    "No templates exist for this kind of project. The tasks below are open and wait for a person or an agent.".to_owned()
}

fn notes(view: &View<'_>) -> Vec<String> {
    let mut notes = vec![
        "Numbers of requirements refer to [requirements.md](requirements.md), properties to [design.md](design.md)."
            .to_owned(),
        "Numbers never shift: what is new comes last in its group.".to_owned(),
    ];
    if view.is_iot() {
        notes.push(
            "Tests that need Mosquitto or Chromium are left out by name where these are missing; a test that did not run ticks nothing."
                .to_owned(),
        );
    }
    notes
}
