//! The same wishes in other words: verbs, rates, silence, access, keeping, slips of the fingers.

mod common;

use common::{check, lines, read};

#[test]
fn severity_stands_before_or_behind_the_condition() {
    check(&[
        (
            "Ward: body temperature every minute by MQTT. Raise a critical alert when the body temperature rises above 38 °C.",
            &[
                "alert kind=threshold metric=body_temperature op=gt value=38 unit=C severity=critical",
            ],
        ),
        (
            "Mine: methane in %. If methane reaches 1 % a warning is issued; at 1.5 % it is critical.",
            &[
                "alert kind=threshold metric=methane op=gte value=1 unit=% severity=warning",
                "alert kind=threshold metric=methane op=gte value=1.5 unit=% severity=critical",
            ],
        ),
        (
            "Pharmacy fridges send temperature (°C). Warn when a fridge is outside 2 to 8 °C for 15 min; it becomes critical above 12 °C.",
            &[
                "alert kind=range metric=temperature op=outside min=2 max=8 unit=C for_s=900 severity=warning",
                "alert kind=threshold metric=temperature op=gt value=12 unit=C severity=critical",
            ],
        ),
    ]);
}

#[test]
fn comparisons_of_other_shapes() {
    check(&[
        (
            "Bridge with displacement (mm). Displacement beyond plus or minus twelve millimetres for half a minute is critical.",
            &[
                "alert kind=range metric=displacement op=outside min=-12 max=12 unit=mm for_s=30 severity=critical",
            ],
        ),
        (
            "Inverter: AC power [kW]. Alert when AC power = 0 kW for 30 min.",
            &["alert kind=threshold metric=ac_power op=eq value=0 unit=kW for_s=1800"],
        ),
        (
            "Weinkeller mit Druck (bar). SMS, wenn der Druck 1,8 bar überschreitet.",
            &["alert kind=threshold metric=pressure op=gt value=1.8 unit=bar"],
        ),
        (
            "Tanks send product temperature (°C). Warn of product temperature rising by more than 4 °C within 10 minutes.",
            &[
                "alert kind=rate_of_change metric=product_temperature op=gt value=4 unit=C window_s=600",
            ],
        ),
        (
            "Cave : humidité (%). Prévenir si l'humidité sort de la plage 88 à 96 % pendant une heure.",
            &["alert kind=range metric=humidity op=outside min=88 max=96 unit=% for_s=3600"],
        ),
        (
            "Nahwärme: Vorlauftemperatur und Rücklauftemperatur (°C). Alarm, wenn die Rücklauftemperatur über 55 °C liegt.",
            &[
                "metric name=supply_temperature unit=C",
                "alert kind=threshold metric=return_temperature op=gt value=55 unit=C",
            ],
        ),
    ]);
}

#[test]
fn silence_and_pauses_in_other_words() {
    check(&[
        (
            "Drones send altitude (m) over MQTT. Losing contact for 8 seconds is critical.",
            &["alert kind=offline for_s=8 severity=critical"],
        ),
        (
            "Stationen senden den Durchfluss (L/h). Stationen, die sich eine Stunde nicht melden, bitte melden.",
            &["alert kind=offline for_s=3600"],
        ),
        (
            "Fridges send temperature (°C). SMS above 8 °C. Nobody may be notified more than once an hour about the same fridge.",
            &["alert kind=threshold metric=temperature op=gt value=8 unit=C cooldown_s=3600"],
        ),
    ]);
}

#[test]
fn rates_and_fleets_in_other_words() {
    check(&[
        (
            "Roaster: bean temperature (°C) twice per second over MQTT.",
            &[
                "scale interval_s=0.5",
                "metric name=bean_temperature unit=C",
            ],
        ),
        (
            "64 fans report current (A) at 1 Hz over MQTT.",
            &["scale interval_s=1", "scale devices=64"],
        ),
        (
            "Solar park. Inverters: 48. Metrics: DC voltage [V]. Interval: 1 min. Transport: MQTT.",
            &["scale devices=48", "scale interval_s=60"],
        ),
        (
            "Elevators: 9 cabins report vibration (mm/s) every 2 seconds over MQTT.",
            &["scale devices=9"],
        ),
    ]);
}

#[test]
fn keeping_and_rollups_in_other_words() {
    check(&[
        (
            "Sauna: temp in °F by HTTP. Do not store anything longer than 3 weeks.",
            &["retention level=raw value=21d"],
        ),
        (
            "Freezers report temperature by MQTT. Email me if one gets warmer than -12 °C, and keep the readings for 90 days.",
            &[
                "alert kind=threshold metric=temperature op=gt value=-12 unit=C",
                "retention level=raw value=90d",
            ],
        ),
        (
            "Fridges with temperature (°C). PostgreSQL; keep everything 7 years.",
            &[
                "retention level=raw value=7y",
                "!retention level=raw value=forever",
            ],
        ),
        (
            "Buses con velocidad (km/h). Medias de 15 minutos durante dos años.",
            &["retention level=15min value=2y"],
        ),
    ]);
}

#[test]
fn access_and_commands_in_other_words() {
    check(&[
        (
            "Drones send altitude (m). Pilots and managers sign in via OIDC.",
            &["role value=pilot", "role value=manager"],
        ),
        (
            "Sauna: temp in °F by HTTP. Devices need no password.",
            &["device_auth value=none"],
        ),
        (
            "Hotel: room temperature (°C) by MQTT. Set the target temperature of a room remotely.",
            &[
                "command value=set_target_temperature",
                "!metric name=target",
            ],
        ),
        (
            "Printers send progress (%). Call me when progress is above 99 %. Login: none.",
            &["notify value=phone_call", "user_auth method=none"],
        ),
        (
            "Our team sends temperature from 4 sensors by MQTT and push notifications.",
            &["notify value=push", "!notify value=teams"],
        ),
    ]);
}

#[test]
fn names_stay_as_typed_and_lists_are_open() {
    check(&[
        (
            "Pool: chlorine (mg/L) and redox (mV) by MQTT.",
            &[
                "metric name=chlorine unit=mg/L",
                "metric name=redox unit=mV",
            ],
        ),
        (
            "Collars send wingbeats, activity and body temperature (°C) by MQTT.",
            &[
                "metric name=wingbeats",
                "metric name=activity",
                "!metric name=ph",
            ],
        ),
        (
            "snow stashuns: snow dpth (cm), air temprature (C), humdity, evry 5 mins ovr mqtt. txt us if humdity > 90 % for 3 min.",
            &[
                "metric name=snow_depth unit=cm",
                "metric name=humidity unit=%",
                "alert kind=threshold metric=humidity op=gt value=90 unit=% for_s=180",
                "notify value=sms",
            ],
        ),
    ]);
}

#[test]
fn what_excludes_itself_is_reported() {
    for (text, a, b) in [
        (
            "Fridges with temperature (°C), MQTT. Data is deleted after 30 days. For the inspectors all readings must be kept for 15 years.",
            "Data is deleted after 30 days",
            "must be kept for 15 years",
        ),
        (
            "Dome: wind gust (m/s) every minute, MQTT. No MQTT in our network, please.",
            "MQTT",
            "No MQTT in our network",
        ),
    ] {
        let found = read(text).contradictions;
        assert!(
            found.iter().any(|c| c.a.contains(a) && c.b.contains(b)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_sentence_about_the_fleet_is_no_loss_and_a_wish_is() {
    let quotes = |text: &str| -> Vec<String> {
        let quoted = read(text).not_understood.into_iter();
        quoted.map(|item| item.text).collect()
    };
    let known = "Every bed has a sensor that publishes heart rate and SpO2 every 10 seconds.";
    assert_eq!(quotes(known), Vec::<String>::new(), "{:?}", lines(known));
    let wished = quotes("Pool: pH every minute by MQTT. Replace the lifeguard on Sundays.");
    assert!(
        wished.iter().any(|quote| quote.contains("lifeguard")),
        "{wished:?}"
    );
}

#[test]
fn a_claim_that_nothing_represents_is_quoted_alone() {
    for (text, quote) in [
        (
            "Barn temperature (°C) by MQTT, with a frontend.",
            "frontend",
        ),
        (
            "I need a reliable backend for barn temperature (°C) by MQTT.",
            "reliable",
        ),
        (
            "Barn temperature (°C) by MQTT. Each company sees only its own list.",
            "company",
        ),
    ] {
        let quotes: Vec<String> = read(text)
            .not_understood
            .into_iter()
            .map(|item| item.text)
            .collect();
        assert_eq!(quotes.len(), 1, "{text}\n{quotes:#?}");
        assert!(quotes[0].contains(quote), "{text}\n{quotes:#?}");
    }
}

#[test]
fn states_in_brackets_may_be_short() {
    check(&[(
        "Coolers send door (yes/no) and temperature (°C) every minute.",
        &["metric name=door unit=bool type=boolean"],
    )]);
}
