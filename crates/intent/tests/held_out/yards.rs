//! Requests of a brewery, a bus company and a farm: exchanges, farewells, pauses, fields, arrows.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "BRW",
        "Sugar content (brix) would be useful as an additional measurement.",
        "apply",
        &["+metric name=sugar_content"],
    ),
    (
        "BRW",
        "For the lager season please warn already at 14 °C wort temperature.",
        "apply",
        &[
            "-alert metric=wort_temperature value=24",
            "+alert metric=wort_temperature op=gt value=14 unit=C for_s=600",
        ],
    ),
    (
        "BRW",
        "pressure alarm: 20 s grace period",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=gt value=2.5 unit=bar",
            "+alert kind=threshold metric=pressure op=gt value=2.5 unit=bar for_s=20",
        ],
    ),
    (
        "BRW",
        "Use Discord instead of Telegram.",
        "apply",
        &["-notify value=telegram", "+notify value=discord"],
    ),
    (
        "BRW",
        "guests can look but only brewers may acknowledge alarms",
        "apply",
        &["+role value=brewer only=acknowledge alerts"],
    ),
    (
        "BRW",
        "delete raw values after six months",
        "apply",
        &[
            "-retention level=raw value=1y",
            "+retention level=raw value=6mo",
        ],
    ),
    (
        "BRW",
        "Remove pressure. And raise the pressure limit to 3 bar.",
        "ask",
        &[],
    ),
    (
        "BRW",
        "switch pressure from bar to psi, limits included",
        "apply",
        &[
            "-metric name=pressure unit=bar",
            "-alert kind=threshold metric=pressure op=gt value=2.5 unit=bar",
            "+metric name=pressure unit=psi",
            "+alert kind=threshold metric=pressure op=gt value=36.2594344326 unit=psi",
        ],
    ),
    (
        "BRW",
        "increase the limit a little",
        "ask",
        &["?increase the limit a little"],
    ),
    (
        "BRW",
        "Hi team, three wishes from the cellar: pH alerts outside 4.0-5.2 by mail, hourly averages besides the daily ones, and a new label for the IPA.",
        "partial",
        &[
            "+alert kind=range metric=ph op=outside min=4 max=5.2",
            "+aggregate value=hour functions=[\"avg\"] metrics=[\"ph\"]",
            "?a new label for the IPA",
        ],
    ),
    (
        "BUS",
        "Fuel warning at 20 % instead of 15.",
        "apply",
        &[
            "-alert kind=threshold metric=fuel_level op=lt value=15 unit=%",
            "+alert kind=threshold metric=fuel_level op=lt value=20 unit=%",
        ],
    ),
    (
        "BUS",
        "we don't need the geofence any more, but keep the GPS",
        "apply",
        &["-alert kind=geofence event=exit radius_m=null area=city configurable=true"],
    ),
    (
        "BUS",
        "Speeding: more than 60 km/h for 20 seconds should go to the webhook",
        "apply",
        &["+alert kind=threshold metric=speed op=gt value=60 unit=km/h for_s=20"],
    ),
    (
        "BUS",
        "Starting in May there will be 260 buses, each reporting every 15 seconds.",
        "apply",
        &[
            "-scale interval_s=10",
            "-scale devices=220",
            "+scale interval_s=15",
            "+scale devices=260",
        ],
    ),
    (
        "BUS",
        "Store the licence plate and the depot for each bus.",
        "apply",
        &[
            "+field name=licence_plate on=device",
            "+field name=depot on=device",
        ],
    ),
    (
        "BUS",
        "engine_temperature -> coolant_temperature",
        "apply",
        &[
            "-metric name=engine_temperature unit=C",
            "-alert kind=threshold metric=engine_temperature op=gt value=110 unit=C",
            "+metric name=coolant_temperature unit=C",
            "+alert kind=threshold metric=coolant_temperature op=gt value=110 unit=C",
        ],
    ),
    (
        "BUS",
        "The CSV export should let me choose a bus and a date range.",
        "apply",
        &[
            "-capability value=csv_export",
            "+capability value=csv_export filters=[\"device\",\"date_range\"]",
        ],
    ),
    (
        "BUS",
        "Tokens are too weak, we want mTLS for the buses.",
        "apply",
        &["-device_auth value=token", "+device_auth value=x509"],
    ),
    (
        "BUS",
        "Stop sending so many messages!",
        "ask",
        &["?Stop sending"],
    ),
    (
        "BUS",
        "What we also need is the maximum speed and the average fuel level for every day.",
        "apply",
        &["+aggregate value=day functions=[\"max\",\"avg\"] metrics=[\"speed\",\"fuel_level\"]"],
    ),
    (
        "HEN",
        "Chicks need it warmer: temperature alarm outside 26 to 33 °C",
        "apply",
        &[
            "-alert metric=temperature min=18 max=28",
            "+alert kind=range metric=temperature op=outside min=26 max=33 unit=C",
        ],
    ),
    (
        "HEN",
        "If I don't hear from a barn for 12 minutes, I want a text.",
        "apply",
        &["+alert kind=offline for_s=720"],
    ),
    (
        "HEN",
        "ammonia alert should have critical severity",
        "apply",
        &[
            "-alert kind=threshold metric=ammonia op=gt value=20 unit=ppm for_s=900",
            "+alert kind=threshold metric=ammonia op=gt value=20 unit=ppm for_s=900 severity=critical",
        ],
    ),
    (
        "HEN",
        "no live updates please, they drain the tablet",
        "apply",
        &["-realtime value=sse"],
    ),
    (
        "HEN",
        "I'd also like to be told if the temperature falls by more than 3 °C in an hour.",
        "apply",
        &["+alert kind=rate_of_change metric=temperature op=lt value=3 unit=C window_s=3600"],
    ),
    (
        "HEN",
        "let me toggle the ventilation remotely",
        "apply",
        &["+command value=toggle_ventilation"],
    ),
    (
        "HEN",
        "Show live values on a dashboard and keep the API keys.",
        "noop",
        &[],
    ),
    (
        "HEN",
        "Don't text me about ammonia more than once an hour.",
        "apply",
        &[
            "-alert kind=threshold metric=ammonia op=gt value=20 unit=ppm for_s=900",
            "+alert kind=threshold metric=ammonia op=gt value=20 unit=ppm for_s=900 cooldown_s=3600",
        ],
    ),
    ("HEN", "Please sell the eggs.", "ask", &["?sell the eggs"]),
];
