//! Units of quantities that are there: `both temperatures in °F` is said of each of them, and `add the return temperature in
//! °F` may be another one.

use specgen_spec::edit::Edit;
use specgen_spec::fact::Facet;
use specgen_spec::model::{Name, Unit};

use super::clause::Clause;
use super::nouns;
use super::request::Request;
use super::vague;
use crate::frames::unit::Stated;
use crate::lexicon::Class;

/// `Temperatures in °F`, where several quantities are temperatures: all of them, or a question.
pub fn read(request: &mut Request, clause: &Clause) -> bool {
    let range = clause.range.clone();
    let found = request.mentions.iter().find_map(|mention| {
        let Some(Stated::Unit(unit)) = &mention.stated else {
            return None;
        };
        let here =
            range.contains(&mention.range.start) && !request.doc.is_used(mention.range.start);
        let bare = mention.name == mention.head && nouns::loosely(request, mention).is_none();
        (here && bare).then(|| (mention.clone(), unit.clone()))
    });
    let Some((mention, unit)) = found.filter(|_| clause.act.as_deref() != Some("add")) else {
        return false;
    };
    let dimension = |unit: &str| request.doc.lexicon.dimension(unit).map(str::to_owned);
    let meant = |name: &&Name| {
        let own = request.unit(name.as_str());
        let same =
            own.is_some_and(|own| dimension(&own).is_some() && dimension(&own) == dimension(&unit));
        same && name.as_str().split('_').any(|part| part == mention.head)
    };
    let metrics: Vec<Name> = request.base.metrics.keys().filter(meant).cloned().collect();
    let Some(to) = unit.parse::<Unit>().ok().filter(|_| metrics.len() > 1) else {
        return false;
    };
    let said = request.doc.quote(&mention.range).to_lowercase();
    let all =
        request.has(&range, Class::Cue, "all") || ["s", "en"].iter().any(|end| said.ends_with(end));
    if !all {
        let names: Vec<&str> = metrics.iter().map(Name::as_str).collect();
        let question = format!(
            "Which one should be in {unit}: {}, or all of them?",
            names.join(", ")
        );
        request.doc.notes.ask(Facet::Metric, question);
        vague::quote(request, range);
        return true;
    }
    for metric in metrics {
        if request.unit(metric.as_str()).as_deref() != Some(unit.as_str()) {
            let unit = to.clone();
            request.edit(Edit::Convert { metric, unit }, &range);
        }
    }
    request.heard = true;
    request.take(mention.whole);
    request.take_known(&range);
    true
}

/// `Add the return temperature in °F` where it is there in °C: asks whether it is converted.
pub fn added(request: &mut Request, clause: &Clause, name: &str, own: &str, unit: &str) -> bool {
    if clause.act.as_deref() != Some("add") || own == unit {
        return false;
    }
    let name = name.replace('_', " ");
    let question = format!(
        "There is {name} in {own} already. Should it be converted to {unit}, or is this another quantity? Say \"convert\", or another name."
    );
    request.doc.notes.ask(Facet::Metric, question);
    vague::quote(request, clause.range.clone());
    true
}
