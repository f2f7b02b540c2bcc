//! Requests of racks, lifts, tanks and pens that a second look found misread: rights, exchanges, pairs, places, what
//! counts in or out. The rules were tuned on them.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "SKI",
        "drop hourly averages, we want daily maxima of rope tension",
        "apply",
        &[
            "-aggregate value=hour functions=[\"avg\"]",
            "+aggregate value=day functions=[\"max\"] metrics=[\"rope_tension\"]",
        ],
    ),
    (
        "SKI",
        "wind speed in knots please, but leave the limit at 18 m/s",
        "apply",
        &[
            "-metric name=wind_speed unit=m/s",
            "-alert kind=threshold metric=wind_speed op=gt value=18 unit=m/s for_s=120",
            "+metric name=wind_speed unit=kn",
            "+alert kind=threshold metric=wind_speed op=gt value=34.9892008639 unit=kn for_s=120",
        ],
    ),
    ("BRF", "export as Excel instead of CSV", "ask", &["?Excel"]),
    (
        "BRF",
        "call head pressure 'pressure' and gravity 'plato'",
        "partial",
        &[
            "-metric name=head_pressure unit=bar",
            "-alert kind=threshold metric=head_pressure op=gt value=1.8 unit=bar",
            "+metric name=pressure unit=bar",
            "+alert kind=threshold metric=pressure op=gt value=1.8 unit=bar",
            "?gravity 'plato",
        ],
    ),
    (
        "FSH",
        "replace salinity with conductivity in mS/cm",
        "apply",
        &[
            "-metric name=salinity unit=ppt",
            "+metric name=conductivity unit=mS/cm",
        ],
    ),
    (
        "FSH",
        "no more e-mails, SMS for everything",
        "apply",
        &["-notify value=email"],
    ),
    (
        "FSH",
        "turn the feeder commands into feeder_start and feeder_stop",
        "ask",
        &["?feeder_start", "?feeder_stop"],
    ),
    (
        "FSH",
        "batery alrm at 15 % insted of 20, and add hourly avrages",
        "apply",
        &[
            "-alert kind=threshold metric=battery op=lt value=20 unit=%",
            "+alert kind=threshold metric=battery op=lt value=15 unit=%",
            "+aggregate value=hour functions=[\"avg\"]",
        ],
    ),
    (
        "FSH",
        "switch the feeder off automatically when oxygen is below 4",
        "ask",
        &["?automatically when oxygen is below 4"],
    ),
    (
        "FSH",
        "set the oxygen alarm to 5 and the battery alarm to 10",
        "apply",
        &[
            "-alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=1200",
            "-alert kind=threshold metric=battery op=lt value=20 unit=%",
            "+alert kind=threshold metric=dissolved_oxygen op=lt value=5 unit=mg/L for_s=1200",
            "+alert kind=threshold metric=battery op=lt value=10 unit=%",
        ],
    ),
    ("DAT", "viewers may not see power", "ask", &[]),
    (
        "DAT",
        "remove the critical inlet alarm",
        "apply",
        &["-alert kind=threshold metric=inlet_temperature op=gt value=32 unit=C severity=critical"],
    ),
    (
        "DAT",
        "the inlet warning should wait 2 minutes",
        "apply",
        &[
            "-alert kind=threshold metric=inlet_temperature op=gt value=27 unit=C",
            "+alert kind=threshold metric=inlet_temperature op=gt value=27 unit=C for_s=120",
        ],
    ),
    (
        "TRM",
        "certificates expire after one year",
        "ask",
        &["?certificates expire after one year"],
    ),
    (
        "MUS",
        "Guarda los datos brutos 2 años menos los de luz",
        "ask",
        &["?Guarda los datos brutos 2 años menos los de luz"],
    ),
    (
        "MUS",
        "showcases in the basement need 60 % as upper limit",
        "ask",
        &["?showcases in the basement need 60 % as upper limit"],
    ),
    (
        "MUS",
        "humidity limits plus minus 2 %",
        "ask",
        &["?humidity limits plus minus 2 %"],
    ),
    ("MUS", "let guards silence alarms for an hour", "ask", &[]),
    (
        "DAT",
        "rename inlet temperature to cold_aisle and outlet to hot_aisle",
        "apply",
        &[
            "-metric name=inlet_temperature unit=C",
            "-metric name=outlet_temperature unit=C",
            "-alert kind=threshold metric=inlet_temperature op=gt value=27 unit=C",
            "-alert kind=threshold metric=inlet_temperature op=gt value=32 unit=C severity=critical",
            "+metric name=cold_aisle unit=C",
            "+metric name=hot_aisle unit=C",
            "+alert kind=threshold metric=cold_aisle op=gt value=27 unit=C",
            "+alert kind=threshold metric=cold_aisle op=gt value=32 unit=C severity=critical",
        ],
    ),
    ("DAT", "no Slack at night", "ask", &["?no Slack at night"]),
    (
        "DAT",
        "Vervang OIDC door JWT",
        "apply",
        &["-user_auth method=oidc", "+user_auth method=jwt"],
    ),
    (
        "TRM",
        "geofence radius 10 km, alert on entering too",
        "partial",
        &[
            "-alert kind=geofence event=exit radius_m=null area=city configurable=true",
            "+alert kind=geofence event=exit radius_m=10000 area=city configurable=true",
            "?entering",
        ],
    ),
    (
        "BRF",
        "the pressure alarm should be at 1.8 or more",
        "apply",
        &[
            "-alert kind=threshold metric=head_pressure op=gt value=1.8 unit=bar",
            "+alert kind=threshold metric=head_pressure op=gte value=1.8 unit=bar",
        ],
    ),
    (
        "FSH",
        "the oxygen alarm should be at or below 6",
        "apply",
        &[
            "-alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=1200",
            "+alert kind=threshold metric=dissolved_oxygen op=lte value=6 unit=mg/L for_s=1200",
        ],
    ),
    ("SKI", "wind alarm strictly above 18", "noop", &[]),
    ("SKI", "turn the wind alarm back on", "ask", &[]),
    (
        "SKI",
        "send wind alarms to https://example.org/hook",
        "ask",
        &["?example.org/hook"],
    ),
    (
        "FSH",
        "History needs cursor pagination and a filter by pen and period.",
        "apply",
        &[
            "+capability value=pagination style=cursor",
            "+capability value=filtering by=[\"device\",\"date_range\"]",
        ],
    ),
    (
        "F",
        "remove the alarms and the salinity",
        "ask",
        &["?remove the alarms and the salinity"],
    ),
    (
        "F",
        "add two alarms: nitrate above 20 mg/L and ammonia above 0.5 mg/L",
        "partial",
        &[
            "+metric name=ammonia unit=mg/L",
            "+alert kind=threshold metric=ammonia op=gt value=0.5 unit=mg/L",
            "?nitrate above 20 mg/L",
        ],
    ),
    (
        "H",
        "no dashboard for guests",
        "ask",
        &["?no dashboard for guests"],
    ),
    (
        "H",
        "until further notice mute the oxygen alarm",
        "ask",
        &["?until further notice mute the oxygen alarm"],
    ),
    (
        "H",
        "moisture below 40 or above 65 % for an hour: mail",
        "apply",
        &["+alert kind=range metric=moisture op=outside min=40 max=65 unit=% for_s=3600"],
    ),
    (
        "H",
        "in July we add methane (ppm)",
        "partial",
        &["+metric name=methane unit=ppm", "?in July"],
    ),
];
