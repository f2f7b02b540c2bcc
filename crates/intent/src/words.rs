//! Words: hyphens cut where both halves mean something, inflections and slips led back to known words.

use std::collections::{BTreeMap, HashMap};

use crate::lexicon::{Class, Language, Lexicon, Words, stems};
use crate::normalise::fold_phrase;
use crate::token::{Token, TokenKind};

/// Unknown words looked up in the spelling table, at most; what follows stays unknown.
const MOST_LOOKUPS: usize = 300;
/// Slips in words of five letters or more that show a text to be typed carelessly.
const CARELESS: usize = 2;
/// Letters of an article before its apostrophe, at most: `dell'aria`.
const LONGEST_ARTICLE: usize = 5;
/// One slip among so many unknown words, or more often, shows the same.
const UNKNOWN_PER_SLIP: usize = 4;

/// Cuts `MQTT-Broker` but not `co-working`: the whole is no known word, a half of three letters or more is.
pub fn split_hyphens(tokens: Vec<Token>, text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        if token.kind != TokenKind::Word || !token.text.contains('-') || lexicon.knows(&token.text)
        {
            out.push(token);
            continue;
        }
        let known = |part: &str| {
            part.len() >= 3
                && (lexicon.knows(part)
                    || lexicon.unit_words.longest(&[part], Language::Any).is_some())
        };
        if token.text.split('-').any(known) {
            cut(&token, text, &mut out);
        } else {
            out.push(token);
        }
    }
    out
}

/// Cuts `Temperaturgrenze` into the quantity and the word for its limit.
pub fn split_limits(tokens: Vec<Token>, text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        match limit_of(&token, text, lexicon) {
            Some([quantity, limit]) => out.extend([quantity, limit]),
            None => out.push(token),
        }
    }
    out
}

fn limit_of(token: &Token, text: &str, lexicon: &Lexicon) -> Option<[Token; 2]> {
    if token.kind != TokenKind::Word || lexicon.knows(&token.text) {
        return None;
    }
    let endings = lexicon.words(Words::LimitEnding);
    let (first, ending) = endings
        .filter_map(|ending| Some((token.text.strip_suffix(ending)?, ending)))
        .max_by_key(|(_, ending)| ending.len())?;
    let bare = first.strip_suffix('s').unwrap_or(first);
    let quantity = [first, bare].into_iter().find(|word| {
        let senses = lexicon.phrases.word(word);
        word.len() > 2 && senses.into_iter().any(|sense| sense.class == Class::Metric)
    })?;
    // Endings are plain letters: the cut is as far from the end in the text as typed.
    let at = token
        .end
        .checked_sub(ending.len())
        .filter(|at| text.is_char_boundary(*at))?;
    let quantity = Token {
        text: quantity.to_owned(),
        end: at,
        ..token.clone()
    };
    let limit = Token {
        text: ending.to_owned(),
        start: at,
        ..token.clone()
    };
    Some([quantity, limit])
}

fn cut(token: &Token, text: &str, out: &mut Vec<Token>) {
    let Some(original) = text.get(token.start..token.end) else {
        return;
    };
    let mut start = token.start;
    for part in original.split('-') {
        let end = start + part.len();
        let kind = match part.parse::<f64>() {
            Ok(value) if part.bytes().all(|b| b.is_ascii_digit()) => TokenKind::Number(value),
            _ => TokenKind::Word,
        };
        if !part.is_empty() {
            out.push(Token {
                kind,
                text: fold_phrase(part),
                start,
                end,
                spaced: true,
            });
        }
        start = end + 1;
    }
}

/// Returns for each token the known word it stands for, or its own text.
pub fn known_forms(tokens: &[Token], lexicon: &Lexicon) -> Vec<String> {
    let mut forms: HashMap<&str, String> = HashMap::new();
    let mut unknown: Vec<&str> = Vec::new();
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        if forms.contains_key(token.text.as_str()) {
            continue;
        }
        let known = exact(&token.text, lexicon);
        if known.is_none() {
            unknown.push(&token.text);
        }
        forms.insert(&token.text, known.unwrap_or_else(|| token.text.clone()));
    }
    unknown.truncate(MOST_LOOKUPS);
    let careless = careless(&unknown, lexicon);
    for word in unknown {
        if let Some(meant) = lexicon.nearest(word, careless) {
            forms.insert(word, meant.to_owned());
        }
    }
    let form = |token: &Token| {
        forms
            .get(token.text.as_str())
            .filter(|_| token.kind == TokenKind::Word)
            .unwrap_or(&token.text)
            .clone()
    };
    tokens.iter().map(form).collect()
}

/// Names the language of a text by the words that only one language has; English when none stands out.
pub fn language(plain: &[String], lexicon: &Lexicon) -> Language {
    let mut votes: BTreeMap<Language, usize> = BTreeMap::new();
    for word in plain {
        let mut senses = lexicon.phrases.word(word);
        senses.extend(lexicon.requests.word(word));
        // A verb that asks for a change says more than a technical word that all languages share.
        let weight = if senses.iter().any(|sense| sense.class == Class::Act) {
            2
        } else {
            1
        };
        let english = senses.iter().any(|sense| sense.language == Language::En);
        let mut languages: Vec<Language> = senses
            .iter()
            .map(|sense| sense.language)
            .filter(|language| *language != Language::Any)
            .collect();
        languages.sort_unstable();
        languages.dedup();
        for language in languages
            .into_iter()
            .filter(|language| !english || *language == Language::En)
        {
            *votes.entry(language).or_default() += weight;
        }
    }
    let english = votes.remove(&Language::En).unwrap_or(0);
    let best = votes
        .into_iter()
        .max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)));
    best.filter(|(_, count)| (*count > 1 || english <= 1) && *count * 2 > english)
        .map_or(Language::En, |(language, _)| language)
}

fn careless(unknown: &[&str], lexicon: &Lexicon) -> bool {
    // In short words only a dropped letter counts: `snsor`, not one name for another.
    let slip = |word: &&&str| {
        lexicon
            .nearest(word, true)
            .is_some_and(|meant| word.len() >= 6 || meant.len() > word.len())
    };
    let slips = unknown
        .iter()
        .filter(|word| word.len() >= 5)
        .filter(slip)
        .count();
    slips >= CARELESS && slips * UNKNOWN_PER_SLIP >= unknown.len()
}

fn exact(word: &str, lexicon: &Lexicon) -> Option<String> {
    let known = |word: &str| {
        lexicon.knows(word) || lexicon.unit_words.longest(&[word], Language::Any).is_some()
    };
    if known(word) {
        return Some(word.to_owned());
    }
    let singular = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    if let Some(stem) = singular.filter(|stem| lexicon.knows(stem)) {
        return Some(stem);
    }
    let stem = stems(word).find(|stem| lexicon.knows(stem));
    // `l'ossigeno`, `d'humidite`: an article that is written together with its noun.
    let bare = || {
        let (article, noun) = word.split_once('\'')?;
        (article.len() <= LONGEST_ARTICLE && noun.len() > 2 && known(noun)).then_some(noun)
    };
    stem.or_else(bare).map(str::to_owned)
}
