//! What a live stream tells its listener: the events that it asked for, and that some were left out.

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

use crate::domain::DeviceId;
use crate::domain::event::Event;

/// One thing to tell.
#[derive(Debug)]
pub enum Notice {
    /// Something was committed.
    Event(Event),
    /// The listener was too slow: it has to load everything anew.
    Resync,
}

/// Hears events for one listener. What it cannot take in time is left out; nobody waits for it.
pub struct Follower {
    events: Receiver<Event>,
    stopping: watch::Receiver<bool>,
    device: Option<DeviceId>,
}

impl Follower {
    /// Hears the events of one device, or of all.
    pub fn new(
        events: Receiver<Event>,
        stopping: watch::Receiver<bool>,
        device: Option<DeviceId>,
    ) -> Self {
        Self {
            events,
            stopping,
            device,
        }
    }

    /// The next notice; `None` when the backend stops. Nothing is lost when the future is dropped.
    pub async fn next(&mut self) -> Option<Notice> {
        loop {
            let received = tokio::select! {
                received = self.events.recv() => received,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            };
            match received {
                Ok(event) if self.wants(&event) => return Some(Notice::Event(event)),
                Ok(_) => {}
                Err(RecvError::Lagged(missed)) => {
                    tracing::debug!(missed, "a live stream was too slow");
                    return Some(Notice::Resync);
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn wants(&self, event: &Event) -> bool {
        let device = match event {
            Event::Reading(reading) => &reading.device,
            Event::Alert(alert) => &alert.device,
        };
        self.device.as_ref().is_none_or(|wanted| wanted == device)
    }
}
