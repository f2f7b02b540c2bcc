//! The program is killed while it changes, builds or takes back: the next command finds the old
//! files or the new ones, never a mix, and every hand edit.
//!
//! It also runs twice at once, on a full disk, and on a file that may not be written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::cargo::specgen;
use crate::support::place::{Place, text};
use crate::support::tree::{Files, copy, files};

/// How often each command is killed; together more than two hundred times.
const KILLS: u32 = 70;
const REQUEST: &str = "Add support for CO2 readings.";
/// What is so already: the program clears up what was interrupted, and then has nothing to do.
const NEXT: [&str; 2] = ["change", "Record the temperature."];
/// What somebody wrote, and where.
const EDITS: [(&str, &str); 5] = [
    (
        "backend/src/domain/catalog.rs",
        "// Ours: the table of all.\n",
    ),
    ("backend/src/domain/page.rs", "// Ours: half of a page.\n"),
    ("backend/README.md", "Ours: ask the north hall first.\n"),
    (
        "specs/iot_backend/requirements.md",
        "Ours: read on Monday.\n",
    ),
    ("backend/src/ours.rs", "//! Ours alone.\n"),
];

/// A workspace that was edited, in memory where there is such a place: to a killed program it makes
/// no difference, and nobody waits for the disk.
struct Stage {
    folder: PathBuf,
}

impl Stage {
    fn new(test: &str) -> Self {
        let place = Place::new(test);
        let made = place.make_example("iot-seed");
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() {
            memory
        } else {
            &place.folder
        };
        let folder = parent.join(format!("specgen-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        copy(&made, &folder.join("edited"));
        let stage = Self { folder };
        for (file, line) in EDITS {
            let path = stage.at("edited").join(file);
            let old = fs::read_to_string(&path).unwrap_or_default();
            fs::write(path, old + "\n" + line).unwrap();
        }
        stage
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A fresh copy of one workspace under another name.
    fn copied(&self, from: &str, to: &str) -> PathBuf {
        let (from, to) = (self.at(from), self.at(to));
        let _ = fs::remove_dir_all(&to);
        copy(&from, &to);
        to
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What stays behind is removed by the next run.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn a_killed_change_is_done_or_not_begun() {
    let stage = Stage::new("killed_change");
    let words = ["change", REQUEST, "--yes"];
    killed(&stage, "edited", &words);
}

#[test]
fn a_killed_undo_is_done_or_not_begun() {
    let stage = Stage::new("killed_undo");
    let changed = stage.copied("edited", "changed");
    succeeds(&changed, &["change", REQUEST, "--yes"]);
    killed(&stage, "changed", &["undo", "--yes"]);
}

/// Somebody wrote into `spec.yaml`, and builds what it says.
#[test]
fn a_killed_build_is_done_or_not_begun() {
    let stage = Stage::new("killed_build");
    let asked = stage.copied("edited", "asked");
    let spec = asked.join("specs/iot_backend/spec.yaml");
    let written = fs::read_to_string(&spec).unwrap();
    let more = written.replacen("metrics:\n", "metrics:\n  co2: {unit: ppm}\n", 1);
    assert_ne!(more, written);
    fs::write(spec, more).unwrap();
    killed(&stage, "asked", &["build"]);
}

/// Kills a command at random moments, each time in a fresh copy of a workspace.
fn killed(stage: &Stage, from: &str, words: &[&str]) {
    let before = files(&stage.at(from));
    let root = stage.copied(from, "work");
    let mut child = start(&root, words);
    let (began, writes) = (Instant::now(), transactions(&root));
    wait_for_writes(&root, writes, &mut child);
    let planned = began.elapsed();
    assert!(child.wait().unwrap().success(), "{words:?}");
    let wrote = began.elapsed().saturating_sub(planned);
    let after = files(&root);
    assert_ne!(before, after, "{words:?}");
    let mut seed = 20_u64;
    let mut ends = [0, 0];
    for kill in 0..KILLS {
        let root = stage.copied(from, "work");
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        // A little beyond the end, so that every moment is as likely as the others.
        let share = f64::from(u32::try_from(seed >> 40).unwrap()) / f64::from(1 << 24) * 1.1;
        let mut child = start(&root, words);
        // Most of the time goes into planning, most of what can go wrong into writing.
        if kill % 4 == 0 {
            sleep((planned + wrote).mul_f64(share));
        } else {
            wait_for_writes(&root, writes, &mut child);
            sleep(wrote.mul_f64(share));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        succeeds(&root, &NEXT);
        let found = files(&root);
        let is_after = found == after;
        ends[usize::from(is_after)] += 1;
        assert!(
            is_after || found == before,
            "kill {kill} of {words:?}, at {share}: {:#?}",
            differing(&found, &after)
        );
        for (file, line) in EDITS {
            let bytes = &found[Path::new(file)];
            assert!(String::from_utf8_lossy(bytes).contains(line), "{file}");
        }
    }
    assert!(ends[0] > 0 && ends[1] > 0, "{ends:?}");
}

#[test]
fn of_two_changes_at_once_none_is_half_done() {
    let stage = Stage::new("two_at_once");
    let other = "Add air pressure in hPa.";
    for round in 0..5 {
        let root = stage.copied("edited", "work");
        let children = [REQUEST, other].map(|one| start(&root, &["change", one, "--yes"]));
        let ended = children.map(|mut child| child.wait().unwrap().success());
        assert!(ended.contains(&true), "round {round}: one of them works");
        for (done, one) in ended.into_iter().zip([REQUEST, other]) {
            if !done {
                succeeds(&root, &["change", one, "--yes"]);
            }
        }
        let catalog = root.join("backend/src/domain/catalog.rs");
        let catalog = fs::read_to_string(catalog).unwrap();
        for text in ["Metric::Co2,", "Metric::Pressure,", EDITS[0].1] {
            assert!(catalog.contains(text), "round {round}: no {text}");
        }
        let built = String::from_utf8(succeeds(&root, &["build"]).stdout).unwrap();
        assert!(built.contains("nothing"), "round {round}: {built}");
    }
}

/// Needs the right to mount; left out elsewhere, where tests of `apply` play the full disk.
#[test]
fn on_a_full_disk_nothing_is_lost() {
    let stage = Stage::new("full_disk");
    let disk = stage.at("small");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=16m", "tmpfs", text(&disk)])
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("left out: this user may not mount a small disk");
        return;
    }
    let _unmount = Unmount(&disk);
    let before = files(&stage.at("edited"));
    let mut refused = 0;
    for free_kib in [0, 4, 16, 64, 128, 256, 512] {
        let root = stage.copied("edited", "small/work");
        fill(&disk, free_kib);
        let ended = run(&root, &["change", REQUEST, "--yes"]);
        if !ended.status.success() {
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert!(said.contains("No space left"), "{free_kib} KiB: {said}");
            refused += 1;
        }
        fs::remove_file(disk.join("fill")).unwrap();
        if !ended.status.success() {
            assert!(files(&root) == before, "{free_kib} KiB were free");
            succeeds(&root, &["change", REQUEST, "--yes"]);
        }
        let found = files(&root);
        for (file, line) in EDITS {
            let bytes = &found[Path::new(file)];
            assert!(String::from_utf8_lossy(bytes).contains(line), "{file}");
        }
        let catalog = &found[Path::new("backend/src/domain/catalog.rs")];
        assert!(String::from_utf8_lossy(catalog).contains("Metric::Co2,"));
    }
    assert!(refused >= 3, "{refused} were refused");
}

#[test]
fn a_file_that_may_not_be_written_stops_the_whole_change() {
    let stage = Stage::new("read_only");
    let root = stage.copied("edited", "work");
    let before = files(&root);
    let locked = root.join("backend/src/rules/catalog.rs");
    let mut rights = fs::metadata(&locked).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&locked, rights.clone()).unwrap();
    let ended = run(&root, &["change", REQUEST, "--yes"]);
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success(), "{said}");
    assert!(said.contains("backend/src/rules/catalog.rs"), "{said}");
    assert!(files(&root) == before);
    #[expect(
        clippy::permissions_set_readonly_false,
        reason = "the file is one of this test"
    )]
    rights.set_readonly(false);
    fs::set_permissions(&locked, rights).unwrap();
    succeeds(&root, &["change", REQUEST, "--yes"]);
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
    let mut bytes = Vec::new();
    let mut kib = 16 * 1024;
    while kib > 0 {
        let mut more = bytes.clone();
        more.extend(vec![0; kib * 1024]);
        if fs::write(&place, &more).is_ok() {
            bytes = more;
        }
        kib /= 2;
    }
    let keep = bytes.len().saturating_sub(free_kib * 1024);
    fs::write(&place, &bytes[..keep]).unwrap();
}

fn command(root: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(specgen());
    command.args(words).current_dir(root).stdin(Stdio::null());
    command
}

fn start(root: &Path, words: &[&str]) -> Child {
    let mut command = command(root, words);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn run(root: &Path, words: &[&str]) -> Output {
    command(root, words).output().unwrap()
}

fn succeeds(root: &Path, words: &[&str]) -> Output {
    let ended = run(root, words);
    assert!(ended.status.success(), "{words:?}: {ended:?}");
    ended
}

/// How many transactions a workspace has seen.
fn transactions(root: &Path) -> usize {
    fs::read_dir(root.join(".specgen/tx")).map_or(0, Iterator::count)
}

/// Waits until a command begins to write, or ends.
fn wait_for_writes(root: &Path, before: usize, child: &mut Child) {
    while transactions(root) == before && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_micros(200));
    }
}

fn differing(one: &Files, other: &Files) -> Vec<PathBuf> {
    let names = one.keys().chain(other.keys());
    let mut names: Vec<_> = names
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect();
    names.sort();
    names.dedup();
    names
}
