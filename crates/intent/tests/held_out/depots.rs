//! Requests of a museum, a fish farm, a data centre and a tram depot: what stays, what a reading passes by, machines
//! that narrow a quantity. The rules were tuned on them.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "MUS",
        "An hour of silence is too long, make it 20 minutes.",
        "apply",
        &[
            "-alert kind=offline for_s=3600",
            "+alert kind=offline for_s=1200",
        ],
    ),
    (
        "MUS",
        "Raw data can go after six months, the averages stay as they are.",
        "apply",
        &[
            "-retention value=1y level=raw",
            "+retention value=6mo level=raw",
        ],
    ),
    (
        "MUS",
        "add UV (mW/m2) and vibration, both with an alarm: UV above 10, vibration above 0.5 mm/s for 30 seconds",
        "partial",
        &[
            "+metric name=uv_index",
            "+metric name=vibration unit=mm/s",
            "+alert kind=threshold metric=uv_index op=gt value=10",
            "+alert kind=threshold metric=vibration op=gt value=0.5 unit=mm/s for_s=30",
            "?mW/m2",
        ],
    ),
    (
        "MUS",
        "Guards don't need an account any more.",
        "apply",
        &["-role value=guard"],
    ),
    (
        "MUS",
        "Make the humidity band a bit wider.",
        "ask",
        &["?Make the humidity band a bit wider"],
    ),
    (
        "MUS",
        "Supprime l'alerte de lumière et garde les données brutes pendant 2 ans.",
        "apply",
        &[
            "-alert kind=threshold metric=light op=gt value=150 unit=lux for_s=600",
            "-retention value=1y level=raw",
            "+retention value=2y level=raw",
        ],
    ),
    (
        "FSH",
        "Below 4 mg/L oxygen is critical, keep the other limit as a warning.",
        "partial",
        &[
            "+alert kind=threshold metric=dissolved_oxygen op=lt value=4 unit=mg/L severity=critical",
            "?as a warning",
        ],
    ),
    (
        "FSH",
        "The aerator should be switchable too, on and off.",
        "apply",
        &["+command value=aerator_on", "+command value=aerator_off"],
    ),
    (
        "FSH",
        "Aggiungi la torbidità (NTU) e abbassa la soglia dell'ossigeno a 5 mg/L.",
        "apply",
        &[
            "-alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=1200",
            "+metric name=turbidity unit=NTU",
            "+alert kind=threshold metric=dissolved_oxygen op=lt value=5 unit=mg/L for_s=1200",
        ],
    ),
    (
        "FSH",
        "The alarm comes far too often.",
        "ask",
        &["?The alarm comes far too often"],
    ),
    (
        "DAT",
        "Critical inlet limit 35 instead of 32, the warning stays at 27.",
        "apply",
        &[
            "-alert kind=threshold metric=inlet_temperature op=gt value=32 unit=C severity=critical",
            "+alert kind=threshold metric=inlet_temperature op=gt value=35 unit=C severity=critical",
        ],
    ),
    (
        "DAT",
        "Humidity above 60 or below 20 % for 10 minutes: Slack.",
        "apply",
        &["+alert kind=range metric=humidity op=outside min=20 max=60 unit=% for_s=600"],
    ),
    (
        "DAT",
        "Replace OIDC by plain JWT logins, and viewers may only read.",
        "partial",
        &[
            "-user_auth method=oidc",
            "+user_auth method=jwt",
            "?viewers may only read",
        ],
    ),
    (
        "DAT",
        "use SSE rather than the WebSocket for the live view",
        "apply",
        &["-realtime value=websocket", "+realtime value=sse"],
    ),
    (
        "DAT",
        "we can do without humidity, throw it out - nothing else",
        "apply",
        &["-metric name=humidity unit=%"],
    ),
    (
        "DAT",
        "1. alarm when the outlet temperature is over 45 °C for 3 minutes\n2. power limit 12 kW\n3. no more daily averages\n4. replace the UPS batteries in rack 14",
        "partial",
        &[
            "-alert kind=threshold metric=power op=gt value=11 unit=kW for_s=300",
            "-aggregate value=day functions=[\"avg\"]",
            "+alert kind=threshold metric=power op=gt value=12 unit=kW for_s=300",
            "+alert kind=threshold metric=outlet_temperature op=gt value=45 unit=C for_s=180",
            "?replace the UPS batteries in rack 14",
        ],
    ),
    (
        "DAT",
        "De grens voor het vermogen mag omhoog naar 13 kW en stuur ook een sms.",
        "apply",
        &[
            "-alert kind=threshold metric=power op=gt value=11 unit=kW for_s=300",
            "+alert kind=threshold metric=power op=gt value=13 unit=kW for_s=300",
            "+notify value=sms",
        ],
    ),
    (
        "TRM",
        "De grens voor de temperatuur mag omhoog naar 270 graden",
        "apply",
        &[
            "-alert kind=threshold metric=brake_temperature op=gt value=240 unit=C",
            "+alert kind=threshold metric=brake_temperature op=gt value=270 unit=C",
        ],
    ),
    (
        "TRM",
        "Also alert on a brake above 300 °C as critical, but only while the tram is moving",
        "partial",
        &[
            "+alert kind=threshold metric=brake_temperature op=gt value=300 unit=C severity=critical",
            "?while the tram is moving",
        ],
    ),
    (
        "TRM",
        "Set the brake temperature threshold to 260 °C and let it clear at 220 °C",
        "apply",
        &[
            "-alert kind=threshold metric=brake_temperature op=gt value=240 unit=C",
            "+alert kind=threshold metric=brake_temperature op=gt value=260 unit=C clear_value=220",
        ],
    ),
    (
        "TRM",
        "add compressor pressure",
        "apply",
        &["+metric name=compressor_pressure unit=hPa"],
    ),
    (
        "TRM",
        "add compressor pressure and remove it again, then set the voltage limit to 21.5",
        "ask",
        &["?remove it again"],
    ),
    (
        "TRM",
        "tokens instead of certificates for the on-board units",
        "apply",
        &["-device_auth value=x509", "+device_auth value=token"],
    ),
    (
        "TRM",
        "The same brake alert at most once every 30 minutes.",
        "apply",
        &[
            "-alert kind=threshold metric=brake_temperature op=gt value=240 unit=C",
            "+alert kind=threshold metric=brake_temperature op=gt value=240 unit=C cooldown_s=1800",
        ],
    ),
    (
        "A",
        "add compressor temperature",
        "apply",
        &["+metric name=compressor_temperature unit=C"],
    ),
    (
        "G",
        "vibration 7.1 -> 6",
        "apply",
        &[
            "-alert kind=threshold metric=vibration op=gt value=7.1 unit=mm/s",
            "+alert kind=threshold metric=vibration op=gt value=6 unit=mm/s",
        ],
    ),
    (
        "H",
        "make the API key expire",
        "ask",
        &["?make the API key expire"],
    ),
    (
        "BRF",
        "the wort may run between 18 and 23 °C",
        "apply",
        &[
            "-alert kind=range metric=wort_temperature op=outside min=17 max=21 unit=C for_s=900",
            "+alert kind=range metric=wort_temperature op=outside min=18 max=23 unit=C for_s=900",
        ],
    ),
    (
        "F",
        "pH may be between 7.5 and 8.5",
        "apply",
        &[
            "-alert kind=range metric=ph op=outside min=7.8 max=8.4",
            "+alert kind=range metric=ph op=outside min=7.5 max=8.5",
        ],
    ),
    (
        "SKI",
        "Lösche den Motorstrom, aber nur bei Lift 3",
        "ask",
        &["?Lösche den Motorstrom, aber nur bei Lift 3"],
    ),
    (
        "SKI",
        "Im Winter Grenze 15 m/s",
        "ask",
        &["?Im Winter Grenze 15 m/s"],
    ),
    (
        "SKI",
        "Der Windalarm soll erst nach 4 Minuten auslösen, außer am Gipfel",
        "ask",
        &["?Der Windalarm soll erst nach 4 Minuten auslösen, außer am Gipfel"],
    ),
    (
        "MUS",
        "quita la alerta y la luz",
        "ask",
        &["?quita la alerta y la luz"],
    ),
];
