//! The facets `storage`, `aggregate` and `retention`.

use serde_json::Value;

use super::listing::Listing;
use super::quantity::slot;
use super::taking::{Taking, name, slug, spelled, word};
use super::{Facet, metric};
use crate::edit::Path;
use crate::model::{Engine, Function, Keep, Level, Metric, Name, OtherStore, Period, Slot};

pub(super) fn take_storage(t: &mut Taking) {
    let value = t.text("value").map(|text| text.to_lowercase());
    let engine = value.as_deref().and_then(word::<Engine>);
    let unknown = value.filter(|_| engine.is_none());
    let asked = t.text("asked").or(unknown).map(|text| text.to_lowercase());
    let asked = asked.as_deref().and_then(name);
    t.batch.stores += 1;
    if t.batch.stores == 1 {
        let storage = t.storage();
        storage.engine = Some(engine.unwrap_or_default());
        storage.asked.clone_from(&asked);
        t.wrote(Path::of("storage", &"engine"), "value");
        if asked.is_some() {
            t.wrote(Path::of("storage", &"asked"), "asked");
        }
        return;
    }
    let further = asked.or_else(|| engine.and_then(|engine| name(spelled(&engine).as_str()?)));
    if let Some(further) = further {
        t.made(Path::of("storage.also", &further));
        t.storage().also.insert(further, OtherStore::default());
    }
}

pub(super) fn list_storage(l: &mut Listing) {
    let Some(storage) = &l.spec.storage else {
        return;
    };
    let path = Path::of("storage", &"engine");
    if let Some(engine) = &storage.engine
        && let Some(mut fact) = l.start(Facet::Storage, &path)
    {
        l.key(&mut fact, "value", spelled(engine), &path);
        let asked = storage.asked.as_ref().map(Name::as_str);
        l.some(&mut fact, "asked", asked, &Path::of("storage", &"asked"));
        l.push(fact);
    }
    let used = spelled(&storage.engine.unwrap_or_default());
    for other in storage.also.keys() {
        if let Some(fact) = l.start(Facet::Storage, &Path::of("storage.also", other)) {
            l.push(
                fact.with("value", used.clone())
                    .with("asked", other.as_str()),
            );
        }
    }
}

/// Reads a period in the forms in which people write it.
pub(super) fn period(text: &str) -> Option<Period> {
    Some(match slug(text).as_str() {
        "1min" | "minute" | "min" => Period::Min1,
        "5min" => Period::Min5,
        "15min" => Period::Min15,
        "hour" | "hourly" | "1h" => Period::Hour,
        "day" | "daily" | "1d" => Period::Day,
        "week" | "weekly" => Period::Week,
        "month" | "monthly" => Period::Month,
        "year" | "yearly" => Period::Year,
        _ => return None,
    })
}

pub(super) fn take_aggregate(t: &mut Taking) {
    let text = t.text("value").unwrap_or_default();
    t.spec.refused.retain(|line| line != "rollups");
    if text == "none" {
        t.made(Path::of("refused", &"rollups"));
        return t.spec.refused.push("rollups".to_owned());
    }
    let Some(period) = period(&text) else {
        return t.unheld(Some("value"), format!("`{text}` is no period"));
    };
    let mut functions = Vec::new();
    for text in t.list("functions") {
        match function(&text) {
            Some(function) => functions.push(function),
            None => t.unheld(Some("functions"), format!("`{text}` is no aggregate")),
        }
    }
    let metrics = t.names("metrics");
    for id in &metrics {
        metric::ensure(t, id, Metric::default());
    }
    let path = Path::of("rollups", &period);
    let new = !t.spec.rollups.contains(&period);
    let mut rollup = t.spec.rollups.get(&period).cloned().unwrap_or_default();
    if new || !rollup.functions.is_empty() {
        let more = functions.into_iter();
        let more: Vec<Function> = more.filter(|f| !rollup.functions.contains(f)).collect();
        rollup.functions.extend(more);
    }
    if new || !rollup.metrics.is_empty() {
        let more = metrics.into_iter();
        let more: Vec<Name> = more.filter(|m| !rollup.metrics.contains(m)).collect();
        rollup.metrics.extend(more);
    }
    for key in ["functions", "metrics"] {
        if t.value(key).is_some() {
            t.wrote(path.join(&key), key);
        }
    }
    t.made(path);
    t.spec.rollups.insert(period, rollup);
}

fn function(text: &str) -> Option<Function> {
    match slug(text).as_str() {
        "average" | "mean" => Some(Function::Avg),
        "minimum" => Some(Function::Min),
        "maximum" => Some(Function::Max),
        "total" => Some(Function::Sum),
        other => word(other),
    }
}

pub(super) fn list_aggregate(l: &mut Listing) {
    for (period, rollup) in l.spec.rollups.iter() {
        let path = Path::of("rollups", period);
        let Some(fact) = l.start(Facet::Aggregate, &path) else {
            continue;
        };
        let mut fact = fact.with("value", spelled(period));
        if !rollup.functions.is_empty() {
            let functions: Vec<Value> = rollup.functions.iter().map(spelled).collect();
            l.key(&mut fact, "functions", functions, &path.join(&"functions"));
        }
        if !rollup.metrics.is_empty() {
            let metrics: Vec<&str> = rollup.metrics.iter().map(Name::as_str).collect();
            l.key(&mut fact, "metrics", metrics, &path.join(&"metrics"));
        }
        l.push(fact);
    }
    if l.spec.refused.iter().any(|line| line == "rollups") {
        l.single(
            Facet::Aggregate,
            "value",
            "none",
            &Path::of("refused", &"rollups"),
        );
    }
}

pub(super) fn take_retention(t: &mut Taking) {
    let text = t.text("level").unwrap_or_else(|| "raw".to_owned());
    let level = match period(&text) {
        Some(period) => period.to_string(),
        None => slug(&text),
    };
    let Ok(level) = level.parse::<Level>() else {
        return t.unheld(Some("level"), format!("`{text}` is no level of retention"));
    };
    let keep = t.slot("value", |value| value.as_str()?.parse::<Keep>().ok());
    let keep = if keep.is_absent() { Slot::Open } else { keep };
    let path = Path::of("storage.retention", &level);
    t.wrote(path, "value");
    if let Some(period) = period(level.as_str())
        && !t.spec.rollups.contains(&period)
    {
        t.implied(Path::of("rollups", &period));
        t.spec
            .rollups
            .insert(period, crate::model::Rollup::default());
    }
    t.storage().retention.insert(level, keep);
}

pub(super) fn list_retention(l: &mut Listing) {
    let Some(storage) = &l.spec.storage else {
        return;
    };
    for (level, keep) in storage.retention.iter() {
        let path = Path::of("storage.retention", level);
        let Some(fact) = l.start(Facet::Retention, &path) else {
            continue;
        };
        let mut fact = fact.with("level", level.as_str());
        l.some(
            &mut fact,
            "value",
            slot(keep, |keep| keep.to_string().into()),
            &path,
        );
        l.push(fact);
    }
}
