//! Error handling: reasons for rejection, errors of the API, failures of the surroundings.

use crate::derive::behaviour::{REASONS, RECONNECT_S};
use crate::derive::block::Block;
use crate::derive::view::View;
use crate::derive::words::code;

/// Returns the blocks of error handling.
pub(super) fn handling(view: &View<'_>) -> Vec<Block> {
    let (noun, _) = (&view.noun, &view.nouns);
    let invalid = view.replies().2;
    let reasons = REASONS
        .iter()
        .map(|reason| {
            let status = if reason.status == 422 {
                invalid
            } else {
                reason.status
            };
            vec![
                code(reason.word),
                status.to_string(),
                reason.meaning.replace("device", noun),
            ]
        })
        .collect();
    vec![
        Block::heading("Rejected Readings"),
        Block::text(
            "Each is counted by reason, logged, kept as a Dead letter and acknowledged; over HTTP the sender gets the status.",
        ),
        Block::table(&["Reason", "Status", "Meaning"], reasons),
        Block::heading("Errors of the API"),
        Block::text(
            "`application/problem+json` with `type`, `title`, `status`, `detail`, `instance`, and `errors` with pointer, code and message for each wrong field.",
        ),
        Block::table(
            &["Status", "When"],
            rows(&[
                [
                    "400",
                    "The request is no valid JSON, or a parameter cannot be read",
                ],
                [
                    "401",
                    if view.has_dashboard() {
                        "No valid key, session or credential"
                    } else {
                        "No valid key or credential"
                    },
                ],
                ["403", "The role does not allow it"],
                ["404", "There is no such thing"],
                ["409", "It is there already"],
                ["413", "The body is too large"],
                ["415", "The body is not JSON"],
                ["422", "The JSON is valid, its content is not"],
                ["503", "The database cannot take it now; try again"],
            ]),
        ),
        Block::heading("Failures Around It"),
        Block::table(
            &["What fails", "What happens"],
            vec![
                cells(
                    "The process is killed",
                    "What was acknowledged is on disk. What was not comes again, and the key removes what is double",
                ),
                cells(
                    "The database is locked or the disk is full",
                    "The batch is kept and tried again with growing pauses; nothing is acknowledged; `/readyz` answers 503",
                ),
                cells(
                    "The broker is away",
                    &format!(
                        "Connect again after {} to {} s; alert messages wait in the outbox",
                        RECONNECT_S.0, RECONNECT_S.1
                    ),
                ),
                cells(
                    "The broker forgot the session",
                    "Subscribe again; acknowledgements of the old session are dropped",
                ),
                cells(
                    "More messages than can be committed",
                    "The queue is bounded; receiving pauses until there is room",
                ),
                cells(
                    "A listener of the live stream is slow",
                    "It gets `resync` and asks anew; nobody else waits",
                ),
            ],
        ),
        Block::text(
            "The broker itself is part of the promise: Mosquitto acknowledges to the sender before it writes to disk, so a power cut there can lose what came since its last save. The files that come along keep that time short; over HTTP the answer comes after the commit.",
        ),
    ]
}

fn cells(what: &str, happens: &str) -> Vec<String> {
    vec![what.to_owned(), happens.to_owned()]
}

fn rows<const N: usize>(table: &[[&str; N]]) -> Vec<Vec<String>> {
    table
        .iter()
        .map(|row| row.iter().map(|&cell| cell.to_owned()).collect())
        .collect()
}
