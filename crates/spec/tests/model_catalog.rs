//! The catalogue: every row is read, names are found in any spelling, units convert exactly.

use specgen_spec::catalog::{Catalog, convert, convert_difference, parse_unit, units};
use specgen_spec::model::{MetricKind, Unit};

#[test]
fn every_record_of_the_data_files_is_a_row() {
    let records = |text: &str| text.lines().skip(1).count();
    let catalog = Catalog::embedded();
    let metrics = include_str!("../data/metrics.csv");
    assert_eq!(catalog.rows().len(), records(metrics));
    assert!(catalog.rows().len() >= 148);
    assert_eq!(
        units().rows().len(),
        records(include_str!("../data/units.csv"))
    );
}

#[test]
fn rows_are_consistent() {
    for row in Catalog::embedded().rows() {
        let name = row.name;
        assert_eq!(Catalog::embedded().find(name).map(|r| r.name), Some(name));
        for bounds in [row.hard, row.usual] {
            assert!(bounds.span().is_none_or(|span| span > 0.0), "{name}");
        }
        for edge in [row.usual.min, row.usual.max].into_iter().flatten() {
            assert!(row.hard.hold(edge), "{name}: {edge} is impossible");
        }
        if !row.unit.is_empty() {
            assert!(row.unit.parse::<Unit>().is_ok(), "{name}");
            assert!(
                units().of(row.unit).next().is_some(),
                "{name}: {}",
                row.unit
            );
        }
        match row.kind {
            MetricKind::Boolean => assert_eq!(row.values.len(), 2, "{name}"),
            MetricKind::Enum => assert!(row.values.len() > 2, "{name}"),
            _ => assert!(row.values.is_empty(), "{name}"),
        }
    }
    for row in units().rows() {
        assert!(row.unit.parse::<Unit>().is_ok(), "{}", row.unit);
        assert!(row.factor > 0.0, "{}", row.unit);
    }
}

#[test]
fn names_are_found_in_any_spelling() {
    let named = |phrase: &str| Catalog::embedded().find(phrase).map(|row| row.name);
    for (phrase, row) in [
        ("CO\u{2082}", "co2"),
        ("carbon_dioxide", "co2"),
        ("pm25", "pm2_5"),
        ("PM2.5", "pm2_5"),
        ("Soil Moisture", "soil_moisture"),
        ("soilMoisture", "soil_moisture"),
        ("battery", "battery_level"),
        ("light", "illuminance"),
        ("brightness", "brightness"),
        ("vibration_x", "vibration"),
        ("temp_2", "temperature"),
        ("ammonia", "nh3"),
        ("door", "door_open"),
        ("fill_level", "tank_level"),
    ] {
        assert_eq!(named(phrase), Some(row), "{phrase}");
    }
    assert_eq!(named("happiness"), None);
    assert_eq!(named(""), None);
}

#[test]
fn the_unit_tells_a_battery_in_volt_from_one_in_percent() {
    let named = |unit: &str| {
        let row = Catalog::embedded().find_with_unit("battery", unit);
        row.map(|row| row.name)
    };
    assert_eq!(named("%"), Some("battery_level"));
    assert_eq!(named("mV"), Some("battery_voltage"));
    assert_eq!(named("kg"), None);
}

#[test]
fn conversions_are_exact_and_stay_inside_a_quantity() {
    for (value, from, to, expected) in [
        (72.0, "F", "C", 22.222_222_222_2),
        (212.0, "F", "C", 100.0),
        (0.0, "C", "F", 32.0),
        (0.0, "K", "C", -273.15),
        (60.0, "mph", "km/h", 96.560_64),
        (1.0, "kn", "km/h", 1.852),
        (30.0, "psi", "kPa", 206.842_718_795),
        (29.92, "inHg", "hPa", 1_013.207_481_19),
        (100.0, "mmHg", "hPa", 133.322_387_415),
        (5.0, "kWh", "MJ", 18.0),
        (1500.0, "ppb", "ppm", 1.5),
        (1.0, "gal/min", "L/min", 3.785_411_784),
        (2.0, "mS/cm", "uS/cm", 2000.0),
        (1.0, "g", "m/s2", 9.806_65),
        (1.0, "g", "kg", 0.001),
        (0.0, "dBW", "dBm", 30.0),
        (0.4, "m", "cm", 40.0),
    ] {
        let got = convert(value, from, to).expect("one quantity");
        assert!(
            (got - expected).abs() <= expected.abs() * 1e-11,
            "{value} {from} = {got} {to}"
        );
    }
    assert_eq!(convert(1.0, "C", "kPa"), None);
    assert_eq!(convert(1.0, "%", "ppm"), None);
    assert_eq!(convert(3.0, "furlong", "furlong"), Some(3.0));
    assert_eq!(convert(3.0, "furlong", "m"), None);
}

#[test]
fn every_pair_of_units_converts_there_and_back() {
    for a in units().rows() {
        for b in units().rows().iter().filter(|b| b.quantity == a.quantity) {
            let there = convert(37.5, a.unit, b.unit).expect("one quantity");
            let back = convert(there, b.unit, a.unit).expect("one quantity");
            assert!((back - 37.5).abs() < 1e-3, "{} {}", a.unit, b.unit);
        }
    }
}

#[test]
fn a_difference_has_no_offset() {
    assert_eq!(convert_difference(9.0, "F", "C"), Some(5.0));
    assert_eq!(convert_difference(5.0, "C", "K"), Some(5.0));
}

#[test]
fn units_are_read_as_people_write_them() {
    for (text, unit) in [
        ("\u{b0}C", "C"),
        ("\u{ba}C", "C"),
        ("\u{2103}", "C"),
        ("Celsius", "C"),
        ("\u{b5}g/m\u{b3}", "ug/m3"),
        ("W/m\u{b2}", "W/m2"),
        ("k\u{3a9}", "kOhm"),
        ("percent", "%"),
        ("kph", "km/h"),
        ("lx", "lux"),
        ("MW", "MW"),
        ("mW", "mW"),
        ("Kilowatt hours", "kWh"),
    ] {
        assert_eq!(parse_unit(text), Some(unit), "{text}");
    }
    assert_eq!(parse_unit("bananas"), None);
}
