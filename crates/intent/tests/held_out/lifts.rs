//! Requests of ski lifts, a brewery, a museum, a fish farm, a data centre and a tram depot: wishes for some devices or
//! some times, rules told apart by how grave they are, things named twice. The rules were tuned on them.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "F",
        "raise the water temperature alarm to 29 °C for the tropical tanks",
        "ask",
        &["?raise the water temperature alarm to 29 °C for the tropical tanks"],
    ),
    (
        "F",
        "Water temperature alarm at 29 °C in summer",
        "ask",
        &["?Water temperature alarm at 29 °C in summer"],
    ),
    (
        "F",
        "pH limit up to 8.6 until Friday",
        "ask",
        &["?pH limit up to 8.6 until Friday"],
    ),
    (
        "F",
        "keep data 2 years, except for salinity",
        "ask",
        &["?keep data 2 years, except for salinity"],
    ),
    (
        "F",
        "Water temperature alarm at 29 °C, but not for quarantine",
        "ask",
        &["?Water temperature alarm at 29 °C, but not for quarantine"],
    ),
    (
        "F",
        "raise the temperature limit to 29 at night",
        "ask",
        &["?raise the temperature limit to 29 at night"],
    ),
    (
        "F",
        "also record turbidity for tank 7 only",
        "partial",
        &["+metric name=turbidity unit=NTU", "?for tank 7"],
    ),
    (
        "F",
        "let the alarm for tank 12 wait 5 minutes",
        "ask",
        &["?let the alarm for tank 12 wait 5 minutes"],
    ),
    (
        "F",
        "average salinity per hour during the day",
        "partial",
        &[
            "+aggregate value=hour functions=[\"avg\"] metrics=[\"salinity\"]",
            "?during the day",
        ],
    ),
    ("A", "add co2 and remove it", "ask", &["?remove it"]),
    (
        "DAT",
        "critical inlet limit 35 instead of 32",
        "apply",
        &[
            "-alert kind=threshold metric=inlet_temperature op=gt value=32 unit=C severity=critical",
            "+alert kind=threshold metric=inlet_temperature op=gt value=35 unit=C severity=critical",
        ],
    ),
    (
        "DAT",
        "inlet warning at 28",
        "apply",
        &[
            "-alert kind=threshold metric=inlet_temperature op=gt value=27 unit=C",
            "+alert kind=threshold metric=inlet_temperature op=gt value=28 unit=C",
        ],
    ),
    (
        "DAT",
        "Set the temperature limit to 30 °C.",
        "ask",
        &["?Set the temperature limit to 30 °C"],
    ),
    (
        "FSH",
        "remove the low alarm and the battery",
        "ask",
        &["?remove the low alarm and the battery"],
    ),
    (
        "MUS",
        "The sensors will report every minute from March on.",
        "partial",
        &[
            "-scale interval_s=300",
            "+scale interval_s=60",
            "?from March",
        ],
    ),
];
