//! A metric in another unit of its quantity: every number that is in its unit follows.

use super::{Path, Refusal};
use crate::Spec;
use crate::catalog::{Catalog, convert as value_in, convert_difference};
use crate::model::{Alert, Condition, Name, Num, Slot, Unit};

/// Returns the specification with a metric in `unit` and its numbers converted.
pub(super) fn convert(mut spec: Spec, metric: &Name, unit: &Unit) -> Result<Spec, Refusal> {
    let path = Path::of("metrics", metric);
    let Some(found) = spec.metrics.get_mut(metric.as_str()) else {
        return Err(Refusal::impossible(
            &path,
            "there is no such metric".to_owned(),
            format!("add `{path}` first"),
        ));
    };
    let written = found.unit.as_ref().map(|unit| unit.as_str().to_owned());
    let quantity = found.quantity.as_ref().unwrap_or(metric).as_str();
    let known = || {
        Catalog::embedded()
            .find(quantity)
            .map(|row| row.unit.to_owned())
    };
    let Some(from) = written.or_else(known) else {
        return Err(Refusal::impossible(
            &path,
            "its unit is not known".to_owned(),
            format!("set `{path}.unit` without converting"),
        ));
    };
    if value_in(0.0, &from, unit.as_str()).is_none() {
        return Err(Refusal::impossible(
            &path,
            format!("`{from}` and `{unit}` measure different quantities"),
            "remove the metric and add it anew".to_owned(),
        ));
    }
    let scale = Scale {
        from: &from,
        to: unit.as_str(),
    };
    if let Some(range) = &mut found.range {
        scale.option(&mut range.min);
        scale.option(&mut range.max);
    }
    found.unit = Some(unit.clone());
    for (_, alert) in spec.alerts.iter_mut() {
        if scale.condition(&mut alert.when, metric) {
            scale.qualifiers(alert);
        }
    }
    Ok(spec)
}

struct Scale<'a> {
    from: &'a str,
    to: &'a str,
}

impl Scale<'_> {
    fn option(&self, number: &mut Option<Num>) {
        if let Some(number) = number {
            self.number(number);
        }
    }

    fn slot(&self, slot: &mut Slot<Num>) {
        if let Slot::Is(number) = slot {
            self.number(number);
        }
    }

    fn number(&self, number: &mut Num) {
        if number.unit.is_none()
            && let Some(new) = value_in(number.value(), self.from, self.to)
        {
            *number = Num::new(new);
        }
    }

    fn difference(&self, slot: &mut Slot<Num>) {
        if let Slot::Is(number) = slot
            && number.unit.is_none()
            && let Some(new) = convert_difference(number.value(), self.from, self.to)
        {
            *number = Num::new(new);
        }
    }

    /// Converts the limits of a condition; returns whether it had any in the unit of the metric.
    fn condition(&self, when: &mut Condition, metric: &Name) -> bool {
        match when {
            Condition::Threshold(one)
                if one.metric == *metric && self.speaks(one.unit.as_ref()) && one.of.is_none() =>
            {
                for bound in [
                    &mut one.above,
                    &mut one.at_least,
                    &mut one.below,
                    &mut one.at_most,
                    &mut one.equals,
                ] {
                    self.slot(bound);
                }
                self.follow(&mut one.unit);
                true
            }
            Condition::Outside(one) if one.metric == *metric && self.speaks(one.unit.as_ref()) => {
                self.slot(&mut one.min);
                self.slot(&mut one.max);
                self.follow(&mut one.unit);
                true
            }
            Condition::RateOfChange(one)
                if one.metric == *metric && self.speaks(one.unit.as_ref()) =>
            {
                self.difference(&mut one.by);
                self.follow(&mut one.unit);
                true
            }
            Condition::All(list) | Condition::Any(list) => self.each(list, metric),
            Condition::SomeOf(some) => self.each(&mut some.list, metric),
            _ => false,
        }
    }

    /// Returns whether a rule is in the unit of the metric, written out or not; one in a unit of its own is right as
    /// it is.
    fn speaks(&self, unit: Option<&Unit>) -> bool {
        unit.is_none_or(|unit| unit.as_str() == self.from)
    }

    /// A unit that is written out follows.
    fn follow(&self, unit: &mut Option<Unit>) {
        if unit.is_some()
            && let Ok(new) = self.to.parse()
        {
            *unit = Some(new);
        }
    }

    fn each(&self, list: &mut [Condition], metric: &Name) -> bool {
        for one in list {
            self.condition(one, metric);
        }
        false
    }

    fn qualifiers(&self, alert: &mut Alert) {
        self.difference(&mut alert.hysteresis);
        self.option(&mut alert.clear);
    }
}
