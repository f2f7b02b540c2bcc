//! Rebuilds the embedded pack when a template is added, changed or removed.

fn main() {
    println!("cargo::rerun-if-changed=../../templates");
}
