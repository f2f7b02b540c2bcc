//! Rules on two quantities: `alert when supply minus return is under 20 °C`. A rule compares one quantity with a number, so
//! these are asked about, and no limit that is there changes.

use std::ops::Range;

use specgen_spec::fact::Facet;
use specgen_spec::model::Name;

use super::names;
use super::request::Request;
use super::vague;
use crate::chunk::Kind;
use crate::lexicon::Class;

/// Words for what lies between two quantities.
const DIFFERENCES: [&str; 22] = [
    "difference",
    "differential",
    "delta",
    "deltat",
    "delta-t",
    "δt",
    "spread",
    "gap",
    "differenz",
    "unterschied",
    "spreizung",
    "temperaturdifferenz",
    "diferencia",
    "diferenca",
    "ecart",
    "differenza",
    "scarto",
    "verschil",
    "selisih",
    "perbedaan",
    "ratio",
    "quotient",
];
/// Words between a quantity and the one that is taken from it.
const MINUS: [&str; 6] = ["minus", "menos", "moins", "meno", "less", "dikurangi"];

/// A quantity of the specification, and where it is named.
type Named = (Name, Range<usize>);

/// Sets aside the sentences that compare two quantities.
pub fn read(request: &mut Request) {
    for sentence in request.doc.sentences.clone() {
        let named = named(request, &sentence);
        if !named
            .iter()
            .any(|(name, _)| named.first().is_some_and(|(first, _)| name != first))
        {
            continue;
        }
        if !(subtracts(request, &sentence, &named) || compares(request, &sentence, &named)) {
            continue;
        }
        let said = request.doc.quote(&sentence).trim().to_owned();
        let question = format!(
            "\"{said}\" is about two quantities at once, and a rule compares one of them with a number. Which quantity should be compared with which number?"
        );
        request.doc.notes.ask(Facet::Alert, question);
        vague::quote(request, sentence);
    }
}

/// The quantities that a sentence names, also by a part of the name that no other has.
fn named(request: &Request, sentence: &Range<usize>) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    for object in request.metrics(sentence) {
        out.extend(object.name().parse().ok().map(|name| (name, object.range)));
    }
    for at in sentence.clone() {
        if out.iter().any(|(_, range)| range.contains(&at)) {
            continue;
        }
        let word = request.doc.word(at);
        let part = |id: &&Name| id.as_str().split('_').any(|part| part == word);
        let one = request.base.metrics.keys().filter(part).count() == 1;
        let found = names::metric_in_part(request.base, word).filter(|_| one);
        out.extend(found.map(|name| (name, at..at + 1)));
    }
    out.sort_by_key(|(_, range)| range.start);
    out
}

/// `difference between supply and return`, `supply - return`
fn subtracts(request: &Request, sentence: &Range<usize>, named: &[Named]) -> bool {
    let doc = &request.doc;
    let rule = request.compares(sentence) || request.speaks_of_alerts(sentence);
    let difference = |at: usize| {
        let mut words = doc.word(at).split([' ', '-']);
        words.any(|word| DIFFERENCES.contains(&word))
    };
    let said = sentence.clone().any(difference);
    let joined = |pair: &[Named]| {
        let [(one, first), (other, second)] = pair else {
            return false;
        };
        let between = first.end..second.start;
        let minus = |at: usize| MINUS.contains(&doc.word(at)) || doc.sign(at, '-');
        let and = |at: usize| said && doc.is(at, Class::And);
        one != other
            && between.clone().any(|at| minus(at) || and(at))
            && between
                .clone()
                .all(|at| minus(at) || and(at) || doc.is_filler(at))
    };
    (rule || said) && named.windows(2).any(joined)
}

/// `return temperature is higher than supply temperature`: a comparison with a quantity, and with no number.
fn compares(request: &Request, sentence: &Range<usize>, named: &[Named]) -> bool {
    let doc = &request.doc;
    let asked =
        sentence.clone().any(|at| doc.is(at, Class::If)) || request.speaks_of_alerts(sentence);
    let pair = |pair: &[Named]| {
        let [(one, first), (other, second)] = pair else {
            return false;
        };
        let op = |at: usize| matches!(doc.value(at, Class::Op), Some("gt" | "gte" | "lt" | "lte"));
        let last = (first.end..second.start)
            .rev()
            .find(|at| !doc.is_filler(*at));
        let counted = matches!(
            doc.kind(second.end),
            Some(Kind::Number { .. } | Kind::Quantity { .. })
        );
        // `is higher than supply temperature by 3 K` has a number that is no limit.
        one != other && last.is_some_and(op) && !counted
    };
    asked && named.windows(2).any(pair)
}
