//! Real processes on a real disk: killed at random moments, two at once, and a disk that is full.
//!
//! The test starts itself as the process that is killed: with the variable below it applies one plan.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test fails by a panic")]
#![expect(
    clippy::disallowed_methods,
    reason = "the process that is killed is this test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use specgen_apply::{ApplyError, ConflictMode, Disk, apply, create_new, read_workspace, recover};
use specgen_merge::plan;
use specgen_tree::{Digest, FileNode, Owner, ProjectPath, Tree};

/// Where the process applies its plan.
const ROOT: &str = "SPECGEN_TEST_ROOT";
/// The file that it makes right before it applies.
const STARTED: &str = "started";
const KILLS: u64 = 200;
const FILES: usize = 60;

fn tree(round: &str) -> Tree {
    let mut tree = Tree::new();
    let mut put = |place: &str, node: FileNode| {
        let path = ProjectPath::new(place).expect("a good path");
        tree.insert(path, node).expect("fits");
    };
    let own = |text: &str| FileNode::generated("own", text).owned_by(Owner::User);
    put("specgen.yaml", own("{}\n"));
    put("specs/demo/spec.yaml", own("specgen: 1\n"));
    for index in 0..FILES {
        let line = format!("{round} {index} of a file that is neither short nor long\n");
        let text = format!("head\n{}tail\n", line.repeat(40));
        let place = format!("src/part{}/file{index}.rs", index % 7);
        put(&place, FileNode::generated(format!("unit {index}"), text));
    }
    let only = format!("src/only_{round}.rs");
    put(&only, FileNode::generated(only.clone(), "only\n"));
    tree
}

/// A folder in memory where there is one: to a killed process, unlike to a machine without power,
/// it makes no difference, and nobody waits for what others write to the disk.
fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().expect("a folder"))
}

fn templates() -> Digest {
    Digest::of(b"templates")
}

/// Makes a workspace with hand edits.
fn make(root: &Path) {
    create_new(&Disk, root, &tree("old"), templates()).expect("made");
    for index in [0, 20, 40] {
        let place = root.join(format!("src/part{}/file{index}.rs", index % 7));
        let text = fs::read_to_string(&place).expect("there");
        fs::write(place, format!("mine {index}\n{text}")).expect("written");
    }
    fs::write(root.join("notes.txt"), "my notes\n").expect("written");
}

fn carry_out(root: &Path) -> Result<(), ApplyError> {
    let workspace = read_workspace(&Disk, root)?;
    let tree = tree("new");
    let plan = plan(
        &workspace.manifest,
        &workspace.tree(&Disk),
        &tree,
        templates(),
    )?;
    fs::write(root.with_file_name(STARTED), "").expect("written");
    apply(&Disk, &workspace, &plan, ConflictMode::Stop).map(|_| ())
}

/// All files but specgen's own state.
fn project(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("lists") {
            let place = entry.expect("an entry").path();
            if place.ends_with(".specgen") {
                continue;
            }
            if place.is_dir() {
                folders.push(place);
            } else {
                let name = place.strip_prefix(root).expect("below");
                let bytes = fs::read(&place).expect("reads");
                files.insert(name.to_string_lossy().into_owned(), bytes);
            }
        }
    }
    files
}

/// Starts this test as the process that applies the plan.
fn start(root: &Path) -> Child {
    Command::new(std::env::current_exe().expect("a path"))
        .args(["the_process_that_is_killed", "--exact"])
        .env(ROOT, root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started")
}

fn wait_for(place: &Path, child: &mut Child) {
    while !place.exists() && child.try_wait().expect("looks").is_none() {
        sleep(Duration::from_micros(200));
    }
}

#[test]
fn the_process_that_is_killed() {
    if let Some(root) = std::env::var_os(ROOT) {
        carry_out(Path::new(&root)).expect("applied");
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_tree_or_the_new() {
    let parent = scratch();
    let root = parent.path().join("demo");
    let started = parent.path().join(STARTED);
    make(&root);
    let before = project(&root);
    let mut child = start(&root);
    wait_for(&started, &mut child);
    let began = Instant::now();
    assert!(child.wait().expect("ended").success());
    let took = began.elapsed();
    let after = project(&root);
    assert_ne!(before, after);
    let mut seed = 20_u64;
    for kill in 0..KILLS {
        fs::remove_dir_all(&root).expect("removed");
        fs::remove_file(&started).expect("removed");
        make(&root);
        let mut child = start(&root);
        wait_for(&started, &mut child);
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        // A little beyond the end, so that every moment is as likely as the others.
        let share = f64::from(u32::try_from(seed >> 40).unwrap_or(0)) / f64::from(1 << 24);
        sleep(took.mul_f64(share * 1.1));
        child.kill().expect("killed");
        child.wait().expect("ended");
        recover(&Disk, &root).expect("recovers");
        let found = project(&root);
        assert!(
            found == before || found == after,
            "kill {kill}, after {share} of the time: {:?}",
            found.keys()
        );
        read_workspace(&Disk, &root).expect("reads");
    }
}

#[test]
fn of_two_at_once_one_works_and_the_other_does_no_harm() {
    let parent = scratch();
    for round in 0..10 {
        let root = parent.path().join(format!("demo{round}"));
        make(&root);
        let children = [start(&root), start(&root)];
        let ended = children.map(|mut child| child.wait().expect("ended").success());
        assert!(ended.contains(&true), "round {round}: one of them works");
        let found = project(&root);
        assert!(found.contains_key("src/only_new.rs"), "round {round}");
        assert!(!found.contains_key("src/only_old.rs"), "round {round}");
        assert!(found["src/part0/file0.rs"].starts_with(b"mine 0\nhead\nnew 0"));
        assert_eq!(found["notes.txt"], b"my notes\n");
    }
}

/// Needs the right to mount; left out elsewhere, where `crash.rs` plays the full disk.
#[test]
fn a_disk_that_is_really_full_loses_nothing() {
    let parent = tempfile::tempdir().expect("a folder");
    let disk = parent.path().join("small");
    fs::create_dir(&disk).expect("made");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"])
        .arg(&disk)
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("left out: this user may not mount a small disk");
        return;
    }
    let _unmount = Unmount(&disk);
    let root = disk.join("demo");
    let mut refused = 0;
    for free_kib in (0..480).step_by(24) {
        make(&root);
        let before = project(&root);
        fill(&disk, free_kib);
        match carry_out(&root) {
            Ok(()) => assert!(root.join("src/only_new.rs").exists()),
            Err(error) => {
                assert!(error.to_string().contains("No space left"), "{error}");
                assert_eq!(project(&root), before, "{free_kib} KiB were free");
                refused += 1;
            }
        }
        fs::remove_file(disk.join("fill")).expect("removed");
        carry_out(&root).expect("there is space again");
        assert!(root.join("src/only_new.rs").exists());
        fs::remove_dir_all(&root).expect("removed");
    }
    assert!(refused > 3, "{refused} were refused");
}

struct Unmount<'a>(&'a Path);

impl Drop for Unmount<'_> {
    fn drop(&mut self) {
        // A disk that stays mounted is removed with its folder by the next start of the machine.
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

/// Fills a disk until so much is free.
fn fill(disk: &Path, free_kib: usize) {
    let place = disk.join("fill");
    let mut kib = 8 * 1024;
    let block = vec![0_u8; 1024];
    let mut bytes = Vec::new();
    while kib > 0 {
        let mut more = bytes.clone();
        more.extend(block.repeat(kib));
        if fs::write(&place, &more).is_ok() {
            bytes = more;
        }
        kib /= 2;
    }
    let keep = bytes.len().saturating_sub(free_kib * 1024);
    fs::write(&place, &bytes[..keep]).expect("less than before");
}
