//! A place for messages about alerts that can be out of reach.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use backend::domain::DeviceId;
use backend::domain::notify::{NotDelivered, Notified, Notify};
use serde_json::Value;

/// Takes messages while it can be reached.
#[derive(Default)]
pub struct Inbox {
    reachable: AtomicBool,
    tries: Mutex<usize>,
    messages: Mutex<Vec<Value>>,
}

impl Inbox {
    /// Lets messages arrive, or no more.
    pub fn set_reachable(&self, reachable: bool) {
        self.reachable.store(reachable, Ordering::SeqCst);
    }

    /// How often a message was tried.
    pub fn tries(&self) -> usize {
        *locked(&self.tries)
    }

    /// The states that the messages tell, in the order of their arrival.
    pub fn states(&self) -> Vec<String> {
        let messages = locked(&self.messages);
        let state = |message: &Value| message["state"].as_str().unwrap().to_owned();
        messages.iter().map(state).collect()
    }
}

impl Notify for Inbox {
    fn notify<'a>(&'a self, _device: &'a DeviceId, payload: &'a str) -> Notified<'a> {
        *locked(&self.tries) += 1;
        let reachable = self.reachable.load(Ordering::SeqCst);
        Box::pin(async move {
            if !reachable {
                return Err(NotDelivered);
            }
            let message = serde_json::from_str(payload).unwrap();
            locked(&self.messages).push(message);
            Ok(())
        })
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
