//! Features that meet: every pair of them in a backend that is formatted, the widest backends clean under the lints.

mod pairs;

use std::fs;

use crate::support::cargo;
use crate::support::place::Place;

/// What is asked, and what the specification then holds.
type Wish = (&'static str, &'static str);

/// Of each axis one wish is taken; the first words of a prompt are the first axis.
const AXES: [&[Wish]; 12] = [
    &[
        ("Cold rooms send temperature", "temperature:"),
        (
            "Rooms send temperature, humidity, CO2, noise level and illuminance",
            "co2:",
        ),
        ("Gates send door open or closed", "boolean"),
        ("Meters send the energy in kWh and power in W", "energy:"),
    ],
    &[
        ("over MQTT every minute.", "mqtt"),
        ("over HTTP every minute.", "http"),
        (
            "over MQTT on plant/{line}/data every minute.",
            "plant/{line}/data",
        ),
    ],
    &[
        ("", ""),
        ("Alert when a device is silent for 10 minutes.", "offline:"),
        (
            "Track the GPS position and alert me if a device leaves its allowed zone.",
            "geofence:",
        ),
        (
            "Record the battery voltage too, warn below 3.3 V for 5 minutes and alert outside 3 to 4.3 V.",
            "outside:",
        ),
    ],
    &[
        ("", ""),
        ("Send alerts to a webhook.", "webhook:"),
        ("Send alerts by email and Telegram.", "telegram:"),
        (
            "Post alerts to Slack and ntfy, and say when they are over.",
            "ntfy:",
        ),
    ],
    &[
        ("", ""),
        ("Hourly averages.", "hour:"),
        (
            "Daily averages and maximum in Berlin time.",
            "Europe/Berlin",
        ),
        (
            "Daily, weekly and monthly minimum and maximum over all devices.",
            "month:",
        ),
    ],
    &[("", ""), ("Devices send their GPS position.", "position")],
    &[
        ("", ""),
        ("Keep raw data 30 days.", "30d"),
        ("Keep everything for 2 years.", "2y"),
    ],
    &[
        ("", ""),
        ("One API key per device.", "api_key"),
        (
            "Devices log in with user name and password.",
            "username_password",
        ),
    ],
    &[("", ""), ("CSV export.", "csv")],
    &[("", ""), ("No dashboard.", "kind: none")],
    &[("", ""), ("Live values over WebSocket.", "websocket")],
    &[("", ""), ("Commands fan on and fan off.", "fan_on")],
];

/// As many backends are compiled; all of them where `EVERY_COMBINATION` is set.
const COMPILED: usize = 4;

#[test]
fn backends_of_combined_features_are_formatted_and_clean() {
    let place = Place::new("combinations");
    let sizes: Vec<usize> = AXES.iter().map(|axis| axis.len()).collect();
    let every = std::env::var_os("EVERY_COMBINATION").is_some();
    for (number, row) in pairs::cover(&sizes).into_iter().enumerate() {
        let wishes: Vec<Wish> = AXES.iter().zip(row).map(|(axis, at)| axis[at]).collect();
        let words = wishes.iter().map(|(words, _)| *words);
        let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
        let prompt = words.join(" ");
        let folder = format!("made{number:02}");
        let made = place.folder.join(&folder);
        place.specgen(&[
            "new", &prompt, "--name", "combined", "--dir", &folder, "--yes",
        ]);
        let spec = fs::read_to_string(made.join("specs/combined/spec.yaml")).unwrap();
        for (words, mark) in wishes {
            assert!(
                spec.contains(mark),
                "`{words}` gives no `{mark}`:\n{prompt}\n{spec}"
            );
        }
        let backend = made.join("backend");
        let turn = cargo::turn();
        println!("{number}: {prompt}");
        turn.cargo(&backend, &["fmt", "--check"], &place.log("fmt"))
            .succeeds();
        if every || number < COMPILED {
            let words = [
                "clippy",
                "--locked",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ];
            turn.cargo(&backend, &words, &place.log("clippy"))
                .succeeds();
        }
    }
}
