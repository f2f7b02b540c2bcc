//! The dashboard's files: all of them are served, none refers to another server.

use std::path::Path;

use super::client::Ask;
use super::rig::Rig;

/// Name and text of every file of the dashboard.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[tokio::test]
async fn every_file_is_served_and_cached_by_its_content() {
    let rig = Rig::start().await;
    for (name, text) in files() {
        if name == "index.html" {
            continue;
        }
        let path = format!("/assets/{name}");
        let served = Ask::get(&path).send(rig.address).await;
        assert_eq!(
            (served.status, served.text.as_str()),
            (200, text.as_str()),
            "{name}"
        );
        let tag = served.header("etag");
        let known = Ask::get(&path).header("if-none-match", tag);
        let again = known.send(rig.address).await;
        assert_eq!((again.status, again.text.as_str()), (304, ""), "{name}");
    }
}

#[tokio::test]
async fn the_page_names_only_files_that_are_served() {
    let rig = Rig::start().await;
    let page = Ask::get("/").send(rig.address).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(!page.text.contains("{{"), "{}", page.text);
    let named: Vec<&str> = page
        .text
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .collect();
    assert!(named.len() > 3, "{named:?}");
    for path in named {
        assert_eq!(Ask::get(path).send(rig.address).await.status, 200, "{path}");
    }
}

#[test]
fn dashboard__own_files__only() {
    for (name, text) in files() {
        let own = text.replace("http://www.w3.org/2000/svg", "");
        for foreign in ["http://", "https://", "url(//", "@import"] {
            assert!(!own.contains(foreign), "{name}: {foreign}");
        }
    }
}

#[tokio::test]
async fn pages_carry_security_headers() {
    let rig = Rig::start().await;
    for path in ["/", "/assets/app.js"] {
        let answer = Ask::get(path).send(rig.address).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(policy.contains("script-src 'self'"), "{path}");
    }
}
