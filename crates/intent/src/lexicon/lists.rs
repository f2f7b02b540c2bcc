//! What the lists of words hold: the program's own words, and those of a workspace.

use std::collections::BTreeSet;

use super::phrase;
use super::prepared::Listed;
use super::words::Words;

/// The lists of words.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    prepared: Listed,
    own: BTreeSet<(Words, String)>,
}

impl Lists {
    /// Makes lists of the program's own words.
    pub fn of(prepared: Listed) -> Self {
        Self {
            prepared,
            own: BTreeSet::new(),
        }
    }

    /// Adds a word of a workspace, or several that stand together.
    pub fn insert(&mut self, list: Words, word: &str) {
        self.own.insert((list, phrase::words(word)));
    }

    /// Does a list hold a word?
    pub fn hold(&self, list: Words, word: &str) -> bool {
        self.prepared.holds(list as usize, word)
            || self.own.iter().any(|(of, own)| *of == list && own == word)
    }

    /// Every word of a list.
    pub fn each(&self, list: Words) -> impl Iterator<Item = &str> {
        let own = self.own.iter().filter(move |(of, _)| *of == list);
        let own = own.map(|(_, word)| word.as_str());
        let prepared = self.prepared.each(list as usize);
        own.chain(prepared)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lexicon, words};
    use super::*;
    use crate::lexicon::table::{self, Line};
    use crate::lexicon::tables::PHRASES;

    #[test]
    fn every_list_has_words_and_each_is_found() {
        let lexicon = Lexicon::embedded();
        for (number, (key, list)) in Words::ALL.iter().enumerate() {
            assert_eq!(*list as usize, number);
            assert!(lexicon.words(*list).next().is_some(), "{key} is empty");
        }
        for (_, table) in PHRASES {
            let mut heading = "";
            for line in table::lines(table) {
                match line {
                    Line::Class(key) => heading = key,
                    Line::Entry(key, text) if heading == words::HEADING => {
                        let list = Words::from_key(key).unwrap();
                        for word in text.split('|') {
                            assert!(lexicon.says(list, &phrase::words(word)), "{word}");
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn a_list_holds_its_own_words_only() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.says(Words::Joint, "von"));
        assert!(!lexicon.says(Words::JoinedArticle, "von"));
        assert!(!lexicon.says(Words::Joint, ""));
        assert!(!lexicon.says(Words::Joint, "vo"));
    }

    #[test]
    fn a_workspace_adds_words_and_hears_about_unknown_lists() {
        let lexicon = Lexicon::embedded()
            .extended("[words]\njoint = \"av|från\"")
            .unwrap();
        assert!(lexicon.says(Words::Joint, "av"));
        assert!(lexicon.says(Words::Joint, "fran"));
        assert!(lexicon.says(Words::Joint, "of"));
        assert!(!lexicon.says(Words::JoinedArticle, "av"));
        assert!(!lexicon.knows("av"));
        let error = Lexicon::embedded()
            .extended("[words]\njoints = \"av\"")
            .unwrap_err();
        assert!(error.to_string().contains("`words.joints` is no list"));
    }
}
