//! What devices say about their commands.

use serde::Deserialize;

use super::{Pending, Pipeline};
use crate::domain::Reject;
use crate::domain::command::CommandAnswer;
use crate::domain::pipeline::{Submission, Unavailable};

/// Most characters of a message that are kept.
const MAX_MESSAGE_CHARS: usize = 200;

/// The JSON on the wire: `{"id": 7}`, `{"id": 7, "ok": false, "message": "the valve is stuck"}`.
#[derive(Deserialize)]
struct Answer {
    id: i64,
    ok: Option<bool>,
    message: Option<String>,
}

impl Pipeline {
    /// Notes what a device says about one of its commands.
    ///
    /// # Errors
    /// When the database does not take messages now.
    pub async fn answer(&self, submission: Submission) -> Result<Pending, Unavailable> {
        let Ok(answer) = serde_json::from_slice::<Answer>(&submission.payload) else {
            let message = "an answer is an object with the `id` of the command".to_owned();
            return self.refuse(submission, Reject::Malformed, message).await;
        };
        let answer = CommandAnswer {
            id: answer.id,
            ok: answer.ok.unwrap_or(true),
            message: answer
                .message
                .map(|text| text.chars().take(MAX_MESSAGE_CHARS).collect()),
        };
        let (device, id) = (submission.device, answer.id);
        let noted = self.store().command_answered(&device, answer).await;
        if !noted.map_err(|_| Unavailable)? {
            let device = device.as_str();
            tracing::info!(device, id, "an answer to no open command was ignored");
        }
        Ok(Pending::settled())
    }
}
