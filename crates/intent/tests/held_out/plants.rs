//! Requests of a laboratory, pump stations and ice rinks: lists without a verb, wholes of several clauses.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "LAB",
        "-65 °C is still fine for our samples, adjust the SMS limit",
        "apply",
        &[
            "-alert kind=threshold metric=temperature op=gt value=-70 unit=C for_s=600",
            "+alert kind=threshold metric=temperature op=gt value=-65 unit=C for_s=600",
        ],
    ),
    (
        "LAB",
        "The temperature has to be too high for a quarter of an hour before the SMS is sent.",
        "apply",
        &[
            "-alert kind=threshold metric=temperature op=gt value=-70 unit=C for_s=600",
            "+alert kind=threshold metric=temperature op=gt value=-70 unit=C for_s=900",
        ],
    ),
    (
        "LAB",
        "The auditors insist that nothing is ever thrown away.",
        "apply",
        &[
            "-retention level=raw value=2y",
            "+retention level=raw value=forever",
        ],
    ),
    (
        "LAB",
        "add a role for auditors",
        "apply",
        &["+role value=auditor"],
    ),
    (
        "LAB",
        "WebSocket rather than SSE for the live page",
        "apply",
        &["-realtime value=sse", "+realtime value=websocket"],
    ),
    ("LAB", "Please delete temperature", "ask", &[]),
    (
        "LAB",
        "offline mail after an hour, please",
        "apply",
        &[
            "-alert kind=offline for_s=900",
            "+alert kind=offline for_s=3600",
        ],
    ),
    (
        "LAB",
        "The alerting is not good.",
        "ask",
        &["?The alerting"],
    ),
    (
        "PMP",
        "Lower bound of the pressure alarm: 1.5 bar",
        "apply",
        &[
            "-alert kind=range metric=discharge_pressure op=outside min=2 max=6 unit=bar for_s=60",
            "+alert kind=range metric=discharge_pressure op=outside min=1.5 max=6 unit=bar for_s=60",
        ],
    ),
    (
        "PMP",
        "Everybody here says 'shaft_power', not motor power. Please rename.",
        "apply",
        &[
            "-metric name=motor_power unit=kW",
            "+metric name=shaft_power unit=kW",
        ],
    ),
    (
        "PMP",
        "a reset command for the drive would be handy",
        "apply",
        &["+command value=reset"],
    ),
    (
        "PMP",
        "keep SQLite, forget what I said about Postgres",
        "noop",
        &[],
    ),
    (
        "PMP",
        "flow rate shall be measured in L/s from now on",
        "apply",
        &[
            "-metric name=flow_rate unit=m3/h",
            "+metric name=flow_rate unit=L/s",
        ],
    ),
    (
        "PMP",
        "The list of readings is too long, cut it into pages of 250.",
        "apply",
        &["+capability value=pagination default=250"],
    ),
    (
        "PMP",
        "mark vibration alarms as high and pressure alarms as critical",
        "apply",
        &[
            "-alert kind=range metric=discharge_pressure op=outside min=2 max=6 unit=bar for_s=60",
            "-alert kind=threshold metric=vibration op=gt value=9 unit=mm/s",
            "+alert kind=range metric=discharge_pressure op=outside min=2 max=6 unit=bar for_s=60 severity=critical",
            "+alert kind=threshold metric=vibration op=gt value=9 unit=mm/s severity=high",
        ],
    ),
    (
        "PMP",
        "Raw data only 60 days, vibration alarm from 8.5 mm/s, and find out why station 4 is leaking.",
        "partial",
        &[
            "-alert kind=threshold metric=vibration op=gt value=9 unit=mm/s",
            "-retention level=raw value=120d",
            "+alert kind=threshold metric=vibration op=gt value=8.5 unit=mm/s",
            "+retention level=raw value=60d",
            "?find out why station 4 is leaking",
        ],
    ),
    (
        "ICE",
        "Humidity alarm up by 5 percentage points please",
        "apply",
        &[
            "-alert kind=threshold metric=humidity op=gt value=80 unit=% for_s=1800",
            "+alert kind=threshold metric=humidity op=gt value=85 unit=% for_s=1800",
        ],
    ),
    (
        "ICE",
        "When the ice gets colder than -8 °C we waste energy, so alert us then too.",
        "apply",
        &["+alert kind=threshold metric=ice_temperature op=lt value=-8 unit=C"],
    ),
    (
        "ICE",
        "Double the sampling: one value per minute",
        "apply",
        &["-scale interval_s=120", "+scale interval_s=60"],
    ),
    (
        "ICE",
        "The dashboard must be protected by a login.",
        "apply",
        &["+user_auth method=jwt"],
    ),
    (
        "ICE",
        "As long as the ice is too warm, send the mail again every 20 minutes.",
        "apply",
        &[
            "-alert kind=threshold metric=ice_temperature op=gt value=-3 unit=C",
            "+alert kind=threshold metric=ice_temperature op=gt value=-3 unit=C repeat_s=1200",
        ],
    ),
    (
        "ICE",
        "Air temperature: not needed. Ice temperature: keep.",
        "apply",
        &["-metric name=temperature unit=C"],
    ),
    (
        "ICE",
        "Send a mail if a rink has been quiet for two hours.",
        "apply",
        &["+alert kind=offline for_s=7200"],
    ),
    (
        "LAB",
        "If somebody forgets to close a door (open for 4 minutes), the caretaker should get an email.",
        "partial",
        &["+alert kind=state metric=door op=eq value=true for_s=240"],
    ),
];
