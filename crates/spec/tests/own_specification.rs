//! specgen's own specification is read and validated like anyone's.

use specgen_spec::validate::validate;
use specgen_spec::yaml::Document;

#[test]
fn it_is_valid_and_every_wish_is_said() {
    let text = include_str!("../../../specs/specgen/spec.yaml");
    let document = Document::parse("specs/specgen/spec.yaml", text).unwrap();
    let spec = document.spec().unwrap();
    validate(&spec, Some(&document)).unwrap();
    for promise in ["nothing_lost", "evidence", "honesty", "emitted_code"] {
        assert!(spec.extra.contains(promise), "{promise}");
    }
}
