//! Posts the message as JSON, signed when there is a secret.

use axum::http::{HeaderName, HeaderValue};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::DeliveryError;
use super::http::{Post, header};
use crate::config::channels::Webhook;
use crate::domain::Timestamp;
use crate::domain::access::Secret;
use crate::identity;
use crate::store::DueNotification;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const TIME: HeaderName = HeaderName::from_static("x-webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("x-webhook-signature");

/// Posts a message. Each try of a message carries the same key, so that a receiver can tell a repetition.
pub(super) async fn send(
    webhook: &Webhook,
    message: &DueNotification,
    at: Timestamp,
) -> Result<(), DeliveryError> {
    let key = format!("{}-{}", identity::NAME, message.id);
    let mut headers = vec![(KEY, header(&key)?)];
    if let Some(secret) = &webhook.secret {
        let seconds = at.millis() / 1000;
        let signature = format!("sha256={}", signature(secret, seconds, &message.payload));
        headers.push((TIME, HeaderValue::from(seconds)));
        headers.push((SIGNATURE, header(&signature)?));
    }
    let post = Post {
        url: &webhook.url,
        content_type: "application/json",
        headers,
        body: message.payload.clone(),
    };
    post.send().await
}

/// HMAC-SHA256 over the time in seconds since 1970, a dot and the body, in hexadecimal digits.
fn signature(secret: &Secret, seconds: i64, body: &str) -> String {
    let key = secret.reveal().as_bytes();
    // Keys of any length are taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return String::new();
    };
    mac.update(format!("{seconds}.{body}").as_bytes());
    let digits = mac.finalize().into_bytes();
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_what_other_tools_compute() {
        // printf '1769860800.{"a":1}' | openssl dgst -sha256 -hmac secret
        let made = signature(
            &Secret::new("secret".to_owned()),
            1_769_860_800,
            r#"{"a":1}"#,
        );
        assert_eq!(
            made,
            "208532811a03041753892608882fb508cd61f847f3a4261eea6a5b1152498072"
        );
    }
}
