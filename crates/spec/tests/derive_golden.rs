//! The documents of the sample specifications, compared with `golden/`; `BLESS=1` rewrites them.

#![expect(
    clippy::disallowed_methods,
    reason = "golden files are read and written beside the test"
)]

mod derive_support;

use std::collections::BTreeMap;
use std::path::Path;

use derive_support::{SAMPLES, derived, sample};
use specgen_spec::derive::Numbers;
use specgen_spec::derive::trace::{Links, Trace};
use specgen_spec::markdown;

#[test]
fn documents_are_as_blessed() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut stale = Vec::new();
    for name in SAMPLES {
        let spec = sample(name);
        let documents = derived(&spec);
        let numbers = Numbers::assign(&documents, None);
        let trace = Trace::new(&documents, &numbers, &Links::default(), BTreeMap::new());
        let texts = [
            (
                "requirements.md",
                markdown::requirements(&documents, &numbers),
            ),
            ("design.md", markdown::design(&documents, &numbers)),
            ("tasks.md", markdown::tasks(&documents, &numbers, name)),
            ("trace.json", trace.print()),
        ];
        for (file, text) in texts {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/golden")
                .join(name)
                .join(file);
            if bless {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, &text).unwrap();
            } else if std::fs::read_to_string(&path).unwrap_or_default() != text {
                stale.push(path.display().to_string());
            }
        }
    }
    assert!(
        stale.is_empty(),
        "not as blessed, look at them with BLESS=1 and git diff: {stale:#?}"
    );
}
