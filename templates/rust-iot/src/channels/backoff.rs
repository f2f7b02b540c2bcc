//! How long to wait before a message is tried again: longer each time, and never in step with others.

use std::time::Duration;

use super::DeliveryError;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// How long to wait after `attempts` tries before and one more that failed with `error`.
pub(super) fn pause(attempts: u32, error: &DeliveryError) -> Duration {
    let longest = LONGEST.min(FIRST * 2_u32.saturating_pow(attempts.min(16)));
    let asked = match error {
        DeliveryError::Refused {
            retry_after_s: Some(seconds),
            ..
        } => Duration::from_secs(u64::from(*seconds)),
        _ => Duration::ZERO,
    };
    jittered(longest, random()).max(asked.min(LONGEST))
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
mod tests {
    use super::*;

    fn refused(retry_after_s: Option<u32>) -> DeliveryError {
        DeliveryError::Refused {
            status: "503".to_owned(),
            retry_after_s,
        }
    }

    #[test]
    fn pauses_grow_up_to_a_quarter_of_an_hour() {
        let pauses = [0, 1, 2, 9, 12, 1000].map(|attempts| pause(attempts, &refused(None)));
        let longest = [1, 2, 4, 512, 900, 900].map(Duration::from_secs);
        for (pause, longest) in pauses.into_iter().zip(longest) {
            assert!(pause >= longest / 2 && pause <= longest, "{pauses:?}");
        }
    }

    #[test]
    fn a_receiver_may_ask_for_a_longer_pause_but_not_for_any() {
        let asked = |seconds| pause(0, &refused(Some(seconds)));
        assert_eq!(asked(30), Duration::from_secs(30));
        assert_eq!(asked(1_000_000), LONGEST);
        assert!(asked(0) >= FIRST / 2, "the own pause is the least");
    }
}
