//! The condition over silence: nothing was heard for too long.

use super::value::Verdict;
use crate::domain::Timestamp;

/// Judges the silence of a device. One that was never heard is not missing; the limit is in seconds.
pub(super) fn judge(
    limit_s: Option<f64>,
    last_heard: Option<Timestamp>,
    now: Timestamp,
) -> Verdict {
    let (Some(limit_s), Some(last_heard)) = (limit_s, last_heard) else {
        return Verdict::Silent;
    };
    if seconds(now.since_ms(last_heard)) > limit_s {
        Verdict::Holds(limit_s)
    } else {
        Verdict::Ended
    }
}

/// Milliseconds as seconds.
pub(super) fn seconds(ms: i64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a span of 285 000 years is exact"
    )]
    let ms = ms as f64;
    ms / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_begins_after_the_limit() {
        let heard = Some(Timestamp(0));
        let at = |ms| judge(Some(60.0), heard, Timestamp(ms));
        assert_eq!(at(60_000), Verdict::Ended);
        assert_eq!(at(60_001), Verdict::Holds(60.0));
        assert_eq!(judge(Some(60.0), None, Timestamp(90_000)), Verdict::Silent);
        assert_eq!(judge(None, heard, Timestamp(90_000)), Verdict::Silent);
    }
}
