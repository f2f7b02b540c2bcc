//! A request under reading: its text, the specification it is to change, and the steps so far.

use std::ops::Range;

use specgen_diag::Span;
use specgen_spec::Spec;
use specgen_spec::edit::Path;
use specgen_spec::model::Name;

use super::Step;
use super::clause::Clause;
use super::doubt::Doubt;
use super::mark::Mark;
use super::names::{self, Names, Object};
use crate::chunk::Kind;
use crate::doc::Doc;
use crate::frames::metric::Mention;
use crate::lexicon::Class;

/// The rule that accounts for what an instruction took.
pub const RULE: &str = "request";

/// A request while it is read.
pub struct Request<'a> {
    /// Its text.
    pub doc: Doc<'a>,
    /// What it is to change.
    pub base: &'a Spec,
    /// The names of what it is to change.
    pub names: Names,
    /// The quantities that it mentions; those of the specification under the name they have there.
    pub mentions: Vec<Mention>,
    /// The words that steer the reading.
    pub marks: Vec<Mark>,
    /// Its instructions.
    pub clauses: Vec<Clause>,
    /// What it asks for so far.
    pub steps: Vec<Step>,
    /// Must it be asked about before anything is done?
    pub ask: bool,
    /// Was an instruction understood, also one that asks for what is there?
    pub heard: bool,
    /// What was named last, for `it`.
    pub last: Option<Object>,
    /// What it says without asking for it.
    pub doubts: Vec<Doubt>,
}

impl Request<'_> {
    /// Is there a mark of this class and value in a run?
    pub fn has(&self, range: &Range<usize>, class: Class, value: &str) -> bool {
        self.mark(range, class, value).is_some()
    }

    /// The first mark of this class and value in a run.
    pub fn mark(&self, range: &Range<usize>, class: Class, value: &str) -> Option<&Mark> {
        self.marks.iter().find(|mark| {
            mark.class == class && mark.value == value && range.contains(&mark.range.start)
        })
    }

    /// What a run names, in order; metrics also by a part of their name.
    pub fn objects(&self, range: &Range<usize>) -> Vec<Object> {
        let mut out: Vec<Object> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let named = self.names.at(&self.doc, at, range.end);
            let mention = self.mentions.iter().find(|mention| {
                mention.range.start <= at && at < mention.range.end && !self.doc.is_used(at)
            });
            let meant = mention.and_then(|mention| {
                let id = self.meant(mention)?;
                Some(Object {
                    path: Path::of("metrics", &id),
                    range: mention.range.clone(),
                })
            });
            // `spindle temperature` is more than the `temperature` in it.
            let found = match (named, meant) {
                (Some(named), Some(meant)) if meant.range.end > named.range.end => Some(meant),
                (named, meant) => named.or(meant),
            };
            let found = found.or_else(|| self.by_class(at));
            match found.filter(|_| !self.doc.is_used(at)) {
                Some(object) => {
                    at = object.range.end.max(at + 1);
                    out.push(object);
                }
                None => at += 1,
            }
        }
        out
    }

    /// The metric that a mention means; where a clause adds `outdoor temperature`, the `temperature` that is there is
    /// another one.
    fn meant(&self, mention: &Mention) -> Option<Name> {
        let id = super::nouns::loosely(self, mention)?;
        let at = mention.range.start;
        let adds = self
            .clauses
            .iter()
            .any(|clause| clause.range.contains(&at) && clause.act.as_deref() == Some("add"));
        let narrowed =
            mention.name != mention.head && self.names.metric(self.base, &mention.name).is_none();
        let other = adds && narrowed || self.is_another(mention, &id);
        (!other).then_some(id)
    }

    /// `Add the air temperature` where the temperature that is there is that of the water.
    pub fn is_another(&self, mention: &Mention, known: &Name) -> bool {
        let said = self.doc.quote(&mention.range).to_lowercase();
        let own: Vec<&str> = known.as_str().split('_').collect();
        let words: Vec<&str> = said.split_whitespace().collect();
        let narrowed = words.len() > 1 && own.len() > 1 && words.last() == own.last();
        let adds = |clause: &Clause| {
            clause.range.contains(&mention.range.start) && clause.act.as_deref() == Some("add")
        };
        narrowed && words != own && self.clauses.iter().any(adds)
    }

    /// Channels, roles and rollups are known by their words in any language.
    fn by_class(&self, at: usize) -> Option<Object> {
        let range = at..at + 1;
        if let Some(kind) = self.doc.value(at, Class::Channel) {
            let mut channels = self.base.channels.iter();
            let (id, _) = channels.find(|(_, channel)| channel.via.parts().0 == kind)?;
            let path = Path::of("channels", id);
            return Some(Object { path, range });
        }
        if let Some(role) = self.doc.value(at, Class::Role) {
            let known = self.base.api.as_ref()?.roles.contains(role);
            let path = Path::of("api.roles", &role);
            return known.then_some(Object { path, range });
        }
        None
    }

    /// Metrics told by a part of their name, where a run names nothing whole: `the cargo limit`.
    pub fn parts(&self, range: &Range<usize>) -> Vec<Object> {
        let named = range.clone().filter(|at| !self.doc.is_used(*at));
        let found = named.filter_map(|at| {
            let word = self.doc.word(at);
            let id = names::metric_in_part(self.base, word)?;
            let path = Path::of("metrics", &id);
            let range = at..at + 1;
            Some(Object { path, range })
        });
        found.collect()
    }

    /// The metrics that a run names.
    pub fn metrics(&self, range: &Range<usize>) -> Vec<Object> {
        let mut out: Vec<Object> = self.objects(range);
        out.retain(|object| object.of("metrics"));
        out
    }

    /// The rules that a run speaks of: by name, metric, channel or kind; the last one named for `it`.
    pub fn alerts(&self, range: &Range<usize>) -> Vec<Name> {
        let objects = self.objects(range);
        let mut out: Vec<Name> = Vec::new();
        let mut add = |more: Vec<Name>| {
            for id in more {
                if !out.contains(&id) {
                    out.push(id);
                }
            }
        };
        for object in &objects {
            if object.of("alerts") {
                add(object.name().parse().into_iter().collect());
            } else if object.of("metrics") {
                add(names::alerts_on(self.base, object.name()));
            }
        }
        add(self.joined(range, &objects));
        if out.is_empty() {
            for (class, fits) in [
                (Class::Offline, names::is_offline as fn(&_) -> bool),
                (Class::Geo, names::is_geofence),
            ] {
                let crossed = |at: usize| {
                    class == Class::Geo && crate::frames::geofence::leaves(&self.doc, at)
                };
                if range
                    .clone()
                    .any(|at| self.doc.is(at, class) || crossed(at))
                {
                    out.extend(names::alerts_where(self.base, fits));
                }
            }
        }
        let whole = |object: &Object| object.of("metrics") || object.of("alerts");
        if out.is_empty() && !objects.iter().any(whole) {
            let parts = self.parts(range);
            let rules = parts
                .iter()
                .map(|part| names::alerts_on(self.base, part.name()));
            out.extend(rules.flatten());
            out.dedup();
        }
        // `return temperature alert by Telegram` is about that quantity, and about no other rule that Telegram tells.
        if out.is_empty() && !objects.iter().any(whole) {
            for object in objects.iter().filter(|object| object.of("channels")) {
                out.extend(names::alerts_where(self.base, |alert| {
                    alert
                        .notify
                        .iter()
                        .any(|known| known.as_str() == object.name())
                }));
            }
        }
        if out.is_empty() && objects.is_empty() && self.pronoun(range) {
            out.extend(self.last_rules());
        }
        super::grave::select(self, range, &mut out);
        out
    }

    /// The rules of what was named last: itself, or those on it.
    pub fn last_rules(&self) -> Vec<Name> {
        match &self.last {
            Some(last) if last.of("alerts") => last.name().parse().into_iter().collect(),
            Some(last) => names::alerts_on(self.base, last.name()),
            None => Vec::new(),
        }
    }

    /// Is a run about rules and their limits?
    pub fn speaks_of_alerts(&self, range: &Range<usize>) -> bool {
        ["alert", "limit", "delay", "upper", "lower"]
            .iter()
            .any(|thing| self.has(range, Class::Thing, thing))
            || range.clone().any(|at| self.doc.is(at, Class::Alert))
    }

    /// Does a run compare something with a number?
    pub fn compares(&self, range: &Range<usize>) -> bool {
        !crate::frames::condition::scan(&self.doc, range).is_empty()
    }

    /// The numbers of a run with their units, free ones only.
    pub fn numbers(&self, range: &Range<usize>) -> Vec<(f64, Option<String>, usize)> {
        let number = |at: usize| match self.doc.kind(at)? {
            Kind::Quantity {
                low,
                high: None,
                unit,
            } => Some((*low, Some(unit.clone()), at)),
            Kind::Number {
                low,
                high: None,
                spelled,
            } if !spelled || *low > 1.5 => Some((*low, None, at)),
            _ => None,
        };
        range
            .clone()
            .filter(|at| !self.doc.is_used(*at))
            .filter_map(number)
            .collect()
    }

    /// Accounts for a run.
    pub fn take(&mut self, range: Range<usize>) {
        self.doc.take(range, RULE);
    }

    /// Accounts for the words of a run that an instruction is made of: marks, fillers, named things, numbers. What is
    /// left over is content that nobody understood.
    pub fn take_known(&mut self, range: &Range<usize>) {
        // `..., and water the plants`: the words of another thought are its own.
        let thought = range.clone().find(|at| self.opens_thought(*at, range.end));
        let range = &(range.start..thought.unwrap_or(range.end));
        for mark in &self.marks {
            if range.contains(&mark.range.start) && !super::narrow::narrows(mark) {
                self.doc.take(mark.range.clone(), RULE);
            }
        }
        let mut named = self.objects(range);
        if !named
            .iter()
            .any(|object| object.of("metrics") || object.of("alerts"))
        {
            named.extend(self.parts(range));
        }
        for object in named {
            self.doc.take(object.range, RULE);
        }
        for at in range.clone() {
            let known = [
                Class::Alert,
                Class::If,
                Class::Device,
                Class::Send,
                Class::Keep,
                Class::Open,
                Class::Neg,
                Class::Every,
                Class::Hold,
                Class::Iot,
                Class::Global,
                Class::Head,
            ]
            .iter()
            .any(|class| self.doc.is(at, *class));
            if known || self.doc.is_filler(at) {
                self.doc.take(at..at + 1, RULE);
            }
        }
    }

    /// The bytes of a run.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.doc.span(range)
    }

    /// The unit in which a metric is sent.
    pub fn unit(&self, metric: &str) -> Option<String> {
        self.base.metric_view(metric)?.unit().map(str::to_owned)
    }
}
