//! Posts text to a topic of ntfy.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderName, HeaderValue};

use super::DeliveryError;
use super::http::{Post, header};
use super::text::Text;
use crate::config::channels::Topic;
use crate::store::DueNotification;

const TITLE: HeaderName = HeaderName::from_static("title");
const PRIORITY: HeaderName = HeaderName::from_static("priority");
const TAGS: HeaderName = HeaderName::from_static("tags");

/// Posts a message.
pub(super) async fn send(topic: &Topic, message: &DueNotification) -> Result<(), DeliveryError> {
    let text = Text::of(message)?;
    let (priority, tag) = match text.severity.as_str() {
        _ if text.is_end() => ("default", "white_check_mark"),
        "critical" => ("urgent", "rotating_light"),
        "high" => ("high", "warning"),
        "warning" => ("default", "warning"),
        _ => ("low", "information_source"),
    };
    let mut headers = vec![
        (TITLE, header(&text.title())?),
        (PRIORITY, HeaderValue::from_static(priority)),
        (TAGS, HeaderValue::from_static(tag)),
    ];
    if let Some(token) = &topic.token {
        let mut value = header(&format!("Bearer {}", token.reveal()))?;
        value.set_sensitive(true);
        headers.push((AUTHORIZATION, value));
    }
    let post = Post {
        url: &topic.url,
        content_type: "text/plain; charset=utf-8",
        headers,
        body: text.body(),
    };
    post.send().await
}
