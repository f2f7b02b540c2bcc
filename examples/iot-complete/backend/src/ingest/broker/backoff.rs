//! How long to wait before connecting again: longer each time, and never in step with others.

use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// Counts failures and says how long to wait.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The connection stands: the next failure is the first again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// How long to wait after one more failure.
    pub fn next(&mut self) -> Duration {
        let longest = LONGEST.min(FIRST * 2_u32.saturating_pow(self.failures.min(6)));
        self.failures = self.failures.saturating_add(1);
        jittered(longest, random())
    }
}

/// Between half of `longest` and all of it; `share` is a place in between.
fn jittered(longest: Duration, share: u8) -> Duration {
    longest / 2 + longest / 2 * u32::from(share) / u32::from(u8::MAX)
}

fn random() -> u8 {
    let mut byte = [0];
    match getrandom::fill(&mut byte) {
        Ok(()) => byte[0],
        // Without random numbers the pause is as long as it may be.
        Err(_) => u8::MAX,
    }
}

#[cfg(test)]
#[expect(
    non_snake_case,
    reason = "the keys of criteria are set apart by double underscores"
)]
mod tests {
    use super::*;

    #[test]
    fn broker__reconnect__pauses_grow_up_to_a_minute() {
        let mut backoff = Backoff::default();
        let pauses: Vec<Duration> = (0..20).map(|_| backoff.next()).collect();
        assert!(pauses[0] <= FIRST, "{pauses:?}");
        assert!(
            pauses[19] >= LONGEST / 2 && pauses[19] <= LONGEST,
            "{pauses:?}"
        );
        backoff.reset();
        assert!(backoff.next() <= FIRST);
    }

    #[test]
    fn jitter_stays_between_half_and_all() {
        assert_eq!(jittered(FIRST, 0), FIRST / 2);
        assert_eq!(jittered(FIRST, u8::MAX), FIRST);
    }
}
