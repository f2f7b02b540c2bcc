//! Requests that are doubtful: a rule beside a rule, two wishes that exclude each other, wishes that nobody can grant.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    // A rule beside a rule is asked about, unless the words say which is meant.
    ("L", "alert on co2 above 1000", "ask", &["?above 1200 ppm"]),
    (
        "G",
        "Webhook when vibration is above 9 mm/s.",
        "ask",
        &["?7.1 mm/s"],
    ),
    (
        "O",
        "Alerte si la température du four dépasse 300 °C",
        "ask",
        &["?280"],
    ),
    ("Q", "Kirim email jika suhu di atas 40 °C", "ask", &["?35"]),
    (
        "M",
        "Alarm, wenn die Temperatur über 10 °C steigt",
        "ask",
        &["?2 to 8"],
    ),
    (
        "N",
        "Avisa si la humedad del suelo baja de 10 %",
        "ask",
        &["?20"],
    ),
    (
        "L",
        "Also alert on CO2 above 2000 ppm as a second stage.",
        "apply",
        &["+alert metric=co2 op=gt value=2000"],
    ),
    (
        "O",
        "Une deuxième alerte si la température du four dépasse 300 °C",
        "apply",
        &["+alert metric=oven_temperature op=gt value=300"],
    ),
    (
        "L",
        "CO2 alert now at 1000 ppm",
        "apply",
        &[
            "-alert metric=co2 value=1200",
            "+alert metric=co2 value=1000",
        ],
    ),
    (
        "L",
        "Alert when CO2 falls under 350 ppm",
        "apply",
        &["+alert metric=co2 op=lt value=350"],
    ),
    (
        "L",
        "Add humidity (%) and alert on co2 above 1000",
        "partial",
        &["+metric name=humidity", "?alert on co2 above 1000"],
    ),
    (
        "L",
        "SMS when CO2 is above 1500 ppm",
        "ask",
        &["?1200", "?SMS"],
    ),
    (
        "L",
        "Slack message when CO2 is above 1200 ppm for 10 minutes",
        "apply",
        &[
            "-alert metric=co2 value=1200",
            "+alert metric=co2 value=1200 for_s=600",
        ],
    ),
    // What a request takes away and counts on, or says twice, is asked about.
    (
        "K",
        "Keep raw data for 10 days and keep raw data for 100 days.",
        "ask",
        &["?10 days", "?100 days"],
    ),
    (
        "G",
        "Switch to PostgreSQL and stay with SQLite.",
        "ask",
        &["?PostgreSQL", "?SQLite"],
    ),
    (
        "F",
        "Remove the salinity and alert me when salinity is above 40 ppt.",
        "ask",
        &["?Remove the salinity", "?40 ppt"],
    ),
    (
        "L",
        "Drop the noise metric and give me the maximum noise per week.",
        "ask",
        &["?noise"],
    ),
    (
        "F",
        "Raise the water temperature limit to 29 °C and lower the water temperature limit to 25 °C.",
        "ask",
        &["?29 °C", "?25 °C"],
    ),
    (
        "K",
        "The position is not needed any more, delete it.",
        "apply",
        &["-position"],
    ),
    // Steps, holds and units beside a limit.
    (
        "O",
        "Passe la limite de température du four à 260 °C.",
        "apply",
        &[
            "-alert metric=oven_temperature value=280",
            "+alert metric=oven_temperature value=260",
        ],
    ),
    (
        "O",
        "Augmente la limite de température du four de 10 °C.",
        "apply",
        &[
            "-alert metric=oven_temperature value=280",
            "+alert metric=oven_temperature value=290",
        ],
    ),
    (
        "N",
        "Sube el umbral de humedad del suelo, por favor, a 25 %.",
        "apply",
        &[
            "-alert metric=soil_moisture value=20",
            "+alert metric=soil_moisture value=25",
        ],
    ),
    (
        "L",
        "Raise the CO2 limit to 1400 ppm, let it hold for 5 minutes and water the plants.",
        "partial",
        &[
            "-alert metric=co2 value=1200",
            "+alert metric=co2 value=1400 for_s=300",
            "?water the plants",
        ],
    ),
    (
        "O",
        "La température du four en °F, convertis aussi la limite.",
        "apply",
        &[
            "-metric name=oven_temperature unit=C",
            "+metric name=oven_temperature unit=F",
            "-alert metric=oven_temperature value=280",
            "+alert metric=oven_temperature value=536",
        ],
    ),
    // Hours are kept where it is said plainly.
    (
        "H",
        "keep raw data for 48 hours",
        "apply",
        &[
            "-retention level=raw value=60d",
            "+retention level=raw value=2d",
        ],
    ),
    (
        "M",
        "Rohdaten nur noch 36 Stunden behalten",
        "apply",
        &[
            "-retention level=raw value=5y",
            "+retention level=raw value=36h",
        ],
    ),
    (
        "K",
        "Alert by SMS when a truck is silent for 6 hours and keep raw data for 72 hours.",
        "apply",
        &[
            "+alert kind=offline for_s=21600",
            "-retention level=raw value=90d",
            "+retention level=raw value=3d",
        ],
    ),
    // What is there already is no change, in any words.
    ("H", "Les alertes doivent partir par e-mail.", "noop", &[]),
    ("N", "Stuur meldingen via Telegram", "noop", &[]),
    ("L", "CO2 should be in ppm", "noop", &[]),
    // One transport for another, one command and not its neighbour.
    (
        "G",
        "WebSocket instead of SSE for the live values",
        "apply",
        &["-realtime value=sse", "+realtime value=websocket"],
    ),
    (
        "G",
        "Troque SSE por WebSocket.",
        "apply",
        &["-realtime value=sse", "+realtime value=websocket"],
    ),
    (
        "H",
        "Remova o comando de desligar: fan off.",
        "apply",
        &["-command value=fan_off"],
    ),
    // Several wishes, one of which nobody can grant.
    (
        "M",
        "Ergänze Druck (hPa), warne per SMS unter 950 hPa und streiche das Geländer neu.",
        "partial",
        &[
            "+metric name=pressure unit=hPa",
            "+alert metric=pressure op=lt value=950",
            "?streiche das Geländer neu",
        ],
    ),
    (
        "F",
        "Ajoute un export CSV et réserve une salle pour vendredi.",
        "partial",
        &[
            "+capability value=csv_export",
            "?réserve une salle pour vendredi",
        ],
    ),
    (
        "K",
        "Ajoute la pression des pneus (bar).",
        "apply",
        &["+metric name=tire_pressure unit=bar"],
    ),
    (
        "Q",
        "Aggiungi la pressione (hPa) e avvisami via Telegram se scende sotto 950 hPa.",
        "apply",
        &[
            "+metric name=pressure unit=hPa",
            "+alert metric=pressure op=lt value=950",
            "+notify value=telegram",
        ],
    ),
    // One verb for several rules, and what nobody can grant behind them.
    (
        "H",
        "Raise the core temperature limit to 75 °C and the oxygen limit to 8 %.",
        "apply",
        &[
            "-alert metric=core_temperature value=72",
            "+alert metric=core_temperature value=75 for_s=1800",
            "-alert metric=oxygen value=6",
            "+alert metric=oxygen value=8",
        ],
    ),
    (
        "H",
        "The core temperature alert should fire after 10 minutes, the offline alert after an hour, and play some music in the warehouse.",
        "partial",
        &[
            "-alert metric=core_temperature for_s=1800",
            "+alert metric=core_temperature value=72 for_s=600",
            "-alert kind=offline for_s=7200",
            "+alert kind=offline for_s=3600",
            "?play some music in the warehouse",
        ],
    ),
    (
        "L",
        "Forget about the noise and translate the whole thing into Klingon.",
        "partial",
        &[
            "-metric name=noise",
            "?translate the whole thing into Klingon",
        ],
    ),
    (
        "K",
        "Let me page through the history 100 at a time, put a rate limit of 60 requests per minute on it, and drop the door.",
        "apply",
        &[
            "+capability value=readings_query",
            "+capability value=pagination default=100",
            "+capability value=rate_limit amount=60/min",
            "-metric name=door",
        ],
    ),
    (
        "G",
        "Das Dashboard nutzt keiner, bitte entfernen.",
        "apply",
        &["-dashboard value=true", "+dashboard value=false"],
    ),
    (
        "K",
        "Send values every 5 seconds, but the interval stays at 60 seconds.",
        "ask",
        &["?every 5 seconds", "?stays at 60 seconds"],
    ),
    (
        "K",
        "Only hold on to readings for 36 hours.",
        "apply",
        &[
            "-retention level=raw value=90d",
            "+retention level=raw value=36h",
        ],
    ),
    (
        "H",
        "The dashboard is there and engineers log in with JWT, right?",
        "noop",
        &[],
    ),
    // A direction without a number, a wish behind other wishes, two times for the same data.
    (
        "H",
        "Please reduce the number of emails.",
        "ask",
        &["?email"],
    ),
    ("H", "Lower the moisture.", "ask", &["?moisture"]),
    (
        "M",
        "Die Rohdaten 30 Tage aufheben, aber die Rohdaten nie löschen.",
        "ask",
        &["?30 Tage", "?nie löschen"],
    ),
    (
        "K",
        "Fahrer-Rolle löschen und die Kraftstoffanzeige in Litern.",
        "partial",
        &["-role value=driver", "?Kraftstoffanzeige in Litern"],
    ),
    // What is not there is neither renamed nor converted, and adds nothing.
    (
        "H",
        "Rename turbidity to cloudiness.",
        "ask",
        &["?turbidity"],
    ),
    ("H", "Use fahrenheit for turbidity.", "ask", &["?turbidity"]),
    (
        "H",
        "Set the turbidity limit to 30.",
        "ask",
        &["?turbidity"],
    ),
    // A channel that comes for some alerts takes none away.
    (
        "H",
        "Add ntfy for critical alerts only.",
        "partial",
        &["+notify value=ntfy", "?critical"],
    ),
    // What is rejected is a range; what must be somewhere may be a range or an alert.
    (
        "H",
        "Reject readings of moisture outside 5 and 95.",
        "apply",
        &[
            "-metric name=moisture",
            "+metric name=moisture min=5 max=95",
        ],
    ),
    (
        "H",
        "Moisture must be between 5 and 95 %.",
        "ask",
        &["?moisture"],
    ),
];
