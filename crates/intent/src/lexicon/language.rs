//! The languages that phrases and texts are of.

/// The languages of the data files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Names that are the same everywhere.
    #[default]
    Any,
    /// English, which technical words of every text are taken from.
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Portuguese.
    Pt,
    /// Indonesian and Malay.
    Id,
    /// Italian.
    It,
    /// Dutch.
    Nl,
}

impl Language {
    /// All of them, each at the place of its number.
    pub const ALL: [Self; 9] = [
        Self::Any,
        Self::En,
        Self::De,
        Self::Es,
        Self::Fr,
        Self::Pt,
        Self::Id,
        Self::It,
        Self::Nl,
    ];

    /// May a phrase of this language be meant in a text of that one?
    pub fn occurs_in(self, text: Self) -> bool {
        matches!(self, Self::Any | Self::En) || self == text || text == Self::Any
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn each_language_is_found_by_its_number() {
        for language in Language::ALL {
            assert_eq!(Language::ALL[language as usize], language);
        }
    }
}
