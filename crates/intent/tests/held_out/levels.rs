//! Two levels of one quantity, limits for some of the devices, and times that stand beside limits.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    // The number that holds stays with its rule, the other one makes a rule beside it.
    (
        "LAU",
        "Warn at 85 °C too, besides the 95 °C webhook",
        "apply",
        &["+alert metric=drum_temperature op=gt value=85"],
    ),
    (
        "LAU",
        "also warn at 85 °C",
        "apply",
        &["+alert metric=drum_temperature value=85"],
    ),
    (
        "SKR",
        "Wind: 18 m/s warns, 22 m/s is critical",
        "apply",
        &["+alert metric=wind_speed op=gt value=22 severity=critical"],
    ),
    (
        "SKR",
        "Wind: 18 m/s Warnung, 22 m/s kritisch",
        "apply",
        &["+alert metric=wind_speed op=gt value=22 severity=critical"],
    ),
    (
        "SKR",
        "Wind: 14 m/s warning, 18 m/s is critical",
        "apply",
        &[
            "+alert metric=wind_speed op=gt value=14",
            "-alert metric=wind_speed value=18",
            "+alert metric=wind_speed value=18 for_s=120 severity=critical",
        ],
    ),
    (
        "EVM",
        "Connector temperature 85 °C → webhook, 95 °C → SMS",
        "apply",
        &[
            "+alert metric=connector_temperature op=gt value=95",
            "+notify value=sms",
        ],
    ),
    (
        "PHA",
        "battery 15 % warning, 5 % critical",
        "apply",
        &["+alert metric=battery op=lt value=5 severity=critical"],
    ),
    (
        "PHA",
        "Akku: 15 % Warnung, 5 % kritisch",
        "apply",
        &["+alert metric=battery op=lt value=5 severity=critical"],
    ),
    (
        "SKR",
        "wind warning at 14 m/s, alarm at 18 m/s",
        "apply",
        &["+alert metric=wind_speed op=gt value=14"],
    ),
    (
        "SKR",
        "Slack at 14 m/s wind, SMS stays at 18 m/s",
        "apply",
        &["+alert metric=wind_speed op=gt value=14"],
    ),
    (
        "EVM",
        "e-mail at 80 °C, webhook stays at 85 °C",
        "apply",
        &["+alert metric=connector_temperature op=gt value=80"],
    ),
    // Where none of the numbers holds, or the channel is another one, only a person knows which rule goes.
    (
        "SIL",
        "Grain temperature: 25 °C warning and 32 °C alarm",
        "ask",
        &["?28", "?25 °C warning and 32 °C alarm"],
    ),
    (
        "EVM",
        "e-mail at 80 °C, SMS at 85 °C",
        "ask",
        &["?SMS at 85 °C"],
    ),
    // One number in the place of the other is no second level.
    (
        "LAU",
        "Warn at 90 °C, not 95 °C",
        "apply",
        &[
            "-alert metric=drum_temperature value=95",
            "+alert metric=drum_temperature value=90",
        ],
    ),
    (
        "SKR",
        "wind alarm at 16 m/s, not at 18 m/s",
        "apply",
        &[
            "-alert metric=wind_speed value=18",
            "+alert metric=wind_speed value=16 for_s=120",
        ],
    ),
    // A limit for some of the devices.
    (
        "SIL",
        "the threshold of 28 °C is for wheat, for maize it is 26 °C",
        "ask",
        &["?for wheat"],
    ),
    (
        "SIL",
        "Die Grenze von 28 °C gilt für Weizen, für Mais sind es 26 °C",
        "ask",
        &["?26 °C"],
    ),
    (
        "SKR",
        "the wind limit for two lifts is 15 m/s",
        "ask",
        &["?for two lifts"],
    ),
    (
        "PHA",
        "Temperature range 2 to 25 °C for ambient storage rooms",
        "ask",
        &["?ambient storage rooms"],
    ),
    (
        "SKR",
        "the wind limit for all 9 lifts is 15 m/s",
        "apply",
        &[
            "-alert metric=wind_speed value=18",
            "+alert metric=wind_speed value=15 for_s=120",
        ],
    ),
    (
        "SKR",
        "wind limit 15 m/s for safety reasons",
        "apply",
        &[
            "-alert metric=wind_speed value=18",
            "+alert metric=wind_speed value=15 for_s=120",
        ],
    ),
    // A time is no limit.
    (
        "SKR",
        "wind alert after 3 minutes instead of 2, rope after 1",
        "apply",
        &[
            "-alert metric=wind_speed value=18 for_s=120",
            "+alert metric=wind_speed value=18 for_s=180",
            "-alert metric=rope_tension",
            "+alert metric=rope_tension min=40 max=55 for_s=60",
        ],
    ),
    (
        "SKR",
        "Windalarm nach 3 Minuten statt 2",
        "apply",
        &[
            "-alert metric=wind_speed value=18 for_s=120",
            "+alert metric=wind_speed value=18 for_s=180",
        ],
    ),
    (
        "PHA",
        "Temperature alert after 15 minutes instead of 10",
        "apply",
        &[
            "-alert metric=indoor_temperature for_s=600",
            "+alert metric=indoor_temperature min=2 max=8 for_s=900",
        ],
    ),
    (
        "PHA",
        "Temperature alert after 15 minutes instead of 10, battery below 20 %",
        "apply",
        &[
            "-alert metric=indoor_temperature for_s=600",
            "+alert metric=indoor_temperature min=2 max=8 for_s=900",
            "-alert metric=battery value=15",
            "+alert metric=battery op=lt value=20",
        ],
    ),
    (
        "LAU",
        "A machine counts as offline after 5 minutes instead of 15",
        "apply",
        &[
            "-alert kind=offline for_s=900",
            "+alert kind=offline for_s=300",
        ],
    ),
    // What says what to do about it is a rule, and no range of valid values.
    (
        "SIL",
        "Grain moisture must stay between 11 and 14.5 %, otherwise Telegram.",
        "apply",
        &["+alert metric=grain_moisture op=outside min=11 max=14.5"],
    ),
    (
        "SIL",
        "Grain moisture must be between 0 and 100 %",
        "ask",
        &["?valid"],
    ),
    (
        "EVM",
        "Also alert when a charger comes back into its site",
        "apply",
        &[
            "+alert kind=geofence event=enter",
            "+capability value=geofence_crud",
        ],
    ),
    // A message that waits, a number that came too late.
    (
        "SKR",
        "Don't send the wind SMS before it has been blowing like that for 5 minutes.",
        "apply",
        &[
            "-alert metric=wind_speed for_s=120",
            "+alert metric=wind_speed value=18 for_s=300",
        ],
    ),
    (
        "SKR",
        "Die Wind-SMS nicht senden, bevor es 5 Minuten lang so bläst",
        "apply",
        &[
            "-alert metric=wind_speed for_s=120",
            "+alert metric=wind_speed value=18 for_s=300",
        ],
    ),
    (
        "LAU",
        "Don't mail me about silent machines before 30 minutes",
        "apply",
        &[
            "-alert kind=offline for_s=900",
            "+alert kind=offline for_s=1800",
        ],
    ),
    (
        "SKR",
        "Do not send more than one SMS before 10 minutes have passed",
        "ask",
        &["?10 minutes"],
    ),
    (
        "LAU",
        "95 is too late, fire the drum temperature webhook at 88 already",
        "apply",
        &[
            "-alert metric=drum_temperature value=95",
            "+alert metric=drum_temperature value=88",
        ],
    ),
    (
        "PHA",
        "15 % ist zu spät, Akku-Alarm schon bei 25 %",
        "apply",
        &[
            "-alert metric=battery value=15",
            "+alert metric=battery op=lt value=25",
        ],
    ),
    // What a condition is about that is no quantity here.
    (
        "LAU",
        "Add vibration (mm/s) with a webhook over 12 mm/s, and order new soap when stocks run low.",
        "partial",
        &[
            "+metric name=vibration unit=mm/s",
            "+alert metric=vibration op=gt value=12",
            "?order new soap when stocks run low",
        ],
    ),
    (
        "LAU",
        "Add vibration (mm/s), and order new soap when stocks run low.",
        "partial",
        &[
            "+metric name=vibration unit=mm/s",
            "?order new soap when stocks run low",
        ],
    ),
    (
        "LAU",
        "Add vibration (mm/s) and alert when it runs above 12",
        "apply",
        &[
            "+metric name=vibration unit=mm/s",
            "+alert metric=vibration op=gt value=12",
        ],
    ),
    // A rule that sends a command.
    (
        "SIL",
        "Aeration should start automatically when grain moisture exceeds 15 %",
        "apply",
        &["+alert metric=grain_moisture op=gt value=15 action=aeration_on"],
    ),
    (
        "SIL",
        "Turn the aeration off if the grain temperature falls below 10 °C",
        "apply",
        &["+alert metric=grain_temperature op=lt value=10 action=aeration_off"],
    ),
    (
        "SIL",
        "When grain moisture exceeds 15 %, switch aeration on",
        "apply",
        &["+alert metric=grain_moisture op=gt value=15 action=aeration_on"],
    ),
    (
        "SKR",
        "The heater should start when gearbox temperature drops below 5 °C",
        "partial",
        &[
            "+alert metric=gearbox_temperature op=lt value=5",
            "?heater should start",
        ],
    ),
    (
        "SIL",
        "Telegram when grain moisture exceeds 15 %",
        "apply",
        &["+alert metric=grain_moisture op=gt value=15"],
    ),
    (
        "SKR",
        "Warnung bei 14 m/s Wind, Alarm bei 18 m/s",
        "apply",
        &["+alert metric=wind_speed op=gt value=14"],
    ),
    (
        "SIL",
        "CO2: 800 ppm Telegram, 1500 ppm SMS",
        "apply",
        &["+alert metric=co2 op=gt value=1500", "+notify value=sms"],
    ),
    (
        "LAU",
        "drum temperature: e-mail from 90 °C, webhook from 95 °C",
        "apply",
        &["+alert metric=drum_temperature op=gt value=90"],
    ),
    (
        "SKR",
        "motor current: warn at 200 A, critical at 250 A",
        "apply",
        &[
            "+alert metric=motor_current value=200",
            "+alert metric=motor_current value=250 severity=critical",
        ],
    ),
];
