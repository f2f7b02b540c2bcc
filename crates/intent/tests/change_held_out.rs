//! Requests in words that no rule was written for, each with what it must change and nothing else.
//!
//! Written before the rules; a line that fails says where they are too narrow.
#![allow(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod changing;
mod held_out;

use changing::{Row, score};

#[track_caller]
fn at_least(percent: usize, rows: &[Row]) {
    let (passed, report) = score(rows);
    assert!(
        passed * 100 >= rows.len() * percent,
        "{passed} of {}\n{report}",
        rows.len()
    );
}

#[test]
fn requests_that_no_rule_was_written_for() {
    at_least(90, held_out::first::ROWS);
}

#[test]
fn requests_on_other_specifications() {
    at_least(95, held_out::other_bases::ROWS);
}

#[test]
fn requests_written_after_the_rules() {
    at_least(90, held_out::later::ROWS);
}

#[test]
fn requests_of_many_trades() {
    at_least(100, held_out::trades::ROWS);
}

#[test]
fn requests_that_are_doubtful() {
    at_least(100, held_out::doubtful::ROWS);
}

#[test]
fn requests_that_look_like_others() {
    at_least(100, held_out::alike::ROWS);
}

#[test]
fn requests_on_sites_of_other_kinds() {
    at_least(100, held_out::sites::ROWS);
}

#[test]
fn requests_of_a_brewery_a_bus_company_and_a_farm() {
    at_least(100, held_out::yards::ROWS);
}
