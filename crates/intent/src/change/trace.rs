//! What steers a request, for work on the lexicon.

use specgen_spec::Spec;

use super::clause::Clause;
use super::open;
use crate::lexicon::Lexicon;

/// Lists the instructions of a request with the words that steer them: for work on the lexicon.
pub fn trace_change(text: &str, lexicon: &Lexicon, base: &Spec) -> Vec<String> {
    let (head, _) = crate::split(text);
    let request = open(head, lexicon, base);
    let clause = |clause: &Clause| {
        let marks = request
            .marks
            .iter()
            .filter(|mark| clause.range.contains(&mark.range.start));
        let marks: Vec<String> = marks
            .map(|mark| {
                format!(
                    "{:?}:{} `{}`",
                    mark.class,
                    mark.value,
                    request.doc.quote(&mark.range)
                )
            })
            .collect();
        let said = request.doc.quote(&clause.range);
        let act = clause.act.as_deref().unwrap_or("-");
        format!(
            "{act} negated={} [{said}] {}",
            clause.negated,
            marks.join(" ")
        )
    };
    let language = format!("{:?}", request.doc.language);
    std::iter::once(language)
        .chain(request.clauses.iter().map(clause))
        .collect()
}
