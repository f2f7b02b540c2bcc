//! The zones of devices: set and taken away by people, kept beside their names.

use rusqlite::params;

use super::registry::Record;
use super::{Result, Store};
use crate::domain::DeviceId;
use crate::domain::evaluate::Phase;
use crate::domain::zone::Zone;

impl Store {
    /// The zone that applies to a device; `None` when there is none.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn zone(&self, id: &DeviceId) -> Result<Option<Zone>> {
        self.ensure_known(id).await?;
        Ok(self.shared.record(id)?.zone())
    }

    /// Gives a device a zone, in place of the one it has, or takes it away. Rules judge by it from the next reading on.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn set_zone(&self, id: &DeviceId, zone: Option<Zone>) -> Result<()> {
        self.change(id, move |connection, record| {
            record.zone = zone;
            connection.execute(
                "UPDATE devices SET zone_lat = ?2, zone_lng = ?3, zone_radius_m = ?4, revision = ?5 WHERE key = ?1",
                params![
                    record.key.0,
                    zone.map(|zone| zone.centre.lat()),
                    zone.map(|zone| zone.centre.lng()),
                    zone.map(|zone| zone.radius_m),
                    record.revision
                ],
            )?;
            // Readings that were counted against another zone say nothing about this one.
            connection.execute(
                "DELETE FROM pending_rules WHERE device = ?1 AND seen > 0",
                params![record.key.0],
            )?;
            start_counting_over(record);
            Ok(())
        })
        .await
    }
}

fn start_counting_over(record: &mut Record) {
    for phase in &mut record.phases {
        if matches!(phase, Phase::Counting(_)) {
            *phase = Phase::Clear;
        }
    }
}
