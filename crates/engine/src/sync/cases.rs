//! What edits of documents mean, by example.

mod rows;

use specgen_render::Pack;
use specgen_spec::Spec;
use specgen_spec::derive;

use super::oracle::{Oracle, attempt};
use super::read::read;
use super::reading::{Page, Reading};
use super::settled::settled;
use crate::documents::{Memory, pages};

fn greenhouse() -> Spec {
    const TEXT: &str = include_str!("../../../../examples/greenhouse/specs/greenhouse/spec.yaml");
    crate::open::checked_spec("spec.yaml", TEXT).unwrap()
}

fn capabilities() -> derive::Pack {
    let pack = Pack::embedded().unwrap();
    pack.capabilities().iter().cloned().collect()
}

/// Edits a document: the first `from` in `name` becomes `to`, in each of the pairs.
fn edited(name: &str, pairs: &[(&str, &str)]) -> (Spec, Memory, Vec<Page>) {
    let (spec, memory) = (greenhouse(), Memory::default());
    let found = pages(&spec, &memory, &capabilities()).into_iter();
    let pages = found
        .map(|(page, base)| {
            let mut work = base.clone();
            for (from, to) in pairs.iter().filter(|_| page == name) {
                assert!(work.contains(from), "{page} does not hold {from:?}\n{work}");
                work = work.replacen(from, to, 1);
            }
            Page {
                name: page,
                path: page.to_owned(),
                base,
                work,
            }
        })
        .collect();
    (spec, memory, pages)
}

fn reading(name: &str, pairs: &[(&str, &str)], cascade: bool) -> Reading {
    let (spec, memory, pages) = edited(name, pairs);
    let oracle = Oracle::new(&spec, &memory, capabilities());
    read(&oracle, &spec, &pages, &memory.gaps, cascade)
}

/// Returns what is meant, or why nothing is.
fn means(name: &str, pairs: &[(&str, &str)]) -> Vec<String> {
    let reading = reading(name, pairs, false);
    let unread = reading
        .unread
        .iter()
        .map(|one| format!("unread: {}", one.why));
    let taken = reading.taken.iter().flat_map(|taken| taken.means.clone());
    taken.chain(unread).collect()
}

/// The document, the line as it was and is, and what it means.
const CHANGES: &[(&str, &str, &str, &str)] = &[
    (
        "design.md",
        "| Offline | - | silent for 5 min | at once | warning |",
        "| No news | - | silent for 10 min | at once | critical |",
        "alerts.offline is now no_news",
    ),
    (
        "requirements.md",
        "temperature above 38 °C",
        "temperature above 36.5 °C",
        "alerts.temperature_high.when.threshold.above is 36.5",
    ),
    (
        "requirements.md",
        "temperature above 38 °C",
        "temperature below 38 °C",
        "alerts.temperature_high.when.threshold.below is 38",
    ),
    (
        "requirements.md",
        "temperature above 38 °C",
        "temperature above 95 °F",
        "alerts.temperature_high.when.threshold.above is 35",
    ),
    (
        "design.md",
        "above 38 °C",
        "at or above 38 °C",
        "alerts.temperature_high.when.threshold.at_least is 38",
    ),
    (
        "design.md",
        "| silent for 5 min | at once | warning |",
        "| silent for 10 min | at once | critical |",
        "alerts.offline.when.offline.after is 10min",
    ),
    (
        "design.md",
        "| silent for 5 min | at once | warning |",
        "| silent for 10 min | at once | critical |",
        "alerts.offline.severity is critical",
    ),
    (
        "requirements.md",
        "below 25 %, and that has lasted 10 min",
        "below 25 %, and that has lasted 15 minutes",
        "alerts.soil_moisture_low.for is 15min",
    ),
    (
        "requirements.md",
        "below 25 %, and that has lasted 10 min",
        "below 20 %, and that has lasted 10 min",
        "alerts.soil_moisture_low.when.threshold.below is 20",
    ),
    (
        "requirements.md",
        "`greenhouse/{deviceId}/telemetry`",
        "`house/{deviceId}/telemetry`",
        "topics.readings.pattern is house/{deviceId}/telemetry",
    ),
    (
        "requirements.md",
        "| How long are Readings kept? | 1 year |",
        "| How long are Readings kept? | 90 days |",
        "storage.retention.raw is 90d",
    ),
    (
        "requirements.md",
        "More than 5 min ahead",
        "More than 2 min ahead",
        "ingest.clock_skew is 2min",
    ),
    (
        "requirements.md",
        "IF `soilMoisture` is below 0 % or above 100 %",
        "IF `soilMoisture` is below 5 % or above 95 %",
        "metrics.soil_moisture.range is {\"min\":5,\"max\":95}",
    ),
    (
        "design.md",
        "| Readings | 1 year |",
        "| Readings | 2 years |",
        "storage.retention.raw is 2y",
    ),
    (
        "design.md",
        "silent for 5 min",
        "silent for 10 min",
        "alerts.offline.when.offline.after is 10min",
    ),
    (
        "design.md",
        "| at once | warning | `DEVICE_OFFLINE`",
        "| at once | critical | `DEVICE_OFFLINE`",
        "alerts.offline.severity is critical",
    ),
    (
        "design.md",
        "| Light | `light` | lux | gauge | from 0 |",
        "| Light | `light` | lux | gauge | 0 to 90000 |",
        "metrics.light.range is {\"min\":0,\"max\":90000}",
    ),
    (
        "design.md",
        "| Temperature | `temperature` | °C |",
        "| Temperature | `temperature` | °F |",
        "metrics.temperature converted to F",
    ),
    (
        "design.md",
        "| Light | `light` | lux |",
        "| Light | `light` | klux |",
        "metrics.light converted to klux",
    ),
    (
        "design.md",
        "100 items a page",
        "50 items a page",
        "api.pagination.default is 50",
    ),
];

#[test]
fn a_changed_value_is_the_edit_that_derives_it() {
    for (name, from, to, expected) in CHANGES {
        let said = means(name, &[(from, to)]);
        assert!(said.contains(&(*expected).to_owned()), "{to}\n{said:#?}");
        assert!(
            !said.iter().any(|one| one.starts_with("unread")),
            "{to}\n{said:#?}"
        );
    }
}

#[test]
fn what_one_line_taught_hides_nothing_from_the_next() {
    let (spec, memory) = (greenhouse(), Memory::default());
    let oracle = Oracle::new(&spec, &memory, capabilities());
    for (name, from, to, expected) in CHANGES {
        let (_, _, pages) = edited(name, &[(from, to)]);
        let found = read(&oracle, &spec, &pages, &[], false);
        let means = || found.taken.iter().flat_map(|taken| &taken.means);
        assert!(means().any(|one| one == expected), "{to}\n{found:#?}");
    }
}

#[test]
fn prose_ticks_and_what_no_value_leads_to_change_nothing() {
    let said = means(
        "requirements.md",
        &[("## Glossary", "Our own words on 17 things.\n\n## Glossary")],
    );
    assert_eq!(said, Vec::<String>::new());
    let found = reading(
        "tasks.md",
        &[
            ("- [ ] 1.1", "- [x] 1.1"),
            ("- [ ] 2. ", "- [ ] 1.9 Paint the door\n- [ ] 2. "),
        ],
        false,
    );
    assert!(found.is_nothing() && found.unread.is_empty(), "{found:#?}");
    assert_eq!(found.kept.len(), 2);
    let said = means(
        "requirements.md",
        &[(
            "keep its reason and the first 1024 bytes",
            "keep its reason and the first 4096 bytes",
        )],
    );
    assert!(
        said.len() == 1 && said[0].starts_with("unread"),
        "{said:#?}"
    );
}

#[test]
fn a_line_is_taken_whole_or_reported() {
    let (requirements, design) = ("requirements.md", "design.md");
    for (name, from, to) in [
        (
            requirements,
            "temperature above 38 °C",
            "temperature above 30 %",
        ),
        (
            requirements,
            "temperature above 38 °C",
            "temperature above 30 furlong",
        ),
        (
            requirements,
            "temperature above 38 °C",
            "temperature not above 30 °C",
        ),
        (
            requirements,
            "temperature above 38 °C",
            "temperature nearly above 38 °C",
        ),
        (design, "above 38 °C", "not above 30 °C"),
        (design, "| from 0 | 0 to 130000 |", "| from 0 | 10 to 200 |"),
        (
            design,
            "| Remove a device with its Readings and Alerts | admin |",
            "| Remove a device with its Readings and Alerts | anyone |",
        ),
    ] {
        let said = means(name, &[(from, to)]);
        assert!(
            said.len() == 1 && said[0].starts_with("unread"),
            "{to}\n{said:#?}"
        );
    }
}

#[test]
fn two_lines_that_disagree_are_reported_and_two_that_agree_are_one_edit() {
    let (spec, memory, mut pages) = edited(
        "requirements.md",
        &[("temperature above 38 °C", "temperature above 36 °C")],
    );
    let design = pages
        .iter_mut()
        .find(|page| page.name == "design.md")
        .unwrap();
    let base = design.base.clone();
    design.work = base.replacen("above 38 °C", "above 36 °C", 1);
    let oracle = Oracle::new(&spec, &memory, capabilities());
    let found = read(&oracle, &spec, &pages, &[], false);
    assert_eq!(
        (found.edits().len(), found.unread.len()),
        (1, 0),
        "{found:#?}"
    );
    let design = pages
        .iter_mut()
        .find(|page| page.name == "design.md")
        .unwrap();
    design.work = base.replacen("above 38 °C", "above 35 °C", 1);
    let found = read(&oracle, &spec, &pages, &[], false);
    assert_eq!(
        (found.edits().len(), found.unread.len()),
        (1, 1),
        "{found:#?}"
    );
}

#[test]
fn what_was_taken_is_no_edit_of_the_document_any_more() {
    let (spec, memory, pages) = edited(
        "design.md",
        &[
            ("| Readings | 1 year |", "| Readings | 730 days |"),
            (
                "| CO2 | `co2` |",
                "| Noise | `noise` | dB | gauge | | |\n| CO2 | `co2` |",
            ),
            (
                "| Light | `light` | lux | gauge | from 0 | 0 to 130000 |\n",
                "",
            ),
            ("A value outside", "Our words. A value outside"),
        ],
    );
    let oracle = Oracle::new(&spec, &memory, capabilities());
    let found = read(&oracle, &spec, &pages, &[], false);
    assert_eq!(found.taken.len(), 3, "{found:#?}");
    let page = pages.iter().find(|page| page.name == "design.md").unwrap();
    let base = settled(&oracle, page, &spec, &found);
    let left: Vec<(&str, &str)> = base
        .lines()
        .zip(page.work.lines())
        .filter(|(one, other)| one != other)
        .collect();
    assert_eq!(left.len(), 1, "{left:#?}");
    assert!(left[0].1.starts_with("Our words."));
    assert!(attempt(&spec, &found.edits()).is_ok());
}
