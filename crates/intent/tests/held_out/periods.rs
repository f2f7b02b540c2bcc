//! Requests of a laundromat, a ski resort, a pharmacy, grain silos and mobile chargers: what is demanded, when rules are
//! quiet, what is summed up and how long it is kept.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    // What is demanded is good: the alarm is for the other side.
    (
        "PHA",
        "battery at least 20 %",
        "ask",
        &["?below 20 %", "?instead"],
    ),
    (
        "PHA",
        "humidity at most 60 %",
        "apply",
        &["+alert kind=threshold metric=humidity op=gt value=60 unit=%"],
    ),
    (
        "PHA",
        "humidity should stay below 60 %",
        "apply",
        &["+alert kind=threshold metric=humidity op=gte value=60 unit=%"],
    ),
    (
        "PHA",
        "The humidity must be at least 30 %.",
        "apply",
        &["+alert kind=threshold metric=humidity op=lt value=30 unit=%"],
    ),
    (
        "PHA",
        "Die Feuchte soll unter 60 % bleiben.",
        "apply",
        &["+alert kind=threshold metric=humidity op=gte value=60 unit=%"],
    ),
    (
        "PHA",
        "Die Feuchte darf höchstens 60 % betragen.",
        "apply",
        &["+alert kind=threshold metric=humidity op=gt value=60 unit=%"],
    ),
    (
        "PHA",
        "La humedad debe ser al menos 30 %",
        "apply",
        &["+alert kind=threshold metric=humidity op=lt value=30 unit=%"],
    ),
    (
        "LAU",
        "drum temperature at most 95 °C and at least 20 °C",
        "apply",
        &["+alert kind=threshold metric=drum_temperature op=lt value=20 unit=C"],
    ),
    (
        "PHA",
        "humidity at most 60 %, alarm by mail",
        "ask",
        &["?at most 60 %", "?as long as that holds"],
    ),
    // What an alarm compares stands as it is said.
    (
        "PHA",
        "alert at 20 % humidity or more",
        "apply",
        &["+alert kind=threshold metric=humidity op=gte value=20 unit=%"],
    ),
    (
        "PHA",
        "alert when the humidity is at least 20 %",
        "apply",
        &["+alert kind=threshold metric=humidity op=gte value=20 unit=%"],
    ),
    (
        "PHA",
        "humidity at least 60 %: SMS",
        "apply",
        &["+alert kind=threshold metric=humidity op=gte value=60 unit=%"],
    ),
    (
        "PHA",
        "humidity must not exceed 60 %",
        "apply",
        &["+alert kind=threshold metric=humidity op=gt value=60 unit=%"],
    ),
    // Hours by the clock.
    (
        "LAU",
        "offline only matters from 6:00 to 22:00",
        "apply",
        &[
            "-alert kind=offline for_s=900",
            "+alert kind=offline for_s=900 active=06:00-22:00",
        ],
    ),
    (
        "LAU",
        "The offline alert is quiet between 22:00 and 6:00.",
        "apply",
        &[
            "-alert kind=offline for_s=900",
            "+alert kind=offline for_s=900 active=06:00-22:00",
        ],
    ),
    (
        "PHA",
        "no battery alerts between 22:00 and 6:00",
        "apply",
        &[
            "-alert metric=battery",
            "+alert metric=battery op=lt value=15 active=06:00-22:00",
        ],
    ),
    (
        "SIL",
        "The CO2 alarm is a nuisance during filling, mute it between 6 and 9 am",
        "apply",
        &[
            "-alert metric=co2",
            "+alert metric=co2 value=800 for_s=3600 active=09:00-06:00",
        ],
    ),
    (
        "SIL",
        "mute the CO2 alarm from 10 pm to 6 am",
        "apply",
        &["-alert metric=co2", "+alert metric=co2 active=06:00-22:00"],
    ),
    (
        "SIL",
        "CO2 alert only from 8am to 5pm",
        "apply",
        &["-alert metric=co2", "+alert metric=co2 active=08:00-17:00"],
    ),
    (
        "SIL",
        "Kein CO2-Alarm zwischen 22 und 6 Uhr",
        "apply",
        &["-alert metric=co2", "+alert metric=co2 active=06:00-22:00"],
    ),
    (
        "SIL",
        "No CO2 alerts any more.",
        "apply",
        &["-alert metric=co2"],
    ),
    (
        "EVM",
        "Output power over 50 kW for 5 minutes every day between 18:00 and 20:00",
        "apply",
        &["+alert op=gt value=50 unit=kW for_s=300 active=18:00-20:00"],
    ),
    // A page shows what is measured: nothing goes for a wish about the page.
    (
        "PHA",
        "No humidity in the dashboard",
        "ask",
        &["?dashboard shows"],
    ),
    (
        "SKR",
        "no motor current on the dashboard",
        "ask",
        &["?motor current"],
    ),
    (
        "SKR",
        "Remove the motor current from the dashboard.",
        "ask",
        &["?motor current"],
    ),
    (
        "PHA",
        "Keine Feuchte auf dem Dashboard",
        "ask",
        &["?humidity"],
    ),
    (
        "SKR",
        "Remove the motor current and the dashboard.",
        "apply",
        &[
            "-metric name=motor_current",
            "-dashboard value=true",
            "+dashboard value=false",
        ],
    ),
    // Readings are kept alike.
    (
        "EVM",
        "keep positions only 30 days",
        "ask",
        &["?How long should all"],
    ),
    (
        "SKR",
        "keep wind speed only 10 days",
        "ask",
        &["?wind speed with the rest"],
    ),
    (
        "SKR",
        "Die Windgeschwindigkeit nur 10 Tage behalten.",
        "ask",
        &["?equally long"],
    ),
    (
        "SKR",
        "keep the raw values 90 days",
        "apply",
        &[
            "-retention level=raw value=30d",
            "+retention level=raw value=90d",
        ],
    ),
    // What is not to be sent.
    ("EVM", "Don't send recovery messages", "noop", &[]),
    (
        "PHA",
        "if the temperature alarm is over, no message please",
        "noop",
        &[],
    ),
    (
        "SKR",
        "no message when the wind calms down",
        "ask",
        &["?calms down"],
    ),
    (
        "SKR",
        "Alert when no message arrives for 5 minutes",
        "apply",
        &["+alert kind=offline for_s=300"],
    ),
    (
        "LAU",
        "The e-mail about silent machines isn't needed any more",
        "noop",
        &[],
    ),
    (
        "LAU",
        "Slack for the silent machines (instead of e-mail)",
        "apply",
        &["+notify value=slack"],
    ),
    (
        "LAU",
        "Slack instead of e-mail",
        "apply",
        &["-notify value=email", "+notify value=slack"],
    ),
    // A quantity by a period is a statistic to be named.
    ("EVM", "Energy per day and site", "ask", &["?sum"]),
    ("EVM", "power per hour and charger", "ask", &["?per hour"]),
    ("LAU", "power per day and machine", "ask", &["?average"]),
    ("LAU", "Energie pro Tag und Maschine", "ask", &["?pro Tag"]),
    (
        "LAU",
        "Each machine sends once per hour",
        "apply",
        &["-scale interval_s=30", "+scale interval_s=3600"],
    ),
    (
        "LAU",
        "one reading per day and machine",
        "apply",
        &["-scale interval_s=30", "+scale interval_s=86400"],
    ),
    // Statistics in the place of others.
    (
        "SKR",
        "averages every 15 minutes instead of hourly",
        "apply",
        &[
            "-aggregate value=hour",
            "+aggregate value=15min functions=[\"avg\"]",
            "-retention level=hour value=2y",
            "+retention level=15min value=2y",
        ],
    ),
    (
        "SKR",
        "send every 15 minutes instead of every 5 seconds",
        "apply",
        &["-scale interval_s=5", "+scale interval_s=900"],
    ),
    (
        "SIL",
        "No daily averages, hourly ones instead",
        "apply",
        &[
            "-aggregate value=day",
            "+aggregate value=hour functions=[\"avg\"]",
        ],
    ),
    (
        "SIL",
        "Stundenmittel statt Tagesmittel",
        "apply",
        &[
            "-aggregate value=day",
            "+aggregate value=hour functions=[\"avg\"]",
        ],
    ),
    (
        "LAU",
        "daily average instead of sum",
        "apply",
        &[
            "-aggregate value=day functions=[\"sum\"]",
            "+aggregate value=day functions=[\"avg\"]",
        ],
    ),
    // Words behind a new name.
    (
        "LAU",
        "rename power to active_power globally",
        "apply",
        &["-metric name=power", "+metric name=active_power unit=W"],
    ),
    (
        "LAU",
        "please rename spin speed to drum_speed everywhere",
        "apply",
        &[
            "-metric name=spin_speed",
            "+metric name=drum_speed unit=rpm",
        ],
    ),
    (
        "LAU",
        "rename power to active_power for all machines",
        "apply",
        &["-metric name=power", "+metric name=active_power unit=W"],
    ),
    (
        "LAU",
        "spin speed is now called rotation, unit rps",
        "partial",
        &[
            "-metric name=spin_speed",
            "+metric name=rotation unit=rpm",
            "?unit rps",
        ],
    ),
    (
        "LAU",
        "power is now called load, unit kW",
        "apply",
        &["-metric name=power", "+metric name=load unit=kW"],
    ),
    // A topic that is told alone is the one that there is.
    (
        "SIL",
        "MQTT topic coop/{silo}/v2",
        "apply",
        &[
            "-topic value=coop/{silo}/grain",
            "+topic value=coop/{silo}/v2",
        ],
    ),
    (
        "SIL",
        "also MQTT topic coop/{silo}/v2",
        "apply",
        &["+topic value=coop/{silo}/v2"],
    ),
    (
        "SIL",
        "MQTT topic coop/{silo}/alerts",
        "apply",
        &["+topic value=coop/{silo}/alerts"],
    ),
    // What has an end and none.
    (
        "PHA",
        "Delete readings after 2 years and never delete any reading.",
        "ask",
        &[
            "?delete readings after 2 years",
            "?never delete any reading",
        ],
    ),
    (
        "PHA",
        "Never delete a reading, and delete readings after 2 years.",
        "ask",
        &["?never delete a reading"],
    ),
    (
        "PHA",
        "Lösche Messwerte nach 2 Jahren und lösche nie etwas.",
        "ask",
        &["?nach 2 Jahren"],
    ),
    (
        "PHA",
        "keep everything 7 years",
        "apply",
        &["-retention level=raw", "+retention level=raw value=7y"],
    ),
    // Another language, and slips of the fingers, make no quantities.
    (
        "PHA",
        "Dodaj ciśnienie (hPa) i usuń wilgotność.",
        "ask",
        &["?language is not read"],
    ),
    ("PHA", "Добавьте давление (hPa)", "ask", &["?not read"]),
    (
        "PHA",
        "Füge den Luftdruck (hPa) hinzu.",
        "apply",
        &["+metric name=pressure unit=hPa"],
    ),
    (
        "PHA",
        "chnage the keping time to 7 yers, and snd alerts to slak too",
        "partial",
        &["+notify value=slack", "?keping time"],
    ),
    (
        "PHA",
        "add run time (h)",
        "apply",
        &["+metric name=run_time"],
    ),
    // Exports, people, statistics of several kinds.
    (
        "LAU",
        "cap the CSV export at 10000 rows",
        "ask",
        &["?10000 rows", "?all rows"],
    ),
    (
        "LAU",
        "CSV export per machine",
        "apply",
        &[
            "-capability value=csv_export",
            "+capability value=csv_export filters=[\"device\"]",
        ],
    ),
    (
        "SIL",
        "We do need a login after all: JWT with roles manager and worker.",
        "apply",
        &[
            "-user_auth method=none",
            "+user_auth method=jwt",
            "+role value=manager",
            "+role value=worker",
        ],
    ),
    (
        "LAU",
        "Daily maximum of power as well as the sum of the water",
        "ask",
        &["?same functions"],
    ),
    (
        "SIL",
        "humidity of the air in the headspace, alarm over 70 % for 2 hours by e-mail",
        "apply",
        &[
            "+metric name=humidity unit=%",
            "+alert metric=humidity op=gt value=70 for_s=7200",
            "+notify value=email",
        ],
    ),
    ("SIL", "Change the interval.", "ask", &["?every 15min"]),
    (
        "SIL",
        "JWT login with roles manager and guard",
        "apply",
        &[
            "-user_auth method=none",
            "+user_auth method=jwt",
            "+role value=manager",
            "+role value=guard",
        ],
    ),
    // What is reserved for some takes none of them away.
    (
        "EVM",
        "Only admins may delete chargers.",
        "apply",
        &["-role value=admin", "+role value=admin only=manage devices"],
    ),
    (
        "EVM",
        "Deleting a charger must be reserved to admins.",
        "apply",
        &["-role value=admin", "+role value=admin only=manage devices"],
    ),
    (
        "EVM",
        "Nur Admins dürfen Ladegeräte löschen.",
        "ask",
        &["?Ladegeräte"],
    ),
    (
        "EVM",
        "Delete the driver role.",
        "apply",
        &["-role value=driver"],
    ),
    (
        "EVM",
        "history pages: 50 rows by default, at most 500",
        "apply",
        &[
            "-capability value=pagination",
            "+capability value=pagination default=50 max=500",
        ],
    ),
    // What is told of and asked for right behind.
    (
        "PHA",
        "Every fridge belongs to a ward; store the ward with the device and let me filter the history by ward.",
        "apply",
        &[
            "+capability value=filtering by=[\"ward\"]",
            "+field name=ward",
        ],
    ),
    (
        "PHA",
        "Every fridge belongs to a ward. Keep readings 7 years.",
        "partial",
        &[
            "-retention level=raw value=5y",
            "+retention level=raw value=7y",
            "?belongs to a ward",
        ],
    ),
];
