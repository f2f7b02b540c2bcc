//! A metric with what the catalogue says about it.

use super::names::{heading, wire_name};
use crate::catalog::{Bounds, Catalog, Row, convert, convert_difference, parse_unit, units};
use crate::model::{Metric, MetricKind, Name, Num, Spec, Unit};

/// A metric and everything that holds for it, written or not.
#[derive(Clone, Copy, Debug)]
pub struct MetricView<'a> {
    /// Its name.
    pub name: &'a Name,
    /// What is written.
    pub metric: &'a Metric,
    /// The row of the catalogue, when the quantity is a known one.
    pub row: Option<&'static Row>,
    spec: &'a Spec,
}

/// Which values are taken, in the unit of the metric.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ValueLimits {
    /// A value outside is rejected.
    pub reject: Bounds,
    /// A value outside is stored and marked as suspect.
    pub suspect: Bounds,
    /// Whether `reject` is the user's range, not the catalogue's.
    pub written: bool,
}

impl Spec {
    /// Returns the metrics in the user's order, with what the catalogue says about them.
    pub fn metric_views(&self) -> impl Iterator<Item = MetricView<'_>> {
        self.metrics
            .iter()
            .map(|(name, metric)| MetricView::new(self, name, metric))
    }

    /// Returns the metric that says where a device is: the first one of that kind.
    pub fn position_view(&self) -> Option<MetricView<'_>> {
        let mut located = self
            .metric_views()
            .filter(|view| view.kind() == MetricKind::Position);
        located.find(|view| view.metric.formula.is_none())
    }

    /// Returns one metric with what the catalogue says about it.
    pub fn metric_view(&self, name: &str) -> Option<MetricView<'_>> {
        self.metric_views().find(|view| view.name == name)
    }
}

impl<'a> MetricView<'a> {
    fn new(spec: &'a Spec, name: &'a Name, metric: &'a Metric) -> Self {
        let catalog = Catalog::embedded();
        let row = match (&metric.quantity, &metric.unit) {
            (Some(quantity), _) => catalog.row(quantity.as_str()),
            (None, Some(unit)) => catalog
                .find_with_unit(name.as_str(), unit.as_str())
                .or_else(|| catalog.find(name.as_str())),
            (None, None) => catalog.find(name.as_str()),
        };
        Self {
            name,
            metric,
            row,
            spec,
        }
    }

    /// Returns the kind of its values.
    pub fn kind(&self) -> MetricKind {
        if let Some(kind) = self.metric.kind {
            return kind;
        }
        match &self.metric.unit {
            Some(unit) if unit.as_str() == "bool" => MetricKind::Boolean,
            // A unit makes it a number, whatever the row of that name holds.
            Some(_) => match self.row.map(|row| row.kind) {
                Some(MetricKind::Counter) => MetricKind::Counter,
                _ => MetricKind::Gauge,
            },
            None => self.row.map_or(MetricKind::Gauge, |row| row.kind),
        }
    }

    /// Returns whether its values are numbers.
    pub fn is_numeric(&self) -> bool {
        matches!(self.kind(), MetricKind::Gauge | MetricKind::Counter)
    }

    /// Returns the unit in the payload; nothing for a bare number and what is no number.
    pub fn unit(&self) -> Option<&'a str> {
        if !self.is_numeric() {
            return None;
        }
        let written = self.metric.unit.as_ref().map(Unit::as_str);
        written
            .or_else(|| self.row.map(|row| row.unit))
            .filter(|unit| !unit.is_empty())
    }

    /// Returns the unit in answers.
    pub fn api_unit(&self) -> Option<&'a str> {
        let written = self.metric.api_unit.as_ref().map(Unit::as_str);
        written.or_else(|| self.unit())
    }

    /// Returns the UCUM code of its unit; `1` for a bare number.
    pub fn ucum(&self) -> Option<&'static str> {
        self.code(|row| row.ucum, |unit| unit.ucum)
    }

    /// Returns the SenML unit of its unit.
    pub fn senml(&self) -> Option<&'static str> {
        self.code(|row| row.senml, |unit| unit.senml)
    }

    fn code(
        &self,
        of_row: impl Fn(&Row) -> &'static str,
        of_unit: impl Fn(&crate::catalog::UnitRow) -> &'static str,
    ) -> Option<&'static str> {
        let row = self.row.filter(|row| row.unit == self.unit().unwrap_or(""));
        let known = row.map(of_row);
        let by_unit = || self.unit().and_then(|u| units().of(u).next()).map(of_unit);
        known.or_else(by_unit).filter(|code| !code.is_empty())
    }

    /// Returns which values are taken: the user's range alone when there is one, else the
    /// catalogue's limits converted to the unit of the metric.
    pub fn limits(&self) -> ValueLimits {
        if !self.is_numeric() {
            return ValueLimits::default();
        }
        if let Some(range) = &self.metric.range {
            let side = |num: &Option<Num>| num.as_ref().map(|num| self.value(num, None));
            let reject = Bounds {
                min: side(&range.min),
                max: side(&range.max),
            };
            return ValueLimits {
                reject,
                suspect: Bounds::default(),
                written: true,
            };
        }
        let Some(row) = self.row else {
            return ValueLimits::default();
        };
        ValueLimits {
            reject: self.converted(row, row.hard),
            suspect: self.converted(row, row.usual),
            written: false,
        }
    }

    fn converted(&self, row: &Row, bounds: Bounds) -> Bounds {
        let unit = self.unit().unwrap_or("");
        let side = |edge: Option<f64>| edge.and_then(|edge| convert(edge, row.unit, unit));
        Bounds {
            min: side(bounds.min),
            max: side(bounds.max),
        }
    }

    /// Returns the length of the usual range in the unit of the metric.
    pub fn usual_span(&self) -> Option<f64> {
        let of_row = self
            .row
            .and_then(|row| self.converted(row, row.usual).span());
        of_row.or_else(|| self.limits().reject.span())
    }

    /// Returns a written number in the unit of the metric.
    ///
    /// The unit is the one behind the number, else `unit`, else the metric's. A unit of another
    /// quantity leaves the number as it is: validation refuses it.
    pub fn value(&self, num: &Num, unit: Option<&Unit>) -> f64 {
        self.in_own_unit(num, unit, convert)
    }

    /// Returns a written difference, such as a hysteresis, in the unit of the metric.
    pub fn difference(&self, num: &Num, unit: Option<&Unit>) -> f64 {
        self.in_own_unit(num, unit, convert_difference)
    }

    fn in_own_unit(
        &self,
        num: &Num,
        unit: Option<&Unit>,
        convert: fn(f64, &str, &str) -> Option<f64>,
    ) -> f64 {
        let behind = num.unit.as_deref();
        let from = match behind {
            Some(text) => parse_unit(text),
            None => unit.map(Unit::as_str),
        };
        let own = self.unit().unwrap_or("");
        from.and_then(|from| convert(num.value(), from, own))
            .unwrap_or_else(|| num.value())
    }

    /// Returns the states of an enum, or the words for false and true of a boolean.
    pub fn values(&self) -> Vec<&'a str> {
        if !self.metric.values.is_empty() {
            return self.metric.values.iter().map(String::as_str).collect();
        }
        match (self.kind(), self.row) {
            (MetricKind::Boolean | MetricKind::Enum, Some(row)) if row.kind == self.kind() => {
                row.values.clone()
            }
            (MetricKind::Boolean, _) => vec!["false", "true"],
            _ => Vec::new(),
        }
    }

    /// Returns which truth a word means for a boolean: its own two words, or a common one.
    pub fn truth(&self, word: &str) -> Option<bool> {
        const TRUE: [&str; 8] = [
            "true", "on", "open", "yes", "1", "detected", "wet", "occupied",
        ];
        const FALSE: [&str; 8] = ["false", "off", "closed", "no", "0", "clear", "dry", "free"];
        let word = word.to_lowercase();
        let own = self.values();
        match own.iter().position(|value| value.to_lowercase() == word) {
            Some(position) => Some(position == 1),
            None if TRUE.contains(&word.as_str()) => Some(true),
            None => FALSE.contains(&word.as_str()).then_some(false),
        }
    }

    /// Returns its key in answers.
    pub fn wire(&self) -> String {
        wire_name(self.name.as_str(), self.spec.case())
    }

    /// Returns the dotted place of its value in the payload, below the payload's root.
    pub fn path(&self) -> String {
        self.metric.path.clone().unwrap_or_else(|| self.wire())
    }

    /// Returns the payload keys of earlier names, which stay accepted.
    pub fn earlier_paths(&self) -> Vec<String> {
        let was = self.metric.was.iter();
        was.map(|name| wire_name(name.as_str(), self.spec.case()))
            .collect()
    }

    /// Returns the oldest name, which the alert type and the threshold type stay with.
    pub fn first_name(&self) -> &'a str {
        let oldest = self.metric.was.first().unwrap_or(self.name);
        oldest.as_str()
    }

    /// Returns the display text: `Soil moisture`.
    pub fn label(&self) -> String {
        self.metric
            .label
            .clone()
            .unwrap_or_else(|| heading(self.name.as_str()))
    }

    /// Returns how many decimals are worth showing.
    pub fn decimals(&self) -> u8 {
        match (self.kind(), self.usual_span()) {
            (MetricKind::Gauge, Some(span)) if span >= 1_000.0 => 0,
            (MetricKind::Gauge, Some(span)) if span < 20.0 => 2,
            (MetricKind::Counter, None) if self.unit().is_none() => 0,
            (MetricKind::Gauge | MetricKind::Counter, _) => 1,
            _ => 0,
        }
    }
}
