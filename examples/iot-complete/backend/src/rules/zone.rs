//! Conditions over the position of a device and its zone.

use super::value::Verdict;
use crate::domain::position::Position;
use crate::domain::rule::{Condition, Rule};
use crate::domain::zone::{Side, Zone};

/// Judges a place, and returns its distance from the centre in metres too. `None` for a rule that is not about zones,
/// and for a reading that does not say where the device is: that is no sign of anything.
pub(super) fn judge(
    rule: &Rule,
    zone: Option<Zone>,
    place: Option<Position>,
) -> Option<(Verdict, Option<f64>)> {
    let (bad, good, margin_m) = match rule.condition {
        Condition::OutsideZone { margin_m } => (Side::Outside, Side::Inside, margin_m),
        Condition::InsideZone { margin_m } => (Side::Inside, Side::Outside, margin_m),
        _ => return None,
    };
    let Some(zone) = zone else {
        return Some((Verdict::Silent, None));
    };
    let (side, distance_m) = zone.side(place?, margin_m);
    let verdict = match side {
        side if side == bad => Verdict::Holds(zone.radius_m),
        side if side == good => Verdict::Ended,
        _ => Verdict::Between,
    };
    // To a decimetre: nobody knows better where a device is.
    let shown_m = (distance_m * 10.0).round() / 10.0;
    Some((verdict, Some(shown_m)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn both_conditions_leave_the_border_alone() {
        use Verdict::{Between, Ended, Holds};
        let place = |lat| Position::new(lat, 0.0).unwrap();
        let zone = Some(Zone {
            centre: place(0.0),
            radius_m: 1000.0,
        });
        let margin_m = Some(100);
        let (inside, border, outside) = (place(0.008), place(0.0095), place(0.011));
        let cases = [
            (Condition::OutsideZone { margin_m }, inside, Ended),
            (Condition::OutsideZone { margin_m }, border, Between),
            (Condition::OutsideZone { margin_m }, outside, Holds(1000.0)),
            (Condition::InsideZone { margin_m }, inside, Holds(1000.0)),
            (Condition::InsideZone { margin_m }, border, Between),
            (Condition::InsideZone { margin_m }, outside, Ended),
        ];
        for (condition, place, expected) in cases {
            let rule = Rule {
                condition,
                ..RULES[0]
            };
            let judged = judge(&rule, zone, Some(place)).map(|(verdict, _)| verdict);
            assert_eq!(judged, Some(expected), "{condition:?}");
            assert_eq!(judge(&rule, zone, None), None, "nobody knows where it is");
            let silent = Some((Verdict::Silent, None));
            assert_eq!(judge(&rule, None, Some(place)), silent, "no zone");
        }
    }
}
