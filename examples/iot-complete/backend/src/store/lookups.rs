//! How often the database is asked for credentials that are not in memory: a bounded number of times each second.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Most questions in one second.
const MOST: u32 = 20;

const SECOND: Duration = Duration::from_secs(1);

/// Counts the questions of the running second.
#[derive(Debug)]
pub(super) struct Lookups {
    since: Mutex<(Instant, u32)>,
}

impl Default for Lookups {
    fn default() -> Self {
        Self {
            since: Mutex::new((Instant::now(), 0)),
        }
    }
}

impl Lookups {
    /// Whether the database may be asked once more now.
    pub fn may_look(&self) -> bool {
        self.may_look_at(Instant::now())
    }

    fn may_look_at(&self, now: Instant) -> bool {
        let mut second = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        if now.saturating_duration_since(second.0) >= SECOND {
            *second = (now, 0);
        }
        second.1 = second.1.saturating_add(1);
        second.1 <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_cut_and_the_next_second_is_free_again() {
        let lookups = Lookups::default();
        let now = Instant::now();
        let asked = (0..1000).filter(|_| lookups.may_look_at(now)).count();
        assert_eq!(asked, MOST as usize);
        assert!(lookups.may_look_at(now + SECOND));
    }
}
