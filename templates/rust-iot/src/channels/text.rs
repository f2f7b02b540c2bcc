//! A message about an alert as text for people.

use serde::Deserialize;

use super::DeliveryError;
use crate::store::DueNotification;

/// What the text is made from: some fields of the message.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Text {
    /// Type of the alert.
    #[serde(rename = "type")]
    pub alert_type: String,
    /// How bad it is.
    pub severity: String,
    /// The device it is about.
    pub device_id: String,
    state: String,
    message: String,
    timestamp: String,
}

impl Text {
    /// Reads a message.
    pub fn of(message: &DueNotification) -> Result<Self, DeliveryError> {
        Ok(serde_json::from_str(&message.payload)?)
    }

    /// Whether it tells of the end of the alert.
    pub fn is_end(&self) -> bool {
        self.state == "cleared"
    }

    /// One line: what, where, how bad.
    pub fn title(&self) -> String {
        let how = if self.is_end() {
            "over"
        } else {
            &self.severity
        };
        format!("[{how}] {} {}", self.device_id, self.alert_type)
    }

    /// One or two lines: what happened, and when.
    pub fn body(&self) -> String {
        let over = if self.is_end() { "Over: " } else { "" };
        format!("{over}{}\n{}", self.message, self.timestamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_what_where_when_and_whether_it_is_over() {
        let message = |state: &str| DueNotification {
            id: 1,
            attempts: 0,
            payload: format!(
                r#"{{"type":"HOT","state":"{state}","severity":"high","deviceId":"a","message":"31 is above 30","timestamp":"2026-01-31T12:00:00.000Z","more":[1]}}"#
            ),
        };
        let raised = Text::of(&message("raised")).unwrap();
        assert_eq!(raised.title(), "[high] a HOT");
        assert_eq!(raised.body(), "31 is above 30\n2026-01-31T12:00:00.000Z");
        let over = Text::of(&message("cleared")).unwrap();
        assert_eq!(over.title(), "[over] a HOT");
        assert!(over.body().starts_with("Over: 31"), "{}", over.body());
    }
}
