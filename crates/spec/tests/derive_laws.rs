//! What holds for the documents of every specification.

mod derive_support;

use std::collections::{BTreeMap, BTreeSet};

use derive_support::{SAMPLES, derived, sample};
use proptest::prelude::*;
use specgen_spec::Spec;
use specgen_spec::derive::block::Block;
use specgen_spec::derive::trace::{Kind, Links, Trace};
use specgen_spec::derive::{Documents, Key, Numbers};
use specgen_spec::markdown;

fn samples() -> Vec<(Spec, Documents)> {
    SAMPLES
        .iter()
        .map(|name| {
            let spec = sample(name);
            let documents = derived(&spec);
            (spec, documents)
        })
        .collect()
}

fn trace(documents: &Documents, numbers: &Numbers) -> Trace {
    Trace::new(documents, numbers, &Links::default(), BTreeMap::new())
}

/// Checks one criterion line against the grammar of EARS.
fn is_ears(line: &str) -> bool {
    let mut rest = line;
    for (word, end) in [("WHERE ", ", "), ("WHILE ", ", "), ("WHEN ", ", ")] {
        if let Some(after) = rest.strip_prefix(word) {
            let Some(response) = ["WHILE ", "WHEN ", "IF ", "THE Backend SHALL "]
                .iter()
                .filter_map(|next| after.find(&format!("{end}{next}")))
                .min()
            else {
                return false;
            };
            rest = &after[response + end.len()..];
        }
    }
    if let Some(after) = rest.strip_prefix("IF ") {
        let Some(place) = after.find(", THEN ") else {
            return false;
        };
        rest = &after[place + ", THEN ".len()..];
    }
    rest.strip_prefix("THE Backend SHALL ")
        .is_some_and(|response| !response.is_empty() && !response.contains(" SHALL "))
}

#[test]
fn the_grammar_check_refuses_what_is_no_ears() {
    assert!(is_ears("THE Backend SHALL stop"));
    assert!(is_ears("WHILE a, WHEN b, THE Backend SHALL c"));
    assert!(is_ears("IF a, then, b, THEN THE Backend SHALL c"));
    for line in [
        "the backend stops",
        "WHEN a THE Backend SHALL b",
        "IF a, THE Backend SHALL b",
        "WHEN a, THE Backend SHALL ",
    ] {
        assert!(!is_ears(line), "{line}");
    }
}

#[test]
fn every_criterion_is_one_line_of_ears() {
    for (_, documents) in samples() {
        for (_, criterion) in documents.requirements.criteria() {
            let line = criterion.ears.to_string();
            assert!(is_ears(&line), "{}: {line}", criterion.key);
            assert!(!line.contains('\n'), "{}", criterion.key);
        }
    }
}

#[test]
fn keys_are_unique_and_hold_no_numbers_of_the_user() {
    for (_, documents) in samples() {
        let mut seen = BTreeSet::new();
        for (requirement, criterion) in documents.requirements.criteria() {
            assert!(
                seen.insert(criterion.key.clone()),
                "{} twice",
                criterion.key
            );
            let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c);
            assert!(
                criterion.key.as_str().chars().all(legal),
                "{}",
                criterion.key
            );
            assert!(!requirement.key.as_str().is_empty());
        }
        let tasks: Vec<&Key> = documents.tasks.tasks().map(|task| &task.key).collect();
        let distinct: BTreeSet<&&Key> = tasks.iter().collect();
        assert_eq!(tasks.len(), distinct.len(), "a task stands twice");
    }
}

#[test]
fn every_criterion_is_cited_by_the_task_that_builds_it() {
    for (spec, documents) in samples() {
        for (_, criterion) in documents.requirements.criteria() {
            let task = documents.tasks.find(&criterion.task);
            let task = task.unwrap_or_else(|| {
                panic!(
                    "{}: {} names no task {}",
                    spec.name, criterion.key, criterion.task
                )
            });
            assert!(task.criteria.contains(&criterion.key), "{}", criterion.key);
            assert_eq!(task.built, criterion.held.is_none(), "{}", criterion.key);
        }
    }
}

#[test]
fn properties_validate_criteria_that_exist_and_have_a_test_task() {
    for (_, documents) in samples() {
        let known: BTreeSet<&Key> = documents
            .requirements
            .criteria()
            .map(|(_, criterion)| &criterion.key)
            .collect();
        for property in &documents.design.properties {
            assert!(!property.validates.is_empty(), "{}", property.key);
            for key in &property.validates {
                assert!(known.contains(key), "{} validates {key}", property.key);
            }
            let tested = documents
                .tasks
                .tasks()
                .any(|task| task.property.as_ref() == Some(&property.key));
            assert!(tested, "{} has no task", property.key);
        }
    }
    let (_, seed) = &samples()[0];
    assert_eq!(
        seed.design.properties.len(),
        12,
        "a property lost its criteria"
    );
}

#[test]
fn waves_hold_every_task_once_and_after_its_needs() {
    for (_, documents) in samples() {
        let mut done: BTreeSet<&Key> = BTreeSet::new();
        for wave in documents.tasks.waves() {
            for key in &wave {
                let task = documents.tasks.find(key).unwrap();
                for need in &task.needs {
                    assert!(done.contains(need), "{key} needs {need}");
                }
            }
            for key in wave {
                assert!(done.insert(key), "{key} twice");
            }
        }
        assert_eq!(done.len(), documents.tasks.tasks().count());
    }
}

#[test]
fn drawings_are_balanced() {
    for (_, documents) in samples() {
        for block in documents.design.sections.iter().flat_map(|one| &one.blocks) {
            let Block::Code { language, text } = block else {
                continue;
            };
            if language == "mermaid" {
                let kinds = ["flowchart ", "sequenceDiagram", "erDiagram"];
                assert!(kinds.iter().any(|kind| text.starts_with(kind)), "{text}");
                for line in text.lines() {
                    assert_eq!(line.matches('"').count() % 2, 0, "{line}");
                    for (open, close) in [('[', ']'), ('(', ')')] {
                        assert_eq!(
                            line.matches(open).count(),
                            line.matches(close).count(),
                            "{line}"
                        );
                    }
                }
                let blocks = text.lines().filter(|line| line.ends_with(" {")).count();
                let ends = text.lines().filter(|line| line.trim() == "}").count();
                assert_eq!(blocks, ends, "{text}");
            }
            if language == "json" {
                serde_json::from_str::<serde_json::Value>(text)
                    .unwrap_or_else(|error| panic!("{error}: {text}"));
            }
        }
    }
}

#[test]
fn tables_have_as_many_cells_as_columns() {
    for (_, documents) in samples() {
        let introduction = &documents.requirements.introduction;
        let sections = documents.design.sections.iter().flat_map(|one| &one.blocks);
        for block in introduction.iter().chain(sections) {
            if let Block::Table(table) = block {
                for row in &table.rows {
                    assert_eq!(row.len(), table.head.len(), "{row:?}");
                }
            }
        }
    }
}

#[test]
fn the_graph_in_the_tasks_is_json_and_names_printed_tasks() {
    for (spec, documents) in samples() {
        let numbers = Numbers::assign(&documents, None);
        let text = markdown::tasks(&documents, &numbers, spec.name.as_str());
        let graph = text.split("```json\n").nth(1).unwrap();
        let graph = graph.split("\n```").next().unwrap();
        let graph: serde_json::Value = serde_json::from_str(graph).unwrap();
        let mut count = 0;
        for wave in graph["waves"].as_array().unwrap() {
            for task in wave["tasks"].as_array().unwrap() {
                let line = format!("  - [ ] {} ", task.as_str().unwrap());
                assert!(text.contains(&line), "{line}");
                count += 1;
            }
        }
        assert_eq!(count, documents.tasks.tasks().count());
        assert!(!text.contains("[x]"), "a box is ticked on evidence only");
    }
}

#[test]
fn numbers_stay_when_metrics_come_and_go() {
    let seed = sample("seed");
    let before = derived(&seed);
    let first = Numbers::assign(&before, None);
    let kept = trace(&before, &first);

    let mut grown = seed.clone();
    grown.metrics.insert_at(
        0,
        "co2".parse().unwrap(),
        specgen_spec::model::Metric::default(),
    );
    let after = derived(&grown);
    let second = Numbers::assign(&after, Some(&kept));
    for (_, criterion) in before.requirements.criteria() {
        assert_eq!(
            first.criterion(&criterion.key),
            second.criterion(&criterion.key),
            "{}",
            criterion.key
        );
    }
    assert_eq!(
        first.criterion(&"metric.humidity.accept".into()).as_deref(),
        Some("1.12")
    );
    assert_eq!(
        second.criterion(&"metric.co2.accept".into()).as_deref(),
        Some("1.13")
    );

    let kept = trace(&after, &second);
    let third = Numbers::assign(&before, Some(&kept));
    let text = markdown::requirements(&before, &third);
    assert!(text.contains("\n13. Withdrawn.\n"), "{text}");
    let kept = trace(&before, &third);
    assert!(
        kept.record(Kind::Criterion, &"metric.co2.accept".into())
            .unwrap()
            .withdrawn
    );

    let again = Numbers::assign(&after, Some(&kept));
    assert_eq!(
        again.criterion(&"metric.co2.accept".into()).as_deref(),
        Some("1.13")
    );
}

#[test]
fn a_withdrawn_requirement_keeps_its_number_and_title() {
    let seed = sample("seed");
    let before = derived(&seed);
    let first = Numbers::assign(&before, None);
    let kept = trace(&before, &first);
    let mut less = seed.clone();
    less.alerts.remove("temperature_high");
    let after = derived(&less);
    let text = markdown::requirements(&after, &Numbers::assign(&after, Some(&kept)));
    assert!(
        text.contains("### Requirement 6: Alert: Temperature high\n\nWithdrawn.\n"),
        "{text}"
    );
    assert!(text.contains("### Requirement 7: Handle alerts\n"));
}

#[test]
fn a_renamed_metric_keeps_its_numbers() {
    let seed = sample("seed");
    let before = derived(&seed);
    let first = Numbers::assign(&before, None);
    let kept = trace(&before, &first);
    let mut renamed = seed.clone();
    renamed
        .metrics
        .rename("humidity", "moisture".parse().unwrap());
    let metric = renamed.metrics.get_mut("moisture").unwrap();
    metric.was = vec!["humidity".parse().unwrap()];
    metric.quantity = Some("humidity".parse().unwrap());
    let after = derived(&renamed);
    let second = Numbers::assign(&after, Some(&kept));
    for aspect in ["accept", "reject"] {
        let old: Key = format!("metric.humidity.{aspect}").into();
        let new: Key = format!("metric.moisture.{aspect}").into();
        assert_eq!(first.criterion(&old), second.criterion(&new));
    }
    let free = (
        first.criterion(&"alert.humidity_limit.raise".into()),
        second.criterion(&"alert.moisture_limit.raise".into()),
    );
    assert_eq!(free.0, free.1);
    assert!(free.0.is_some());
}

#[test]
fn one_number_given_on_two_branches_becomes_two() {
    let seed = sample("seed");
    let documents = derived(&seed);
    let numbers = Numbers::assign(&documents, None);
    let text = trace(&documents, &numbers).print();
    let clash = text.replace("\"number\":\"1.12\"", "\"number\":\"1.11\"");
    assert_ne!(text, clash);
    let merged = Trace::read(&clash).unwrap();
    let numbers = Numbers::assign(&documents, Some(&merged));
    let shown: BTreeSet<Option<String>> = documents
        .requirements
        .criteria()
        .map(|(_, criterion)| numbers.criterion(&criterion.key))
        .collect();
    assert_eq!(shown.len(), documents.requirements.criteria().count());
}

#[test]
fn the_trace_prints_one_record_per_line_and_reads_back() {
    for (_, documents) in samples() {
        let numbers = Numbers::assign(&documents, None);
        let links = Links {
            files: BTreeMap::from([("ingest.late".into(), vec!["src/store/batch.rs".to_owned()])]),
            tests: BTreeMap::from([("ingest.late".into(), vec!["ingest__late".to_owned()])]),
        };
        let origins = BTreeMap::from([(
            "metrics.temperature.unit".to_owned(),
            serde_json::json!({"origin": "assumed", "value": "C"}),
        )]);
        let trace = Trace::new(&documents, &numbers, &links, origins);
        let text = trace.print();
        assert_eq!(Trace::read(&text).unwrap(), trace);
        let inner: Vec<&str> = text.lines().collect();
        assert_eq!(inner.first(), Some(&"["));
        assert_eq!(inner.last(), Some(&"]"));
        let (sentinel, records) = inner[1..inner.len() - 1].split_last().unwrap();
        assert_eq!(*sentinel, "{\"end\":true}");
        for line in records {
            assert!(line.starts_with('{') && line.ends_with("},"), "{line}");
        }
    }
}

#[test]
fn a_broken_trace_says_what_to_do() {
    let newer = Trace::read("[\n{\"format\":2}\n]").unwrap_err();
    assert!(newer.contains("install a newer specgen"), "{newer}");
    let line = Trace::read("[\n{\"format\":1},\n{\"kind\":\"page\"}\n]").unwrap_err();
    assert!(line.contains("trace.json:3"), "{line}");
    let cut = Trace::read("[\n{\"format\":1},\n").unwrap_err();
    assert!(cut.contains("restore it from git"), "{cut}");
}

#[test]
fn tests_are_found_by_the_keys_in_their_names() {
    let keys: Vec<Key> = vec![
        "endpoint.post_alerts".into(),
        "endpoint.post_alerts_ack".into(),
        "alert.dry.raise".into(),
        "alert.dry".into(),
    ];
    let found = |name: &str| Key::in_test_name(name, &keys).map(Key::as_str);
    assert_eq!(
        found("api::endpoint__post_alerts__raises"),
        Some("endpoint.post_alerts")
    );
    assert_eq!(
        found("endpoint__post_alerts_ack__notes"),
        Some("endpoint.post_alerts_ack")
    );
    assert_eq!(found("alert__dry__raise"), Some("alert.dry.raise"));
    assert_eq!(found("alert__drying__raise"), None);
}

#[test]
fn what_is_no_iot_backend_says_that_nothing_is_built() {
    let library = sample("library");
    let documents = derived(&library);
    assert!(documents.tasks.tasks().all(|task| !task.built));
    assert!(documents.design.properties.is_empty());
    let text = markdown::requirements(&documents, &Numbers::assign(&documents, None));
    assert!(text.contains("nothing is built"), "{text}");
    assert!(!text.contains("Reading"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn texts_of_users_never_break_the_layout(text in "\\PC{0,60}|[#|`\\[\\]<>*\\n\\r -]{0,40}") {
        let mut spec = sample("greenhouse");
        spec.summary.clone_from(&text);
        *spec.extra.get_mut("tide_table").unwrap() = text.clone();
        spec.metrics.get_mut("co2").unwrap().label = Some(text.clone());
        let documents = derived(&spec);
        let numbers = Numbers::assign(&documents, None);
        let plain = derived(&sample("greenhouse"));
        let shape = |text: &str| -> Vec<String> {
            text.lines()
                .map(|line| line.split_whitespace().next().unwrap_or_default().to_owned())
                .filter(|word| word.starts_with('#') || word == "```json" || word == "-" || word.ends_with('.'))
                .filter(|word| word.starts_with(['#', '`', '-']))
                .collect()
        };
        let known = Numbers::assign(&plain, None);
        prop_assert_eq!(
            shape(&markdown::requirements(&documents, &numbers)),
            shape(&markdown::requirements(&plain, &known))
        );
        prop_assert_eq!(
            shape(&markdown::tasks(&documents, &numbers, "x")),
            shape(&markdown::tasks(&plain, &known, "x"))
        );
        prop_assert_eq!(
            shape(&markdown::design(&documents, &numbers)),
            shape(&markdown::design(&plain, &known))
        );
    }
}
