//! Tanks of an aquarium: limits, mail, silence, years of history, names.

use serde_json::{Value, json};

use crate::built::site::{COUNTED, Site};
use crate::support::eventually;

const DAY_S: u64 = 86_400;
const YEAR_S: u64 = 365 * DAY_S;

pub fn dissolved_oxygen(site: &Site) {
    let device = site.device("oxygen");
    let values = json!({"waterTemperature": 24.0, "dissolvedOxygen": 7.5});
    device.sends(&[(60, values.clone())]);
    device.shows(&values);
    let row = site.metric("dissolvedOxygen").expect("a row");
    assert_eq!(row["unit"], "mg/L");
}

/// More than the old limit is fine for long; more than the new one for twenty minutes is not.
pub fn warmer(site: &Site) {
    let device = site.device("warm");
    let at = |degrees: f64| json!({"waterTemperature": degrees});
    device.sends(&[(6000, at(28.2)), (4000, at(28.2))]);
    device.expects("water_temperature_high", (0, false));
    device.sends(&[(3000, at(28.7)), (2000, at(28.7))]);
    device.expects("water_temperature_high", (0, false));
    device.sends(&[(1700, at(28.7))]);
    device.expects("water_temperature_high", (1, true));
    site.told("mail", &["warm", "28.7"]);
}

pub fn recovery(site: &Site) {
    let device = site.device("sour");
    device.sends(&[(120, json!({"ph": 9.0}))]);
    device.expects("ph_outside", (1, true));
    site.told("mail", &["Subject: [warning] sour PH_OUTSIDE"]);
    device.sends(&[(60, json!({"ph": 8.1}))]);
    device.expects("ph_outside", (1, false));
    site.told("mail", &["Subject: [over] sour PH_OUTSIDE"]);
    let warm = site.device("cooled");
    let at = |degrees: f64| json!({"waterTemperature": degrees});
    warm.sends(&[(3000, at(30.0)), (1700, at(30.0)), (60, at(24.0))]);
    warm.expects("water_temperature_high", (1, false));
    site.told("mail", &["Subject: [over] cooled"]);
}

/// The limit was shortened before the build.
pub fn silent_tank(site: &Site) {
    let device = site.device("silent");
    device.sends(&[(0, json!({"ph": 8.1}))]);
    device.expects("offline", (1, true));
    site.told("mail", &["Subject: [warning] silent"]);
    device.sends(&[(0, json!({"ph": 8.1}))]);
    eventually("it is heard again", COUNTED, || {
        (device.alerts("offline").0 >= 1 && !device.alerts("offline").1).then_some(())
    });
}

pub fn three_years(site: &Site) {
    keeps(site, "ages", 3);
}

/// What is a little younger than so many years stays, what is a little older goes.
fn keeps(site: &Site, id: &str, years: u64) {
    let device = site.device(id);
    let ages = [years * YEAR_S + DAY_S, years * YEAR_S - DAY_S, 60];
    for (count, age_s) in ages.into_iter().enumerate() {
        let degrees = 20.0 + f64::from(u8::try_from(count).unwrap());
        device.sends(&[(age_s, json!({"waterTemperature": degrees}))]);
    }
    eventually("old readings are gone", COUNTED, || {
        let history = device.history();
        let kept: Vec<_> = history.iter().map(|one| &one["waterTemperature"]).collect();
        (kept == [&json!(22.0), &json!(21.0)]).then_some(())
    });
}

/// A hundred readings when nobody says how many, and the others behind them.
pub fn pages(site: &Site) {
    let device = site.device("paged");
    let readings = (0..105_u8).map(|count| {
        let values = json!({"waterTemperature": f64::from(count) / 10.0});
        (105 - u64::from(count), values)
    });
    device.sends(&readings.collect::<Vec<_>>());
    let ask = |more: &str| site.json(&format!("/readings/device/paged?{more}"));
    let values = |page: &Value| -> Vec<f64> {
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|one| one["waterTemperature"].as_f64().unwrap())
            .collect()
    };
    let first = values(&ask(""));
    assert_eq!((first.len(), first[0]), (100, 10.4));
    assert_eq!(values(&ask("offset=100")), [0.4, 0.3, 0.2, 0.1, 0.0]);
    assert_eq!(values(&ask("limit=2&offset=3")), [10.1, 10.0]);
}

pub fn csv(site: &Site) {
    let device = site.device("table");
    device.sends(&[
        (3 * DAY_S, json!({"ph": 7.9})),
        (2 * DAY_S, json!({"ph": 8.0})),
        (60, json!({"ph": 8.1})),
    ]);
    let newest = device.history();
    let to = newest[0]["timestamp"].as_str().unwrap();
    let from = newest[1]["timestamp"].as_str().unwrap();
    let path = format!("/readings/device/table/export.csv?from={from}&to={to}");
    let table = site.get(&path);
    assert_eq!(table.status, 200, "{}", table.body);
    assert!(table.header("content-type").starts_with("text/csv"));
    // From is included, to is not: of three readings the one in the middle.
    assert!(
        table.body.contains(from) && table.body.contains('8'),
        "{}",
        table.body
    );
    assert!(
        !table.body.contains("7.9") && !table.body.contains("8.1"),
        "{}",
        table.body
    );
}

/// A command is kept for its tank; one that nobody asked for does not exist.
pub fn heater(site: &Site) {
    site.device("heated");
    for name in ["start_heater", "stop_heater"] {
        let given = site.post(&format!("/devices/heated/commands/{name}"), &json!({}));
        assert_eq!(given.status, 202, "{}", given.body);
    }
    let listed = site.json("/devices/heated/commands");
    let names = listed["items"].as_array().unwrap().iter();
    let names: Vec<&Value> = names.map(|one| &one["name"]).collect();
    assert_eq!(names, ["stop_heater", "start_heater"], "{listed}");
    let unknown = site.post("/devices/heated/commands/boil", &json!({}));
    assert_eq!(unknown.status, 404, "{}", unknown.body);
}

/// Tanks are listed by area; an area that nobody named is refused.
pub fn areas(site: &Site) {
    for (id, area) in [
        ("warm-1", "tropical"),
        ("warm-2", "tropical"),
        ("new-1", "quarantine"),
    ] {
        let made = site.post("/devices", &json!({"id": id, "area": area}));
        assert_eq!(made.status, 201, "{}", made.body);
    }
    let listed = site.json("/devices?area=tropical");
    let ids = listed["items"].as_array().unwrap().iter();
    let ids: Vec<&Value> = ids.map(|one| &one["id"]).collect();
    assert_eq!(ids, ["warm-1", "warm-2"], "{listed}");
    let wrong = site.post("/devices", &json!({"id": "lost", "area": "swamp"}));
    assert_eq!(wrong.status, 422, "{}", wrong.body);
}

pub fn turbidity(site: &Site) {
    let device = site.device("cloudy");
    device.sends(&[(60, json!({"turbidity": 4.0}))]);
    device.shows(&json!({"turbidity": 4.0}));
    device.expects("turbidity_high", (0, false));
    device.sends(&[(50, json!({"turbidity": 6.0}))]);
    device.expects("turbidity_high", (1, true));
    site.told("mail", &["cloudy", "TURBIDITY"]);
    device.sends(&[(40, json!({"turbidity": 4.0}))]);
    device.expects("turbidity_high", (1, false));
}

/// The new name is read, the old one still taken.
pub fn salt_content(site: &Site) {
    let device = site.device("salty");
    for (age_s, key) in [(60, "saltContent"), (30, "salinity")] {
        let value = f64::from(30 + u8::try_from(age_s).unwrap() % 7);
        device.sends(&[(age_s, json!({key: value}))]);
        device.shows(&json!({"saltContent": value}));
    }
    assert!(site.metric("salinity").is_none());
    assert!(device.history()[0].get("salinity").is_none());
}

/// It is asked for and shown no more; what was stored is not thrown away.
pub fn no_salinity(site: &Site) {
    let device = site.device("sweet");
    device.sends(&[(60, json!({"ph": 8.1, "salinity": 30}))]);
    device.shows(&json!({"ph": 8.1}));
    assert!(device.history()[0].get("salinity").is_none());
    assert!(site.metric("salinity").is_none());
    let migrations = site.backend.join("migrations");
    for entry in std::fs::read_dir(migrations).unwrap() {
        let text = crate::built::site::read(&entry.unwrap().path());
        assert!(!text.contains("DROP COLUMN"), "{text}");
    }
    let first = site.code("migrations/0001_readings.sql");
    assert!(first.contains("m_salinity"), "{first}");
}

pub fn flow(site: &Site) {
    let device = site.device("flowing");
    device.sends(&[(60, json!({"flowRate": 45.0}))]);
    device.shows(&json!({"flowRate": 45.0}));
    device.expects("flow_rate_low", (0, false));
    device.sends(&[(50, json!({"flowRate": 30.0}))]);
    device.expects("flow_rate_low", (1, true));
    site.told("/webhook", &["flowing", "FLOW_RATE"]);
    device.sends(&[(40, json!({"flowRate": 45.0}))]);
    device.expects("flow_rate_low", (1, false));
    keeps(site, "ages", 2);
}

pub fn water_level(site: &Site) {
    let device = site.device("deep");
    device.sends(&[(60, json!({"waterLevel": 40.0, "ph": 9.0}))]);
    device.shows(&json!({"waterLevel": 40.0, "ph": 9.0}));
    assert!(site.rule("ph_outside").is_none(), "no rule is left");
    device.expects("water_level_low", (0, false));
    device.sends(&[(50, json!({"waterLevel": 30.0}))]);
    device.expects("water_level_low", (1, true));
    site.told("mail", &["deep", "WATER_LEVEL"]);
    device.sends(&[(40, json!({"waterLevel": 40.0}))]);
    device.expects("water_level_low", (1, false));
}
