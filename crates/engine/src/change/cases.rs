//! What comes of requests: steps of every kind on one small specification.

use specgen_diag::Span;
use specgen_intent::{ChangeReading, NotUnderstood, Note, Step};
use specgen_spec::Spec;
use specgen_spec::edit::Edit;
use specgen_spec::fact::{Facet, Fact};

use super::propose::Base;
use super::{Outcome, Proposal};
use crate::documents::Memory;

const BREWERY: &str = "
specgen: 1
name: brewery
metrics: {temperature: {unit: F}, pressure: {unit: bar}}
alerts:
  temperature_high: {when: {threshold: {metric: temperature, above: 90}}, notify: [webhook]}
  pressure_high: {when: {threshold: {metric: pressure, above: null}}, limits: per_device}
channels: {webhook: {via: {webhook: {env: WEBHOOK_URL}}}}
rollups: {day: {functions: [avg], metrics: [temperature]}}
api: {export: {csv: {filters: [device]}}}
";

fn brewery() -> Spec {
    crate::open::checked_spec("spec.yaml", BREWERY).unwrap()
}

fn edit(json: &str) -> Step {
    Step::Edit {
        edit: serde_json::from_str::<Edit>(json).unwrap(),
        span: Span::new(0, 4),
    }
}

fn said(fact: Fact) -> Step {
    Step::Fact(fact.at(Span::new(5, 9)))
}

fn reading(steps: Vec<Step>) -> ChangeReading {
    ChangeReading {
        steps,
        ..ChangeReading::default()
    }
}

fn proposed(reading: &ChangeReading, cascade: bool) -> Proposal {
    let spec = brewery();
    let base = Base {
        spec: &spec,
        memory: Memory::default(),
        number: 2,
    };
    Proposal::of("some words", reading, base, cascade)
}

/// What comes of steps; whatever is not named must hold afterwards.
fn came(steps: Vec<Step>) -> Proposal {
    proposed(&reading(steps), false)
}

fn turned(proposal: &Proposal) -> Vec<String> {
    let shown = |fact: &Option<Fact>| {
        fact.as_ref().map_or_else(String::new, |fact| {
            let keys = fact
                .keys
                .iter()
                .map(|(key, value)| format!("{key}={value}"));
            keys.collect::<Vec<_>>().join(" ").replace('"', "")
        })
    };
    let turns = proposal.turns().into_iter();
    turns
        .map(|turn| format!("{} -> {}", shown(&turn.before), shown(&turn.after)))
        .collect()
}

#[test]
fn what_needs_a_removed_thing_is_asked_about_and_goes_when_agreed() {
    let steps = || vec![edit(r#"{"remove": {"path": "metrics.pressure"}}"#)];
    let asked = came(steps());
    assert_eq!(asked.outcome, Outcome::Ask);
    assert_eq!(
        asked.report.questions[0].text,
        "The metric pressure is needed by the alert pressure_high: remove it too? `--cascade` does."
    );
    assert_eq!(asked.spec, brewery());
    let agreed = proposed(&reading(steps()), true);
    assert_eq!(agreed.outcome, Outcome::Apply);
    assert!(!agreed.spec.metrics.contains("pressure"));
    assert_eq!(agreed.spec.alerts.keys().count(), 1);
}

#[test]
fn what_can_do_without_a_removed_thing_is_named_in_the_question() {
    let steps = vec![
        edit(r#"{"include": {"list": "rollups.day.metrics", "item": "pressure"}}"#),
        edit(r#"{"remove": {"path": "metrics.pressure"}}"#),
    ];
    assert_eq!(
        came(steps).report.questions[0].text,
        "The metric pressure is needed by the alert pressure_high: remove it too? \
         `--cascade` does, and takes it out of the rollup day."
    );
}

#[test]
fn a_rename_is_followed_by_what_the_request_says_of_the_old_name() {
    let alert = Fact::new(Facet::Alert)
        .with("kind", "threshold")
        .with("metric", "pressure")
        .with("op", "lt")
        .with("value", 1);
    let proposal = came(vec![
        edit(r#"{"rename": {"path": "metrics.pressure", "to": "head"}}"#),
        said(alert),
    ]);
    assert_eq!(proposal.outcome, Outcome::Apply);
    let names: Vec<String> = proposal
        .spec
        .metrics
        .keys()
        .map(ToString::to_string)
        .collect();
    assert_eq!(names, ["temperature", "head"]);
    assert_eq!(
        turned(&proposal)[0],
        "name=pressure unit=bar -> name=head unit=bar"
    );
    assert_eq!(proposal.spec.alerts.keys().count(), 3);
}

#[test]
fn a_guess_of_the_tool_does_not_stand_against_what_is_there() {
    let guess = Fact::new(Facet::Metric)
        .with("name", "temperature")
        .with_assumed("unit", "C");
    assert_eq!(came(vec![said(guess)]).outcome, Outcome::Noop);
    let word = Fact::new(Facet::Metric)
        .with("name", "temperature")
        .with("unit", "C");
    let proposal = came(vec![said(word)]);
    assert_eq!(
        turned(&proposal),
        ["name=temperature unit=F -> name=temperature unit=C"]
    );
}

#[test]
fn a_request_costs_no_part_of_a_statement_that_it_does_not_name() {
    let export = Fact::new(Facet::Capability).with("value", "csv_export");
    assert_eq!(came(vec![said(export.clone())]).outcome, Outcome::Noop);
    let wider = export.with("filters", vec!["device", "date_range"]);
    assert_eq!(came(vec![said(wider)]).outcome, Outcome::Apply);
}

#[test]
fn a_part_that_does_not_fit_is_reported_and_the_rest_is_done() {
    let co2 = Fact::new(Facet::Metric).with("name", "co2");
    let proposal = came(vec![
        edit(r#"{"remove": {"path": "metrics.ph"}}"#),
        said(co2),
    ]);
    assert_eq!(proposal.outcome, Outcome::Partial);
    assert_eq!(turned(&proposal), [" -> name=co2"]);
    let gap = &proposal.report.not_understood[0];
    assert_eq!(gap.text, "some");
    assert!(gap.why.contains("no such place"), "{}", gap.why);
    let alone = came(vec![edit(r#"{"remove": {"path": "metrics.ph"}}"#)]);
    assert_eq!(alone.outcome, Outcome::Refuse);
}

#[test]
fn a_new_channel_may_come_before_the_old_one_goes() {
    let proposal = came(vec![
        edit(r#"{"remove": {"path": "channels.webhook"}}"#),
        edit(r#"{"include": {"list": "alerts.temperature_high.notify", "item": "email"}}"#),
        said(Fact::new(Facet::Notify).with("value", "email")),
    ]);
    assert_eq!(proposal.outcome, Outcome::Apply, "{:?}", proposal.report);
    let alert = proposal.spec.alerts.get("temperature_high").unwrap();
    assert_eq!(alert.notify.len(), 1);
    assert_eq!(alert.notify[0].as_str(), "email");
}

#[test]
fn questions_that_were_open_before_are_not_repeated() {
    let open = "Above which pressure should an alert be sent?";
    let mut reading = reading(vec![said(Fact::new(Facet::Metric).with("name", "co2"))]);
    reading.beside.questions.push(Note {
        text: open.to_owned(),
        facet: None,
    });
    let proposal = proposed(&reading, false);
    assert_eq!(proposal.outcome, Outcome::Apply);
    assert_eq!(proposal.report.questions, []);
}

#[test]
fn what_was_not_understood_at_all_leads_to_a_question() {
    let mut nothing = reading(Vec::new());
    nothing.beside.not_understood.push(NotUnderstood {
        text: "some words".to_owned(),
        start: 0,
        end: 10,
        why: String::new(),
    });
    let asked = proposed(&nothing, false);
    assert_eq!(asked.outcome, Outcome::Ask);
    assert_eq!(asked.report.questions.len(), 1);
    assert_eq!(came(Vec::new()).outcome, Outcome::Noop);
}

#[test]
fn where_a_value_comes_from_is_kept_with_the_number_of_the_change() {
    let proposal = came(vec![edit(
        r#"{"set": {"path": "alerts.temperature_high.for", "to": "5min"}}"#,
    )]);
    assert_eq!(proposal.outcome, Outcome::Apply);
    let place = "alerts.temperature_high.for".parse().unwrap();
    let record = proposal.origins.get(&place).unwrap();
    assert_eq!(record.change, Some(2));
    assert_eq!(record.span, Some(Span::new(0, 4)));
}
