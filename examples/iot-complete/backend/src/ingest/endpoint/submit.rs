//! From a publish of a client into the pipeline, and from its receipt to the verdict that the client hears.

use super::Endpoint;
use super::packet::{Message, Verdict};
use crate::domain::pipeline::{Receipt, Submission, Transport, Unavailable};
use crate::domain::{DeviceId, Reject};
use crate::ingest::{Pending, topic};

/// Takes a message of a device in; what goes to a topic that is not its own is refused.
pub(super) async fn submit(
    endpoint: &Endpoint,
    device: &DeviceId,
    message: Message,
) -> Result<Pending, Unavailable> {
    let submission = Submission {
        device: device.clone(),
        payload: message.payload,
        transport: Transport::Mqtt,
    };
    let name = String::from_utf8_lossy(&message.topic);
    if topic::readings_device(&name).as_ref() == Some(device) {
        return endpoint.pipeline.start(submission).await;
    }
    let message = format!("`{name}` is not the topic of `{device}`");
    let pipeline = &endpoint.pipeline;
    pipeline
        .refuse(submission, Reject::ForeignTopic, message)
        .await
}

/// What a client hears of its message.
pub(super) fn verdict(receipt: &Receipt) -> Verdict {
    let refused = receipt.stored == 0 && receipt.duplicates == 0;
    match receipt.rejected.first() {
        Some(first) if first.reject == Reject::ForeignTopic => Verdict::NotAuthorized,
        Some(_) if refused => Verdict::Refused,
        _ => Verdict::Stored,
    }
}
