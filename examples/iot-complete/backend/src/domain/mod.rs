//! What the backend talks about, as plain values: no disk, no socket, no clock.

pub mod access;
pub mod alert;
pub mod calendar;
pub mod catalog;
pub mod device;
pub mod evaluate;
pub mod event;
pub mod id;
pub mod levels;
pub mod link;
pub mod metric;
pub mod notify;
pub mod page;
pub mod pipeline;
pub mod position;
pub mod reading;
pub mod reject;
pub mod rule;
pub mod statistics;
pub mod time;
pub mod time_zone;
pub mod zone;

pub use alert::{Alert, Severity};
pub use catalog::{METRIC_COUNT, METRICS, Metric};
pub use device::Device;
pub use id::{DeviceId, DeviceKey};
pub use page::{List, Page};
pub use reading::{Reading, Values};
pub use reject::Reject;
pub use time::Timestamp;
