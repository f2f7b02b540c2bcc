//! Sends text to a chat as a bot of Telegram.

use serde_json::json;

use super::DeliveryError;
use super::http::Post;
use super::text::Text;
use crate::config::channels::Chat;
use crate::store::DueNotification;

/// Sends a message.
pub(super) async fn send(chat: &Chat, message: &DueNotification) -> Result<(), DeliveryError> {
    let text = Text::of(message)?;
    let text = format!("{}\n{}", text.title(), text.body());
    let post = Post {
        url: &chat.url,
        content_type: "application/json",
        headers: Vec::new(),
        body: json!({ "chat_id": chat.id, "text": text }).to_string(),
    };
    post.send().await
}
