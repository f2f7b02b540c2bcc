//! Heaps of compost: another unit, a rule that waits, what goes away, a chat.

use serde_json::json;

use crate::built::site::Site;

/// The limit follows the unit: 72 °C are 161.6 °F.
pub fn fahrenheit(site: &Site) {
    let row = site.metric("coreTemperature").expect("a row");
    assert_eq!(row["unit"], "°F");
    let rule = site.rule("core_temperature_high").expect("a rule");
    assert_eq!(rule["limits"][0]["default"], 161.6, "{rule}");
    let device = site.device("hot");
    let at = |degrees: f64| json!({"coreTemperature": degrees});
    device.sends(&[(9000, at(160.0)), (7000, at(160.0))]);
    device.expects("core_temperature_high", (0, false));
    device.sends(&[(5000, at(162.0)), (3100, at(162.0))]);
    device.expects("core_temperature_high", (1, true));
    device.shows(&at(162.0));
    site.told("mail", &["hot", "CORE_TEMPERATURE"]);
}

pub fn ammonia(site: &Site) {
    let device = site.device("sharp");
    let at = |amount: f64| json!({"ammonia": amount});
    device.sends(&[(2000, at(26.0)), (1500, at(26.0))]);
    device.expects("ammonia_high", (0, false));
    device.sends(&[(1300, at(26.0))]);
    device.shows(&at(26.0));
    device.expects("ammonia_high", (1, true));
    site.told("mail", &["sharp", "AMMONIA"]);
    device.sends(&[(100, at(20.0))]);
    device.expects("ammonia_high", (1, false));
    let keep = site.code("src/identity.rs");
    // 120 days in milliseconds.
    assert!(keep.contains("Some(10_368_000_000)"), "{keep}");
    let described = site.json("/openapi.json");
    let paths = described["paths"].as_object().unwrap();
    assert!(
        paths
            .keys()
            .all(|path| !path.contains("csv") && !path.contains("export"))
    );
}

pub fn telegram(site: &Site) {
    let rule = site.rule("core_temperature_high").expect("a rule");
    assert_eq!(rule["limits"][0]["default"], 75.0, "{rule}");
    let device = site.device("hotter");
    let at = |degrees: f64| json!({"coreTemperature": degrees});
    device.sends(&[(9000, at(74.0)), (7000, at(74.0))]);
    device.expects("core_temperature_high", (0, false));
    device.sends(&[(5000, at(76.0)), (3100, at(76.0))]);
    device.expects("core_temperature_high", (1, true));
    site.told(
        "/telegram/bot1:a/sendMessage",
        &["hotter", "CORE_TEMPERATURE"],
    );
}
