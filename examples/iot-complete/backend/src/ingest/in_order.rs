//! Messages that wait for their commit. MQTT wants acknowledgements in the order in which the messages came.

use std::collections::VecDeque;

use super::Pending;
use crate::domain::pipeline::{Receipt, Unavailable};

/// Messages in the order in which they came, each with what is needed to acknowledge it.
pub(super) struct InOrder<T> {
    waiting: VecDeque<(T, Pending)>,
}

impl<T> InOrder<T> {
    pub fn new() -> Self {
        Self {
            waiting: VecDeque::new(),
        }
    }

    #[cfg(feature = "mqtt-endpoint")]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    pub fn push(&mut self, message: T, pending: Pending) {
        self.waiting.push_back((message, pending));
    }

    /// Waits for the commit of the oldest; for ever when nothing waits. To stop waiting loses nothing.
    pub async fn next(&mut self) -> Result<(T, Receipt), Unavailable> {
        let receipt = match self.waiting.front_mut() {
            Some((_, pending)) => pending.committed().await?,
            None => std::future::pending().await,
        };
        self.take(receipt)
    }

    /// The oldest, when it has been committed already.
    pub fn next_ready(&mut self) -> Option<Result<(T, Receipt), Unavailable>> {
        let (_, pending) = self.waiting.front_mut()?;
        let receipt = pending.try_committed()?;
        Some(receipt.and_then(|receipt| self.take(receipt)))
    }

    fn take(&mut self, receipt: Receipt) -> Result<(T, Receipt), Unavailable> {
        let (message, _) = self.waiting.pop_front().ok_or(Unavailable)?;
        Ok((message, receipt))
    }
}
