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
    (
        "SKI",
        "The new drives also give us oil pressure in bar.",
        "apply",
        &["+metric name=oil_pressure unit=bar"],
    ),
    (
        "SKI",
        "Wind alarm at 16 m/s please, 18 was too late.",
        "apply",
        &[
            "-alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=120",
            "+alert kind=threshold metric=wind_speed op=gt value=16 unit=m/s for_s=120",
        ],
    ),
    (
        "SKI",
        "Gusts trigger us all the time: the wind has to stay up there for five minutes before an SMS goes out.",
        "partial",
        &[
            "-alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=120",
            "+alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=300",
            "?Gusts trigger",
        ],
    ),
    (
        "SKI",
        "Rename motor current to drive_current.",
        "apply",
        &[
            "-metric name=motor_current unit=A",
            "+metric name=drive_current unit=A",
        ],
    ),
    (
        "SKI",
        "Switch wind speed over to km/h.",
        "apply",
        &[
            "-metric name=wind_speed unit=m/s",
            "-alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=120",
            "+metric name=wind_speed unit=km/h",
            "+alert kind=threshold metric=wind_speed op=gt value=64.8 unit=km/h for_s=120",
        ],
    ),
    (
        "SKI",
        "keep the data longer",
        "ask",
        &["?keep the data longer"],
    ),
    (
        "F",
        "garde les données plus longtemps",
        "ask",
        &["?garde les données plus longtemps"],
    ),
    (
        "SKI",
        "Gearbox alarm up to 90 °C, drop the motor current, and groom the blue run before eight.",
        "partial",
        &[
            "-metric name=motor_current unit=A",
            "-alert kind=threshold metric=gearbox_temperature op=gt value=85 unit=C",
            "+alert kind=threshold metric=gearbox_temperature op=gt value=90 unit=C",
            "?groom the blue run before eight",
        ],
    ),
    (
        "SKI",
        "Nimm die Schneehöhe in cm auf und schick eine SMS, wenn sie unter 30 cm fällt.",
        "apply",
        &[
            "+metric name=snow_depth unit=cm",
            "+alert kind=threshold metric=snow_depth op=lt value=30 unit=cm",
        ],
    ),
    (
        "BRF",
        "We no longer measure head pressure, remove it.",
        "ask",
        &[],
    ),
    (
        "BRF",
        "Remove head pressure together with its alarm.",
        "apply",
        &[
            "-metric name=head_pressure unit=bar",
            "-alert kind=threshold metric=head_pressure op=gt value=1.8 unit=bar",
        ],
    ),
    (
        "BRF",
        "Delete readings after 18 months, daily averages after five years.",
        "apply",
        &[
            "+retention value=18mo level=raw",
            "+retention value=5y level=day",
        ],
    ),
    (
        "BRF",
        "The pressure alarm should only clear once we are back under 1.6 bar.",
        "apply",
        &[
            "-alert kind=threshold metric=head_pressure op=gt value=1.8 unit=bar",
            "+alert kind=threshold metric=head_pressure op=gt value=1.8 unit=bar clear_value=1.6",
        ],
    ),
    (
        "BRF",
        "Log the mash pH, email the brewmaster when it is under 5.2, and order more hops when stock drops to 20 kg.",
        "partial",
        &[
            "+metric name=mash_ph",
            "+alert kind=threshold metric=mash_ph op=lt value=5.2",
            "+notify value=email",
            "?order more hops when stock drops to 20 kg",
        ],
    ),
    (
        "SKI",
        "make wind and gearbox alarms critical and repeat them every 15 minutes",
        "apply",
        &[
            "-alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=120",
            "-alert kind=threshold metric=gearbox_temperature op=gt value=85 unit=C",
            "+alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=120 repeat_s=900 severity=critical",
            "+alert kind=threshold metric=gearbox_temperature op=gt value=85 unit=C repeat_s=900 severity=critical",
        ],
    ),
    ("SKI", "stop texting us", "apply", &["-notify value=sms"]),
    (
        "SKI",
        "the gearbox alarm should wait 3 minutes, the wind alarm only 1",
        "apply",
        &[
            "-alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=120",
            "-alert kind=threshold metric=gearbox_temperature op=gt value=85 unit=C",
            "+alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=60",
            "+alert kind=threshold metric=gearbox_temperature op=gt value=85 unit=C for_s=180",
        ],
    ),
    (
        "SKI",
        "wind limit 20 for the summit lift",
        "ask",
        &["?wind limit 20 for the summit lift"],
    ),
];
