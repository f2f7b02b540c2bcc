//! The dashboard goes and comes back by a change; what people wrote into it stays.

use crate::support::{Answer, SEED, TestEnvironment};

const BACKEND: &str = "iot_backend/backend";

fn run(place: &TestEnvironment, words: &[&str]) -> Answer {
    let args = [words, &["--yes", "--dir", "iot_backend"]].concat();
    place.run(&args).exits(0)
}

/// The files of the backend and its documents, without what no step takes back.
fn emitted(place: &TestEnvironment) -> Vec<(String, Vec<u8>)> {
    let mut files = place.snapshot();
    let kept = ["/.specgen/", "/changes/", "specgen.lock", "trace.json"];
    files.retain(|path, _| !path.ends_with('/') && kept.iter().all(|part| !path.contains(part)));
    files.into_iter().collect()
}

#[test]
fn it_goes_and_comes_back_and_undo_works_both_ways() {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    let with = emitted(&place);
    run(&place, &["change", "No dashboard, please."]);
    let without = emitted(&place);
    for (path, bytes) in &without {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let in_backend = path.starts_with(BACKEND);
        assert!(!path.contains("/assets/"), "{path}");
        assert!(!in_backend || !text.contains("dashboard"), "{path}");
    }
    run(&place, &["undo"]);
    assert!(emitted(&place) == with, "the undo brings all of it back");
    run(&place, &["undo", "--redo"]);
    assert!(emitted(&place) == without);
    run(&place, &["change", "Add a dashboard."]);
    let open = place.read(&format!("{BACKEND}/docs/openapi.json"));
    assert!(open.contains("/session") && open.contains("cookie"));
    place.read(&format!("{BACKEND}/assets/app.js"));
    let build = place.run(&["build", "--dir", "iot_backend"]).exits(0);
    build.says("nothing to do");
}

#[test]
fn what_people_wrote_into_it_stays_and_is_named() {
    let place = TestEnvironment::new();
    place.run(&["new", SEED, "--yes"]).exits(0);
    let style = format!("{BACKEND}/assets/base.css");
    let edited = format!("{}/* Our green. */\n", place.read(&style));
    place.write(&style, &edited);
    let readme = format!("{BACKEND}/README.md");
    let text = format!("{}\nAsk Kim.\n", place.read(&readme));
    place.write(&readme, &text);
    let ran = run(&place, &["change", "No dashboard, please."]);
    ran.says("assets/base.css  yours from now on; nothing makes it any more");
    assert_eq!(place.read(&style), edited);
    let text = place.read(&readme);
    assert!(text.contains("Ask Kim.") && !text.contains("dashboard"));
    let left = place.snapshot().into_keys();
    let in_assets = |path: &String| path.contains("/assets/") && !path.ends_with('/');
    let left: Vec<String> = left.filter(in_assets).collect();
    assert_eq!(left.len(), 1, "{left:?}");
    run(&place, &["change", "Add a dashboard."]);
    assert_eq!(place.read(&style), edited, "it is not written over");
}
