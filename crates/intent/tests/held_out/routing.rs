//! What one part of a request takes or moves, and what another part of it spares: `A, not B`, `but keep C`, `HTTP instead
//! of MQTT`, `stop the SMS`, `keep everything else`.

use crate::changing::Row;

const NOTHING: &[&str] = &[];
const BATTERY: &[&str] = &["-alert kind=threshold metric=battery op=lt value=15 unit=%"];
const HUMIDITY: &[&str] = &["-metric name=humidity unit=%"];

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    // A way goes, the other one stays.
    (
        "PHA",
        "stop the SMS but not the e-mail",
        "apply",
        &["-notify value=sms"],
    ),
    (
        "PHA",
        "Entferne die SMS, aber nicht die E-Mail",
        "apply",
        &["-notify value=sms"],
    ),
    (
        "SKR",
        "stop Slack but not SMS",
        "apply",
        &["-notify value=slack"],
    ),
    ("SKR", "Stop Slack.", "apply", &["-notify value=slack"]),
    (
        "PHA",
        "Quita los SMS pero no el correo",
        "apply",
        &["-notify value=sms"],
    ),
    // A rule, a metric, a role, a command goes, its neighbour stays.
    (
        "PHA",
        "remove the battery alert but not the temperature alert",
        "apply",
        BATTERY,
    ),
    (
        "PHA",
        "remove the battery alert but not the battery",
        "apply",
        BATTERY,
    ),
    (
        "PHA",
        "remove humidity but not the battery",
        "apply",
        HUMIDITY,
    ),
    ("PHA", "remove humidity, not the battery", "apply", HUMIDITY),
    (
        "PHA",
        "drop humidity and not the battery",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "remove humidity, we do not need it",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Remove humidity but keep the door",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Entferne die Luftfeuchte, aber behalte den Akku",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Supprime l'humidité mais garde la batterie",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Supprime l'humidité mais pas la batterie",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Quita la humedad pero conserva la batería",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Rimuovi l'umidità ma non la batteria",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Verwijder de vochtigheid maar niet de batterij",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Remova a umidade mas não a bateria",
        "apply",
        HUMIDITY,
    ),
    (
        "PHA",
        "Hapus kelembapan tapi jangan baterai",
        "apply",
        HUMIDITY,
    ),
    (
        "EVM",
        "remove the battery metric, not the energy",
        "apply",
        &["-metric name=battery unit=%"],
    ),
    (
        "PHA",
        "Remove auditor but keep pharmacist",
        "apply",
        &["-role value=auditor"],
    ),
    (
        "PHA",
        "remove the auditor role but not the pharmacist",
        "apply",
        &["-role value=auditor"],
    ),
    (
        "SIL",
        "Remove aeration off but keep aeration on",
        "apply",
        &["-command value=aeration_off"],
    ),
    (
        "SKR",
        "Remove the dashboard but keep the live values",
        "apply",
        &["-dashboard value=true", "+dashboard value=false"],
    ),
    (
        "SKR",
        "Remove the dashboard, not the live values",
        "apply",
        &["-dashboard value=true", "+dashboard value=false"],
    ),
    // What goes and should stay is asked about.
    (
        "SKR",
        "Remove the wind speed but keep its alert",
        "ask",
        &["?keep its alert", "?needs wind speed"],
    ),
    (
        "SKR",
        "Remove the wind speed from the system but keep the SMS for strong wind",
        "ask",
        &["?needs wind speed"],
    ),
    (
        "SKR",
        "Delete the motor current and keep the motor current history",
        "ask",
        &["?keep the motor current history"],
    ),
    (
        "SKR",
        "Lösche den Motorstrom und behalte den Motorstrom",
        "ask",
        &["?behalte den Motorstrom"],
    ),
    // Each part of a list is read.
    (
        "LAU",
        "delete the drum temperature webhook and the offline alert",
        "apply",
        &["-alert kind=offline for_s=900"],
    ),
    (
        "LAU",
        "Delete the offline alert and the drum temperature webhook",
        "apply",
        &["-alert kind=offline for_s=900"],
    ),
    // Everything else is as it was, and nothing is kept for ever.
    (
        "SKR",
        "replace the token with an API key, keep everything else",
        "apply",
        &["-device_auth value=token", "+device_auth value=api_key"],
    ),
    (
        "LAU",
        "Drop the power metric. Keep everything else as it is.",
        "apply",
        &["-metric name=power unit=W"],
    ),
    (
        "LAU",
        "Entferne die Leistung, alles andere bleibt wie es ist",
        "apply",
        &["-metric name=power unit=W"],
    ),
    (
        "LAU",
        "Supprime la puissance et garde tout le reste",
        "apply",
        &["-metric name=power unit=W"],
    ),
    (
        "LAU",
        "Drop the power metric. Keep everything else 2 years.",
        "apply",
        &["-metric name=power unit=W", "+retention level=raw value=2y"],
    ),
    (
        "PHA",
        "keep everything forever",
        "apply",
        &[
            "-retention level=raw value=5y",
            "+retention level=raw value=forever",
        ],
    ),
    // One way in for readings in the place of another.
    (
        "SKR",
        "HTTP instead of MQTT",
        "apply",
        &[
            "-broker protocol=mqtt",
            "+capability value=ingest_http",
            "+broker protocol=http",
        ],
    ),
    (
        "SIL",
        "replace MQTT by HTTP",
        "apply",
        &[
            "-broker protocol=mqtt",
            "+capability value=ingest_http",
            "+broker protocol=http",
        ],
    ),
    (
        "SKR",
        "AMQP instead of MQTT",
        "apply",
        &["-broker protocol=mqtt", "+broker protocol=amqp"],
    ),
    (
        "EVM",
        "MQTT instead of HTTP on topic ev/{charger}/data",
        "apply",
        &[
            "-capability value=ingest_http",
            "-broker protocol=http",
            "+broker protocol=mqtt",
            "+topic value=ev/{charger}/data",
        ],
    ),
    (
        "LAU",
        "MQTT statt HTTP",
        "apply",
        &[
            "-capability value=ingest_http",
            "-broker protocol=http",
            "+broker protocol=mqtt",
            "+topic value=sensors/{deviceId}/readings",
        ],
    ),
    (
        "LAU",
        "We also want MQTT beside HTTP.",
        "apply",
        &[
            "+broker protocol=mqtt",
            "+topic value=sensors/{deviceId}/readings",
        ],
    ),
    (
        "EVM",
        "Log in with API key instead of JWT",
        "apply",
        &["-user_auth method=jwt", "+user_auth method=api_key"],
    ),
    (
        "EVM",
        "Log in with OIDC instead of JWT",
        "apply",
        &["-user_auth method=jwt", "+user_auth method=oidc"],
    ),
    (
        "EVM",
        "Tokens instead of API keys for the chargers",
        "apply",
        &["-device_auth value=api_key", "+device_auth value=token"],
    ),
    // A halt of messages, and of nothing else.
    (
        "SKR",
        "Stop all speed emails",
        "noop",
        &["?No alert on wind speed is told by emails"],
    ),
    (
        "SIL",
        "Stop all moisture emails",
        "noop",
        &["?No alert on grain moisture is told by emails"],
    ),
    (
        "LAU",
        "Stop the spin speed emails",
        "noop",
        &["?No alert on spin speed is told by emails"],
    ),
    (
        "LAU",
        "Stop the API from returning power",
        "ask",
        &["?Stop the API from returning power"],
    ),
    (
        "SKR",
        "Stop the wind speed alert when the lift is parked",
        "ask",
        &["?when the lift is parked"],
    ),
    (
        "SKR",
        "Turn off the wind speed alert while the lift is closed",
        "ask",
        &["?while the lift is closed"],
    ),
    (
        "LAU",
        "stop the offline alert",
        "apply",
        &["-alert kind=offline for_s=900"],
    ),
    (
        "PHA",
        "Remove the battery alert if possible",
        "apply",
        BATTERY,
    ),
    (
        "EVM",
        "Remove the alert when a charger leaves its site",
        "apply",
        &["-alert kind=geofence event=exit"],
    ),
    (
        "SIL",
        "Stop the aeration commands",
        "apply",
        &["-command value=aeration_on", "-command value=aeration_off"],
    ),
    (
        "LAU",
        "Stop all webhooks",
        "apply",
        &["-notify value=webhook"],
    ),
    // Who is told: what no rule answers is asked.
    (
        "PHA",
        "critical alerts by SMS, the rest by e-mail",
        "ask",
        &["?critical alerts by SMS"],
    ),
    (
        "PHA",
        "critical alerts by SMS, everything else to e-mail",
        "ask",
        &["?critical alerts by SMS"],
    ),
    (
        "PHA",
        "e-mail instead of SMS for the humidity",
        "ask",
        &["?e-mail instead of SMS for the humidity"],
    ),
    (
        "PHA",
        "SMS instead of e-mail for the battery",
        "noop",
        &["?is so already"],
    ),
    (
        "PHA",
        "hide the humidity column",
        "ask",
        &["?hide the humidity column"],
    ),
    (
        "PHA",
        "add a humidity column to the devices",
        "apply",
        &["+field name=humidity on=device"],
    ),
    ("SIL", "CO2 stays on Telegram", "noop", NOTHING),
];
