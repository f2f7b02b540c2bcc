//! Sentences that ask for alerts, and the rules they give.

mod common;

use common::{check, lines, read};

#[test]
fn thresholds_in_every_language() {
    check(&[
        (
            "Boiler: temperature in °C every 10 s over MQTT. Email me when it rises above 80 °C for 5 minutes.",
            &[
                "alert kind=threshold metric=temperature op=gt value=80 unit=C for_s=300",
                "notify value=email",
            ],
        ),
        (
            "Heizraum: 3 Fühler messen die Temperatur (°C). SMS, wenn die Temperatur länger als zehn Minuten über 70 °C liegt.",
            &["alert kind=threshold metric=temperature op=gt value=70 unit=C for_s=600"],
        ),
        (
            "Nevera: sensor de temperatura. Aviso por correo si la temperatura supera los 8 °C durante media hora.",
            &[
                "alert kind=threshold metric=temperature op=gt value=8 unit=C for_s=1800",
                "notify value=email",
            ],
        ),
        (
            "Serre : la température et l'humidité. Alerte SMS si l'humidité descend en dessous de 40 % pendant une heure.",
            &["alert kind=threshold metric=humidity op=lt value=40 unit=% for_s=3600"],
        ),
        (
            "Estufa com sensores de temperatura. Avisar por SMS se a temperatura ficar acima de 35 °C por 15 minutos.",
            &[
                "alert kind=threshold metric=temperature op=gt value=35 unit=C for_s=900",
                "notify value=sms",
            ],
        ),
        (
            "Kolam: sensor suhu air. Kirim pesan Telegram jika suhu air di bawah 24 °C selama 10 menit.",
            &[
                "alert kind=threshold metric=water_temperature op=lt value=24 unit=C for_s=600",
                "notify value=telegram",
            ],
        ),
    ]);
}

#[test]
fn ranges_and_bands() {
    check(&[
        (
            "Lab: pH every minute. Warn me when pH is outside 6.8 to 7.4.",
            &["alert kind=range metric=ph op=outside min=6.8 max=7.4"],
        ),
        (
            "Vaccine fridge: temperature must stay between 2 and 8 °C.",
            &["alert kind=range metric=temperature op=outside min=2 max=8 unit=C"],
        ),
        (
            "Alert if the humidity is under 30 % or over 60 %.",
            &["alert kind=range metric=humidity op=outside min=30 max=60 unit=%"],
        ),
        (
            "CO2 sensors. CO2 over 1000 ppm is a warning, over 2000 ppm is critical.",
            &[
                "alert kind=threshold metric=co2 op=gt value=1000 unit=ppm severity=warning",
                "alert kind=threshold metric=co2 op=gt value=2000 unit=ppm severity=critical",
            ],
        ),
    ]);
}

#[test]
fn details_of_rules() {
    check(&[
        (
            "Pumps send vibration (mm/s). Webhook above 11 mm/s, clear at 9 mm/s, at most one message per hour.",
            &[
                "alert kind=threshold metric=vibration op=gt value=11 unit=mm/s clear_value=9 cooldown_s=3600",
            ],
        ),
        (
            "Alert me when the temperature exceeds 30 °C, with 2 °C hysteresis, and repeat every 20 minutes.",
            &[
                "alert kind=threshold metric=temperature op=gt value=30 unit=C hysteresis=2 repeat_s=1200",
            ],
        ),
        (
            "Nodes report temperature and soil moisture. Alert if the temperature is above 38 °C and the soil moisture is below 8 % for half an hour.",
            &[
                "alert kind=composite logic=and terms=[{\"metric\":\"temperature\",\"op\":\"gt\",\"value\":38,\"unit\":\"C\"},{\"metric\":\"soil_moisture\",\"op\":\"lt\",\"value\":8,\"unit\":\"%\"}] for_s=1800",
            ],
        ),
        (
            "Hives report weight (kg). Alert if the weight drops by more than 2 kg within 1 hour.",
            &["alert kind=rate_of_change metric=weight op=lt value=2 unit=kg window_s=3600"],
        ),
    ]);
}

#[test]
fn silence_states_and_zones() {
    check(&[
        (
            "Probes send temperature every minute. Alert when a probe is silent for 20 minutes.",
            &["alert kind=offline for_s=1200"],
        ),
        (
            "Fühler senden Temperatur. Kommt von einem Fühler 10 Minuten nichts, bitte melden.",
            &["alert kind=offline for_s=600"],
        ),
        (
            "Door sensors over MQTT. Text me if the door is open for more than 5 minutes.",
            &[
                "alert kind=state metric=door op=eq value=true for_s=300",
                "notify value=sms",
            ],
        ),
        (
            "Trackers send GPS position. Alert when a truck gets further than 6 km from the harbour.",
            &["alert kind=geofence event=exit radius_m=6000 area=harbour"],
        ),
    ]);
}

#[test]
fn one_rule_is_read_once() {
    let have =
        lines("Fridges send temperature. Alert if the temperature is above 8 °C for 5 minutes.");
    assert_eq!(
        have.iter().filter(|line| line.starts_with("alert")).count(),
        1,
        "{have:#?}"
    );
}

#[test]
fn numbers_are_never_invented() {
    check(&[
        (
            "Sensors send temperature. Alert when it is too high.",
            &["alert kind=threshold metric=temperature op=gt value=null configurable=true"],
        ),
        (
            "Sensors send pressure and alert if the pressure falls below a limit.",
            &["alert kind=threshold metric=pressure op=lt value=null configurable=true"],
        ),
        (
            "Sensors send humidity over MQTT every 5 minutes.",
            &["!alert"],
        ),
    ]);
    let reading = read("Sensors send temperature. Alert when it is too high.");
    assert_eq!(reading.questions.len(), 1);
}

#[test]
fn rules_without_a_named_quantity_are_implied_or_quoted() {
    check(&[
        (
            "Tell me if any tank goes over 22 degrees.",
            &[
                "metric name=temperature unit=C",
                "alert kind=threshold metric=temperature op=gt value=22 unit=C",
            ],
        ),
        (
            "Temperatur und Füllstand (cm). Alarm bei Füllstand über 180 cm.",
            &["alert kind=threshold metric=fill_level op=gt value=180 unit=cm"],
        ),
        (
            "Battery and temperature every minute. Alert when the battery is below a quarter (25 %).",
            &["alert kind=threshold metric=battery op=lt value=25 unit=%"],
        ),
        (
            "Log the freezer temperature every 5 minutes and alert above -15 °C.",
            &[
                "metric name=freezer_temperature unit=C",
                "!metric name=fridge",
            ],
        ),
        (
            "Temperature of each room. It may be at most 28 °C, otherwise send an alert.",
            &["alert kind=threshold metric=temperature op=gt value=28 unit=C"],
        ),
    ]);
    let reading = read("MQTT tanks. Warn me when the tank falls below 20 cm and open the valve.");
    let quotes: Vec<&str> = reading
        .not_understood
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert!(
        quotes.iter().any(|quote| quote.contains("below 20 cm")),
        "{quotes:?}"
    );
    assert!(quotes.contains(&"open the valve"), "{quotes:?}");
}
