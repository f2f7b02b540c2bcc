//! Built, not only understood: what people ask for works in the backend that runs afterwards.
//!
//! `requests.toml` holds what is asked. Each request is made of a workspace, the backend is built and
//! started once for all requests of a workspace, and each new thing is tried over HTTP.

mod exercises;
mod receivers;
mod site;
mod table;

use std::path::Path;

use crate::support::cargo;
use crate::support::place::{Place, text};
use crate::support::tree::files;
use site::Site;
use table::{Request, Workspace, workspace, workspaces};

/// The share of all facts that has to be built, in percent.
const BUILT: usize = 70;

#[test]
fn what_is_asked_of_sensors_works() {
    works("sensors");
}

#[test]
fn what_is_asked_of_an_aquarium_works() {
    works("aquarium");
}

#[test]
fn what_is_asked_of_an_aquarium_without_salt_works() {
    works("aquarium_without_salt");
}

#[test]
fn what_is_asked_of_a_workshop_works() {
    works("workshop");
}

#[test]
fn what_is_asked_of_a_workshop_without_spindles_works() {
    works("workshop_without_spindles");
}

#[test]
fn what_is_asked_of_a_compost_plant_works() {
    works("compost");
}

#[test]
fn what_is_asked_of_a_compost_plant_with_a_chat_works() {
    works("compost_by_telegram");
}

/// In short or at length, the same is asked: the code is the same, and one of both is tried.
#[test]
fn a_short_request_makes_the_same_code() {
    let code = ["sensors", "sensors_in_short"].map(|name| {
        let asked = workspace(name);
        let place = Place::new(&format!("short_{name}"));
        let made = place.make("sensors", &asked.prompt);
        let first = asked.request.iter().find(|one| one.key == "co2").unwrap();
        ask(&place, &made, first);
        files(&made.join("backend"))
    });
    assert!(code[0].len() > 100);
    assert!(code[0] == code[1]);
}

#[test]
fn most_of_what_is_asked_is_built() {
    let all = workspaces();
    let facts = all.iter().flat_map(|one| &one.request);
    let facts: Vec<_> = facts.flat_map(|one| &one.facts).collect();
    let built = facts.iter().filter(|fact| fact.held.is_none()).count();
    let share = built * 100 / facts.len();
    println!("{built} of {} facts are built: {share} %", facts.len());
    assert!(share >= BUILT, "{share} %");
}

/// Makes a workspace, asks for one thing after another, starts the backend and tries all of them.
fn works(name: &str) {
    let Workspace {
        prompt, request, ..
    } = workspace(name);
    let place = Place::new(&format!("built_{name}"));
    let made = place.make(name, &prompt);
    let backend = made.join("backend");
    let mut built = Vec::new();
    for one in &request {
        if ask(&place, &made, one) {
            built.push(one);
        }
    }
    for one in &built {
        exercises::prepare(&one.key, &backend);
    }
    let program = cargo::turn().program(&backend, name, &place.folder);
    let site = Site::start(place, program, backend);
    for one in built {
        let tried = exercises::try_out(&one.key, &site);
        let is_held = one.facts.iter().all(|fact| fact.held.is_some());
        assert!(tried || is_held, "nothing tries out `{}`", one.key);
    }
    site.stop();
}

/// Looks at what a request would do, and makes it. What is not built of it is said before; returns
/// whether anything is.
fn ask(place: &Place, workspace: &Path, request: &Request) -> bool {
    let dir = text(workspace);
    let said = place.specgen(&["change", &request.text, "--dry-run", "--dir", dir]);
    let held = said.split_once("\nheld and not built yet\n");
    let held = held.map_or("", |(_, held)| held);
    let mut any_built = false;
    for fact in &request.facts {
        assert!(said.contains(&fact.says), "no {}:\n{said}", fact.says);
        let title = fact.held.as_deref();
        any_built |= title.is_none_or(|title| !held.contains(title));
    }
    if let Some(part) = &request.not_understood {
        let line = format!("\"{part}\"");
        assert!(said.contains(&line), "`{part}` is not named:\n{said}");
    }
    place.specgen(&["change", &request.text, "--yes", "--dir", dir]);
    any_built
}
