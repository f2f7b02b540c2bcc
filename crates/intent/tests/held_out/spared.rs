//! What a request takes from something that stays: a part of a rule, a message at times, a message for some people, half
//! of a login.

use crate::changing::Row;

const NOTHING: &[&str] = &[];
const NO_WAIT: &[&str] = &[
    "-alert metric=dissolved_oxygen for_s=180",
    "+alert metric=dissolved_oxygen value=6",
];
const ABOVE: &[&str] = &[
    "-alert kind=range metric=ph",
    "+alert kind=threshold metric=ph op=gt value=8",
];
const BELOW: &[&str] = &[
    "-alert kind=range metric=ph",
    "+alert kind=threshold metric=ph op=lt value=6.5",
];
const NO_CO: &[&str] = &["-alert metric=co"];
const NO_LIGHT: &[&str] = &["-alert metric=light"];
const NO_PRESSURE: &[&str] = &["-alert metric=pressure"];
const PH_BY_DAY: &[&str] = &["-alert metric=ph", "+alert metric=ph active=06:00-22:00"];
const BOTH_BY_DAY: &[&str] = &[
    "-alert metric=ph",
    "+alert metric=ph active=06:00-22:00",
    "-alert kind=offline",
    "+alert kind=offline active=06:00-22:00",
];
const FALLS: &[&str] =
    &["+alert kind=rate_of_change metric=supply_temperature op=lt value=10 window_s=300"];

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    // A part of a rule or a metric goes, and what it belongs to stays.
    (
        "TRO",
        "remove the delay of the oxygen alarm",
        "apply",
        NO_WAIT,
    ),
    ("TRO", "remove delay from oxygen alarm", "apply", NO_WAIT),
    (
        "TRO",
        "remove the duration from the oxygen alarm",
        "apply",
        NO_WAIT,
    ),
    (
        "TRO",
        "Entferne die Verzögerung beim Sauerstoff-Alarm",
        "apply",
        NO_WAIT,
    ),
    (
        "TRO",
        "Quita el retraso de la alarma de oxígeno",
        "apply",
        NO_WAIT,
    ),
    (
        "TRO",
        "Supprime le délai de l'alerte oxygène",
        "apply",
        NO_WAIT,
    ),
    ("TRO", "remove the delay", "apply", NO_WAIT),
    (
        "GAR",
        "remove the five minutes from the CO alarm",
        "apply",
        &["-alert metric=co for_s=300", "+alert metric=co value=60"],
    ),
    ("TRO", "remove the minimum of pH alarm", "apply", ABOVE),
    ("TRO", "remove the lower pH limit", "apply", ABOVE),
    ("TRO", "remove the upper limit of pH", "apply", BELOW),
    ("TRO", "quita el límite superior del pH", "apply", BELOW),
    ("HEA", "remove hysteresis from pressure", "noop", NOTHING),
    (
        "HEA",
        "drop the severity of the pressure alert",
        "noop",
        NOTHING,
    ),
    ("HEA", "remove the unit from pressure", "ask", &["?unit"]),
    (
        "HEA",
        "remove the lower limit of supply temperature",
        "ask",
        NOTHING,
    ),
    (
        "TRO",
        "remove the delay of the offline alarm",
        "ask",
        NOTHING,
    ),
    // The rule itself goes.
    (
        "HEA",
        "remove the pressure alarm with the delay",
        "apply",
        NO_PRESSURE,
    ),
    ("HEA", "drop the pressure alarm", "apply", NO_PRESSURE),
    (
        "HEA",
        "remove the upper limit of supply temperature",
        "apply",
        &["-alert metric=supply_temperature"],
    ),
    ("TRO", "remove the pH limit", "apply", &["-alert metric=ph"]),
    (
        "TRO",
        "remove the alarms for oxygen and pH",
        "apply",
        &["-alert metric=dissolved_oxygen", "-alert metric=ph"],
    ),
    // A message that is to stay away at times is asked about, and its rule stays.
    (
        "GAR",
        "don't alert on CO if the fan is already on",
        "ask",
        NOTHING,
    ),
    ("GAR", "no CO alert during maintenance", "ask", NOTHING),
    (
        "GAR",
        "Don't alert on CO anymore on Sundays",
        "ask",
        NOTHING,
    ),
    ("GAR", "don't send Slack when the fan is on", "ask", NOTHING),
    ("GAR", "don't alert on CO if NO2 is low", "ask", NOTHING),
    ("GAR", "Kein CO-Alarm während der Wartung", "ask", NOTHING),
    (
        "GAR",
        "no avises de CO si el ventilador está encendido",
        "ask",
        NOTHING,
    ),
    (
        "GAR",
        "Pas d'alerte CO pendant la maintenance",
        "ask",
        NOTHING,
    ),
    (
        "GAR",
        "niente allarme CO durante la manutenzione",
        "ask",
        NOTHING,
    ),
    ("GAR", "geen CO-alarm tijdens onderhoud", "ask", NOTHING),
    (
        "GAR",
        "sem alerta de CO durante a manutenção",
        "ask",
        NOTHING,
    ),
    (
        "GAR",
        "jangan kirim peringatan CO saat perawatan",
        "ask",
        NOTHING,
    ),
    ("ARC", "no light alarm during guided tours", "ask", NOTHING),
    ("ARC", "stop the humidity alarm for an hour", "ask", NOTHING),
    (
        "ARC",
        "Stoppe den Feuchtealarm für eine Stunde",
        "ask",
        NOTHING,
    ),
    ("ARC", "pause the light alarm until Friday", "ask", NOTHING),
    (
        "ARC",
        "please do not alert us about light if the lamps are being replaced",
        "ask",
        NOTHING,
    ),
    ("TRO", "don't alert on pH while cleaning", "ask", NOTHING),
    ("TRO", "snooze the pH alarm for 2 hours", "ask", NOTHING),
    (
        "TRO",
        "Don't text us about oxygen if it rains",
        "ask",
        NOTHING,
    ),
    (
        "HEA",
        "no pressure mails when a technician is on site",
        "ask",
        NOTHING,
    ),
    ("HEA", "stop pressure e-mails for 2 days", "ask", NOTHING),
    // Without a time or a condition the rule goes; at hours that a rule can have it stays away then.
    ("GAR", "no CO alert", "apply", NO_CO),
    ("GAR", "no more CO alerts", "apply", NO_CO),
    ("GAR", "Don't alert on CO", "apply", NO_CO),
    ("ARC", "no light alarm", "apply", NO_LIGHT),
    (
        "ARC",
        "Remove the alert when light is above 50 lux",
        "apply",
        NO_LIGHT,
    ),
    (
        "GAR",
        "no CO alert at night",
        "apply",
        &[
            "-alert metric=co",
            "+alert metric=co value=60 active=daytime",
        ],
    ),
    (
        "TRO",
        "remove the alert when a raceway stops publishing",
        "apply",
        &["-alert kind=offline"],
    ),
    (
        "TRO",
        "Don't send the pH mail before it has been outside for 5 minutes",
        "apply",
        &["-alert metric=ph", "+alert metric=ph for_s=300"],
    ),
    // Hours of the clock.
    (
        "TRO",
        "don't send e-mails between 22:00 and 6:00",
        "apply",
        BOTH_BY_DAY,
    ),
    (
        "TRO",
        "no e-mail between 22:00 and 6:00",
        "apply",
        BOTH_BY_DAY,
    ),
    (
        "TRO",
        "Keine E-Mails zwischen 22:00 und 6:00",
        "apply",
        BOTH_BY_DAY,
    ),
    (
        "TRO",
        "do not send pH mails between 22:00 and 6:00",
        "apply",
        PH_BY_DAY,
    ),
    (
        "DAI",
        "do not send mails between 22:00 and 6:00",
        "apply",
        &[
            "-alert metric=body_temperature",
            "+alert metric=body_temperature active=06:00-22:00",
        ],
    ),
    ("TRO", "do not send pH mails before 6:00", "ask", NOTHING),
    ("TRO", "no pH mails after 22:00", "ask", NOTHING),
    // A drop is no order behind its quantity.
    (
        "HEA",
        "supply temperature drop over 10 K within 5 minutes is an alert",
        "apply",
        FALLS,
    ),
    (
        "HEA",
        "alert on a supply temperature drop of 10 K within 5 minutes",
        "apply",
        FALLS,
    ),
    (
        "HEA",
        "supply temperature drop of more than 10 K in 5 minutes: Telegram",
        "apply",
        FALLS,
    ),
    // No role has messages of its own.
    (
        "DAI",
        "The SMS goes to the vet, not the farmer.",
        "ask",
        NOTHING,
    ),
    (
        "DAI",
        "Not the farmer but the vet gets the e-mail",
        "ask",
        NOTHING,
    ),
    ("DAI", "farmers don't get SMS", "ask", NOTHING),
    (
        "DAI",
        "the farmer does not get the daily averages",
        "ask",
        NOTHING,
    ),
    (
        "DAI",
        "Der Tierarzt bekommt die SMS, nicht der Landwirt",
        "ask",
        NOTHING,
    ),
    (
        "HEA",
        "the e-mail goes to the operator, not the planner",
        "ask",
        NOTHING,
    ),
    (
        "HEA",
        "planner gets e-mails, operator does not",
        "ask",
        NOTHING,
    ),
    (
        "HEA",
        "Telegram is for planners, e-mail for operators",
        "ask",
        NOTHING,
    ),
    ("HEA", "only operators get the e-mail", "ask", NOTHING),
    (
        "DAI",
        "remove the farmer role",
        "apply",
        &["-role value=farmer"],
    ),
    ("DAI", "no more SMS", "apply", &["-notify value=sms"]),
    // One login, and one way in for devices.
    ("HEA", "everyone can read without login", "ask", NOTHING),
    ("HEA", "Jeder kann ohne Login lesen", "ask", NOTHING),
    (
        "HEA",
        "API keys for devices in addition to username and password",
        "ask",
        NOTHING,
    ),
    ("ARC", "login tokens valid for 15 minutes", "ask", NOTHING),
    (
        "HEA",
        "devices use API keys instead of username and password",
        "apply",
        &[
            "-device_auth value=username_password",
            "+device_auth value=api_key",
        ],
    ),
    (
        "HEA",
        "no login any more",
        "apply",
        &["-user_auth method=jwt", "+user_auth method=none"],
    ),
    // A message that no alert can take, or that does not say of which one it is.
    (
        "DAI",
        "Send the fever alarm to Telegram too",
        "ask",
        NOTHING,
    ),
    ("DAI", "send the fever alarm to Slack", "ask", NOTHING),
    (
        "DAI",
        "fever alarm to Telegram, silent stays SMS",
        "ask",
        NOTHING,
    ),
    ("ARC", "e-mail a CSV report every week", "ask", NOTHING),
    ("ARC", "export CSV every Monday by e-mail", "ask", NOTHING),
    (
        "ARC",
        "send the weekly report to the director by e-mail",
        "ask",
        NOTHING,
    ),
    ("TRO", "Slack when someone logs in", "ask", NOTHING),
    (
        "TRO",
        "rate: pH changes 0.5 within 10 min -> SMS",
        "ask",
        NOTHING,
    ),
    ("TRO", "SMS for critical alerts only", "ask", NOTHING),
    ("TRO", "use SMS for pH", "ask", NOTHING),
    (
        "HEA",
        "escalate to SMS if nobody acknowledges within 15 minutes",
        "ask",
        NOTHING,
    ),
    ("HEA", "everything by Telegram", "ask", NOTHING),
    (
        "DAI",
        "temperature rises 1 K in 2 hours: SMS",
        "ask",
        NOTHING,
    ),
    (
        "HEA",
        "Telegram for everything but pressure",
        "noop",
        NOTHING,
    ),
    // Nobody is told of a rule any more: that is said.
    (
        "TRO",
        "no SMS",
        "apply",
        &["-notify value=sms", "?dissolved_oxygen_low"],
    ),
    (
        "ARC",
        "remove the webhook",
        "apply",
        &["-notify value=webhook", "?light_high"],
    ),
];

/// Base, request, and which rule is told by what afterwards.
pub const ROUTES: &[(&str, &str, &[&str])] = &[
    (
        "TRO",
        "move the pH alert from e-mail to SMS",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: sms",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "change the pH channel to SMS",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: sms",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "use SMS for pH instead",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: sms",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "Stelle den pH-Alarm von E-Mail auf SMS um",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: sms",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "Pasa la alarma de pH de correo a SMS",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: sms",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "Passe l'alerte pH de l'e-mail au SMS",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: sms",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "Sposta l'allarme pH da e-mail a SMS",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: sms",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "also use SMS for pH",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: email sms",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "send the pH alert by Telegram",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: email telegram",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "drop SMS from oxygen, add e-mail",
        &[
            "dissolved_oxygen_low: email",
            "ph_outside: email",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "Schalte die SMS ab, E-Mail reicht",
        &[
            "dissolved_oxygen_low: email",
            "ph_outside: email",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "remove SMS, e-mail is enough",
        &[
            "dissolved_oxygen_low: email",
            "ph_outside: email",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "no SMS for oxygen, use Telegram",
        &[
            "dissolved_oxygen_low: telegram",
            "ph_outside: email",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "raise the oxygen limit to 6.5 mg/L and send it by e-mail as well",
        &[
            "dissolved_oxygen_low: sms email",
            "ph_outside: email",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "Alarm bei Sauerstoff unter 5,5 mg/L statt 6, nach 2 Minuten, per E-Mail",
        &[
            "dissolved_oxygen_low: sms email",
            "ph_outside: email",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "Mets l'alerte oxygène à 5,5 mg/L et envoie-la aussi par e-mail",
        &[
            "dissolved_oxygen_low: sms email",
            "ph_outside: email",
            "offline: email",
        ],
    ),
    (
        "TRO",
        "all alerts by Telegram except oxygen",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: email telegram",
            "offline: email telegram",
        ],
    ),
    (
        "TRO",
        "Todas las alarmas por Telegram excepto oxígeno",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: email telegram",
            "offline: email telegram",
        ],
    ),
    (
        "TRO",
        "Alle Alarme per Telegram außer Sauerstoff",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: email telegram",
            "offline: email telegram",
        ],
    ),
    (
        "TRO",
        "dissolved oxygen below 5 mg/L is critical, send SMS and e-mail",
        &[
            "dissolved_oxygen_low: sms",
            "ph_outside: email",
            "offline: email",
            "dissolved_oxygen_low_critical: email sms",
        ],
    ),
    (
        "HEA",
        "switch the pressure alarm from e-mail to SMS",
        &["pressure_low: sms", "supply_temperature_high: telegram"],
    ),
    (
        "HEA",
        "Verplaats het drukalarm van e-mail naar SMS",
        &["pressure_low: sms", "supply_temperature_high: telegram"],
    ),
    (
        "HEA",
        "switch pressure to Telegram",
        &[
            "pressure_low: telegram",
            "supply_temperature_high: telegram",
        ],
    ),
    (
        "HEA",
        "Non mandare più e-mail per la pressione, usa Telegram",
        &[
            "pressure_low: telegram",
            "supply_temperature_high: telegram",
        ],
    ),
    (
        "HEA",
        "Senke die Druckgrenze auf 0,9 bar, aber nur per Telegram",
        &[
            "pressure_low: telegram",
            "supply_temperature_high: telegram",
        ],
    ),
    (
        "HEA",
        "Quita Telegram y manda todo por correo",
        &["pressure_low: email", "supply_temperature_high: email"],
    ),
    (
        "DAI",
        "switch the silent collar alarm from SMS to e-mail",
        &["body_temperature_high: email", "offline: email"],
    ),
    (
        "DAI",
        "switch the silent alarm to Telegram",
        &["body_temperature_high: email", "offline: telegram"],
    ),
    (
        "ARC",
        "add e-mail except for light",
        &["humidity_outside: webhook email", "light_high: webhook"],
    ),
    (
        "ARC",
        "E-Mail für alles außer Licht",
        &["humidity_outside: webhook email", "light_high: webhook"],
    ),
    ("GAR", "Geen Slack meer maar e-mail", &["co_high: email"]),
    (
        "GAR",
        "No quites el aviso de CO, solo cambia Slack por correo",
        &["co_high: email"],
    ),
];
