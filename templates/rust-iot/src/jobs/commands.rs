//! Sends commands to devices that can be reached, in order for each device, and gives up those that nobody answers.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::domain::DeviceId;
use crate::domain::command::CommandStatus;
use crate::domain::deliver::Deliver;
use crate::stopping::stopped;
use crate::store::{Store, StoreError};

/// How often to look for commands that are late, and how long to wait after a failure.
const PAUSE: Duration = Duration::from_secs(1);

/// What sends commands.
#[derive(Clone)]
pub(super) struct Sender {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub deliverer: Arc<dyn Deliver>,
}

impl Sender {
    /// Sends until the backend stops. What was not taken by then is sent after the next start.
    pub async fn run(self, mut stopping: watch::Receiver<bool>) {
        // A device that is slow to take its commands keeps nobody else waiting.
        let mut busy = BTreeSet::new();
        let mut sending = JoinSet::new();
        loop {
            if let Err(error) = self.round(&mut busy, &mut sending).await {
                tracing::warn!(%error, "commands cannot be read; it is tried again");
            }
            tokio::select! {
                Some(sent) = sending.join_next() => {
                    if let Ok(device) = sent {
                        busy.remove(&device);
                    }
                }
                () = self.store.commands_moved() => {}
                () = tokio::time::sleep(PAUSE) => {}
                () = stopped(&mut stopping) => return,
            }
            if sending.is_empty() {
                busy.clear();
            }
        }
    }

    async fn round(
        &self,
        busy: &mut BTreeSet<DeviceId>,
        sending: &mut JoinSet<DeviceId>,
    ) -> Result<(), StoreError> {
        self.store.expire_commands().await?;
        let waiting = self.store.devices_with_commands(CommandStatus::Pending);
        for device in waiting.await? {
            if self.deliverer.reaches(&device) && busy.insert(device.clone()) {
                let sender = self.clone();
                sending.spawn(async move {
                    sender.send_to(&device).await;
                    device
                });
            }
        }
        Ok(())
    }

    async fn send_to(&self, device: &DeviceId) {
        match self.send_all(device).await {
            Ok(true) => return,
            Ok(false) => tracing::debug!(device = device.as_str(), "a command waits"),
            Err(error) => tracing::warn!(%error, "a command waits for the database"),
        }
        tokio::time::sleep(PAUSE).await;
    }

    /// Sends what waits for a device; `false` when a command was not taken and stays.
    async fn send_all(&self, device: &DeviceId) -> Result<bool, StoreError> {
        let waiting = self.store.commands_in(device, CommandStatus::Pending);
        for command in waiting.await? {
            let left_ms = command.expires_at.millis() - self.clock.now().millis();
            let Ok(left_ms @ 1..) = u64::try_from(left_ms) else {
                continue;
            };
            let useful = Duration::from_millis(left_ms);
            let payload = command.payload();
            let taken = self.deliverer.deliver(device, &payload, useful);
            if taken.await.is_err() {
                return Ok(false);
            }
            self.store.command_sent(command.id).await?;
        }
        Ok(true)
    }
}
