//! The catalogue over HTTP names every metric and every limit.

use backend::domain::METRICS;
use backend::identity;
use backend::rules::RULES;

use super::rig::Rig;

#[tokio::test]
async fn endpoint__get_catalog__names_metrics_and_rules() {
    let rig = Rig::start().await;
    let catalog = rig.get("/catalog").await.expect(200);
    assert_eq!(catalog["noun"], identity::NOUN);
    let metrics = catalog["metrics"].as_array().unwrap();
    assert_eq!(metrics.len(), METRICS.len());
    for (shown, row) in metrics.iter().zip(METRICS) {
        assert_eq!(shown["key"], row.key);
        assert_eq!(shown["unit"], row.unit);
        assert_eq!(shown["hard"]["min"].as_f64(), row.hard.min);
        assert_eq!(shown["usual"]["max"].as_f64(), row.usual.max);
    }
    let rules = catalog["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    for (shown, rule) in rules.iter().zip(RULES) {
        assert_eq!(shown["name"], rule.name);
        assert_eq!(shown["type"], rule.alert_type);
        for (limit, declared) in shown["limits"].as_array().unwrap().iter().zip(rule.limits) {
            assert_eq!(limit["key"], declared.key);
            assert_eq!(limit["default"].as_f64(), declared.default);
        }
    }
}
