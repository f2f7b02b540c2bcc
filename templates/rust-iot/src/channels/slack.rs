//! Posts text to an incoming webhook of Slack.

use serde_json::json;

use super::DeliveryError;
use super::http::Post;
use super::text::Text;
use crate::config::http_url::HttpUrl;
use crate::store::DueNotification;

/// Posts a message.
pub(super) async fn send(url: &HttpUrl, message: &DueNotification) -> Result<(), DeliveryError> {
    let text = Text::of(message)?;
    let text = format!("*{}*\n{}", escaped(&text.title()), escaped(&text.body()));
    let post = Post {
        url,
        content_type: "application/json",
        headers: Vec::new(),
        body: json!({ "text": text }).to_string(),
    };
    post.send().await
}

/// Slack takes these three characters for marks of its own.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_by_a_text_from_outside() {
        assert_eq!(escaped("a & <!channel>"), "a &amp; &lt;!channel&gt;");
    }
}
