//! Rows that came or went, by example.

use super::{means, reading};

#[test]
fn a_new_row_is_a_new_thing() {
    let above = "| CO2 | `co2` | ppm | gauge | 0 to 1000000 | 300 to 10000 |\n";
    let row = format!("{above}| Air pressure | `airPressure` | hPa | gauge | 800 to 1200 | |\n");
    let found = reading("design.md", &[(above, &row)], false);
    assert_eq!(
        found.taken[0].means,
        ["metrics.air_pressure added"],
        "{found:#?}"
    );
    let edits = serde_json::to_value(found.edits()).unwrap();
    assert_eq!(edits[0]["add"]["value"]["unit"], "hPa");
    assert_eq!(
        edits[0]["add"]["value"]["range"],
        serde_json::json!({"min": 800, "max": 1200})
    );
    assert_eq!(found.taken[0].beyond, Vec::<String>::new());
    for (above, row, expected) in [
        (
            "| `alerts/{deviceId}` |",
            "| `greenhouse/{deviceId}/state` | in | Status | |\n| `alerts/{deviceId}` |",
            "topics.greenhouse_state added",
        ),
        (
            "| `GET /metrics` | Prometheus metrics | anyone |\n",
            "| `GET /metrics` | Prometheus metrics | anyone |\n| `GET /beds` | All beds | |\n",
            "api.endpoints.\"GET /beds\" added",
        ),
        (
            "| Offline | - |",
            "| CO2 high | CO2 | above 1500 ppm | after 5 min | critical | | |\n| Offline | - |",
            "alerts.co2_high added",
        ),
    ] {
        assert_eq!(means("design.md", &[(above, row)]), [expected]);
    }
    for (above, row, beyond) in [
        (
            "| CO2 | `co2` |",
            "| Noise | `noise` | dB | gauge | | 1 to 2 |\n| CO2 | `co2` |",
            "Usual: 1 to 2",
        ),
        (
            "| `GET /metrics` |",
            "| `GET /beds` | All beds | admin |\n| `GET /metrics` |",
            "Who: admin",
        ),
    ] {
        assert_eq!(
            reading("design.md", &[(above, row)], false).taken[0].beyond,
            [beyond]
        );
    }
    let role = "| gardener | at least what an operator may | |\n| device |";
    let said = means("requirements.md", &[("| device |", role)]);
    assert_eq!(said, ["api.roles.gardener added"]);
}

#[test]
fn a_removed_row_is_a_removed_thing_unless_others_need_it() {
    let light = "| Light | `light` | lux | gauge | from 0 | 0 to 130000 |\n";
    assert_eq!(
        means("design.md", &[(light, "")]),
        ["metrics.light removed"]
    );
    let temperature = "| Temperature | `temperature` | °C | gauge | from -273.15 | -40 to 85 |\n";
    let found = reading("design.md", &[(temperature, "")], false);
    assert!(
        found.taken.is_empty() && found.unread[0].why.contains("--cascade"),
        "{found:#?}"
    );
    let found = reading("design.md", &[(temperature, "")], true);
    assert_eq!(found.taken[0].means, ["metrics.temperature removed"]);
}
