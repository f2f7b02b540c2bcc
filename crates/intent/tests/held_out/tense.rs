//! What is said and not asked for: calls by phone, questions, maybes, what was once, what may come, what was given up.

use crate::changing::Row;

const NOTHING: &[&str] = &[];

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    // A call by phone is no channel, and gives nothing another name.
    (
        "SKR",
        "call the manager when the wind is too strong",
        "ask",
        &["?call the manager"],
    ),
    (
        "LAU",
        "call the owner when a machine is offline",
        "ask",
        &["?call the owner"],
    ),
    (
        "PHA",
        "call the nurse if the temperature is out of range",
        "ask",
        &["?call the nurse"],
    ),
    (
        "SKR",
        "after 3 wind alerts in one hour call the manager",
        "ask",
        &["?call the manager"],
    ),
    (
        "SKR",
        "Llama al gerente cuando el viento es demasiado fuerte",
        "ask",
        &["?gerente"],
    ),
    (
        "SKR",
        "Add humidity (%), and call the manager",
        "partial",
        &["+metric name=humidity", "?call the manager"],
    ),
    (
        "LAU",
        "call spin speed drum_speed",
        "apply",
        &["-metric name=spin_speed", "+metric name=drum_speed"],
    ),
    (
        "LAU",
        "from now on call the machines washers",
        "apply",
        &["+label name=washers on=device"],
    ),
    (
        "LAU",
        "what you call power is consumption for us",
        "apply",
        &["-metric name=power", "+metric name=consumption"],
    ),
    // What was once holds no more.
    (
        "PHA",
        "The battery limit was 20 %, now it is 15 %",
        "noop",
        NOTHING,
    ),
    (
        "PHA",
        "The battery limit was 20 %, it should be 12 %",
        "apply",
        &[
            "-alert metric=battery value=15",
            "+alert metric=battery value=12",
        ],
    ),
    (
        "PHA",
        "Der Akku-Grenzwert war 20 %, jetzt 12 %",
        "apply",
        &[
            "-alert metric=battery value=15",
            "+alert metric=battery value=12",
        ],
    ),
    (
        "PHA",
        "Earlier the battery limit was 10 %",
        "ask",
        &["?battery limit was 10 %"],
    ),
    (
        "PHA",
        "Früher lag der battery limit bei 10 %",
        "ask",
        &["?bei 10 %"],
    ),
    (
        "EVM",
        "The connector limit was 90 °C before, 85 °C is right",
        "noop",
        NOTHING,
    ),
    (
        "LAU",
        "The drum limit was set to 95 °C by mistake, make it 90 °C",
        "apply",
        &[
            "-alert metric=drum_temperature value=95",
            "+alert metric=drum_temperature value=90",
        ],
    ),
    (
        "LAU",
        "Webhook when the spin speed was above 1400 rpm for 2 minutes",
        "apply",
        &["+alert metric=spin_speed op=gt value=1400 for_s=120"],
    ),
    // What was given up, and what is only thought about.
    (
        "PHA",
        "We thought about raising the battery limit to 25 % but decided against it",
        "noop",
        NOTHING,
    ),
    (
        "LAU",
        "Wir wollten den power metric entfernen, haben uns aber dagegen entschieden",
        "noop",
        NOTHING,
    ),
    (
        "PHA",
        "We discussed removing the humidity",
        "ask",
        &["?removing the humidity"],
    ),
    (
        "PHA",
        "I wonder if we should remove the battery alert",
        "ask",
        &["?remove the battery alert"],
    ),
    ("PHA", "maybe drop humidity", "ask", &["?drop humidity"]),
    (
        "PHA",
        "Vielleicht sollten wir humidity entfernen",
        "ask",
        &["?humidity entfernen"],
    ),
    (
        "PHA",
        "Drop humidity, and maybe add CO2 (ppm)",
        "partial",
        &["-metric name=humidity", "?maybe add CO2"],
    ),
    // Questions are answered with a question.
    (
        "PHA",
        "Should humidity be removed?",
        "ask",
        &["?humidity be removed"],
    ),
    (
        "PHA",
        "Soll die Luftfeuchtigkeit entfernt werden?",
        "ask",
        &["?entfernt"],
    ),
    (
        "PHA",
        "¿Deberíamos quitar la humedad?",
        "ask",
        &["?quitar la humedad"],
    ),
    (
        "LAU",
        "What if we remove the power metric?",
        "ask",
        &["?power metric"],
    ),
    (
        "SKR",
        "Is the wind limit 18 or 20 m/s?",
        "ask",
        &["?18 or 20 m/s"],
    ),
    (
        "LAU",
        "Should the drum temperature limit be 90 °C?",
        "ask",
        &["?limit be 90 °C"],
    ),
    (
        "SKR",
        "What happens if a lift goes offline?",
        "ask",
        &["?lift goes offline"],
    ),
    (
        "PHA",
        "Was passiert, wenn ein Gerät offline geht?",
        "ask",
        &["?Gerät offline geht"],
    ),
    (
        "PHA",
        "Should humidity be removed? Add CO2 (ppm).",
        "partial",
        &["+metric name=co2", "?humidity be removed"],
    ),
    (
        "PHA",
        "Is the humidity stored every 3 minutes?",
        "noop",
        NOTHING,
    ),
    // Polite orders.
    ("PHA", "Can you add CO2?", "apply", &["+metric name=co2"]),
    (
        "LAU",
        "Could we have the drum limit at 90?",
        "apply",
        &[
            "-alert metric=drum_temperature value=95",
            "+alert metric=drum_temperature value=90",
        ],
    ),
    (
        "PHA",
        "Würdest du bitte CO2 (ppm) hinzufügen?",
        "apply",
        &["+metric name=co2"],
    ),
    (
        "PHA",
        "¿Puedes añadir CO2 (ppm)?",
        "apply",
        &["+metric name=co2"],
    ),
    (
        "PHA",
        "Would it be possible to remove humidity?",
        "apply",
        &["-metric name=humidity"],
    ),
    // What may come.
    (
        "LAU",
        "maybe we will raise the drum limit to 99 °C next year",
        "ask",
        &["?drum limit to 99 °C"],
    ),
    (
        "LAU",
        "Next year we raise the drum limit to 99 °C",
        "ask",
        &["?drum limit to 99 °C"],
    ),
    (
        "SKR",
        "In 2027 we will have 15 lifts, keep it at 9 for now",
        "noop",
        NOTHING,
    ),
    (
        "SKR",
        "We will have 15 lifts",
        "apply",
        &["-scale devices=9", "+scale devices=15"],
    ),
    // What is doubtful ends where an order begins, and words of doubt in a condition doubt nothing.
    (
        "PHA",
        "Not sure if humidity is needed, but add CO2 (ppm)",
        "partial",
        &["+metric name=co2", "?Not sure if humidity is needed"],
    ),
    (
        "LAU",
        "keep data for 2 years, next year an audit comes",
        "partial",
        &["+retention level=raw value=2y", "?an audit comes"],
    ),
    (
        "SKR",
        "Last year the wind limit was 20 m/s, keep 18",
        "noop",
        NOTHING,
    ),
    (
        "PHA",
        "How about adding CO2 (ppm)?",
        "apply",
        &["+metric name=co2"],
    ),
    (
        "PHA",
        "Kun je humidity verwijderen?",
        "apply",
        &["-metric name=humidity"],
    ),
    (
        "PHA",
        "Dovremmo rimuovere humidity?",
        "ask",
        &["?rimuovere humidity"],
    ),
];
