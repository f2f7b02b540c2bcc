//! The keys, elements and kinds inside a node, one after the other.

use std::cell::Cell;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::fault::Fault;
use super::node::{Entry, Item};
use super::source::Source;

impl Entry {
    /// Gives a fault its place and leaves the entry out of the next pass.
    pub(super) fn blame(&self, fault: Fault) -> Fault {
        let place = match fault.code {
            "E007" => self.key_span,
            _ => self.value.mark(),
        };
        leave_out(&self.faulty, fault.at(place))
    }
}

/// Leaves an entry out of the next pass when it is the innermost one around a fault.
pub(super) fn leave_out(faulty: &Cell<bool>, fault: Fault) -> Fault {
    if !fault.settled {
        faulty.set(true);
    }
    Fault {
        settled: true,
        ..fault
    }
}

pub(super) struct Pairs<'de> {
    entries: std::slice::Iter<'de, Entry>,
    current: Option<&'de Entry>,
}

impl<'de> Pairs<'de> {
    pub fn new(entries: &'de [Entry]) -> Self {
        Self {
            entries: entries.iter(),
            current: None,
        }
    }
}

impl<'de> MapAccess<'de> for Pairs<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some(entry) = self.entries.by_ref().find(|entry| !entry.faulty.get()) else {
            return Ok(None);
        };
        self.current = Some(entry);
        let key = BorrowedStrDeserializer::<Fault>::new(&entry.key);
        seed.deserialize(key)
            .map(Some)
            .map_err(|fault| leave_out(&entry.faulty, fault.at(entry.key_span)))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let Some(entry) = self.current else {
            return Err(Fault::custom("a value without its key"));
        };
        seed.deserialize(Source::new(&entry.value))
            .map_err(|fault| entry.blame(fault))
    }
}

pub(super) struct Elements<'de> {
    pub items: std::slice::Iter<'de, Item>,
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some(item) = self.items.by_ref().find(|item| !item.faulty.get()) else {
            return Ok(None);
        };
        seed.deserialize(Source::new(&item.value))
            .map(Some)
            .map_err(|fault| leave_out(&item.faulty, fault.at(item.value.mark())))
    }
}

pub(super) struct Choice<'de> {
    pub word: &'de str,
    pub value: Option<&'de Entry>,
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        let word = BorrowedStrDeserializer::<Fault>::new(self.word);
        let chosen = seed.deserialize(word).map_err(|fault| match self.value {
            Some(entry) => fault.at(entry.key_span),
            None => fault,
        })?;
        Ok((chosen, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.value {
            None => Ok(()),
            Some(entry) => Err(
                Fault::new("E003", format!("`{}` takes no value", self.word))
                    .at(entry.key_span)
                    .hint(format!("write the word alone: `{}`", self.word)),
            ),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        match self.value {
            Some(entry) => seed
                .deserialize(Source::new(&entry.value))
                .map_err(|fault| entry.blame(fault)),
            None => Err(Fault::new("E003", format!("`{}` needs a value", self.word))
                .hint(format!("write `{{{}: ...}}`", self.word))),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value, Fault> {
        Err(Fault::custom("a kind of several unnamed values"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _known: &'static [&'static str],
        _visitor: V,
    ) -> Result<V::Value, Fault> {
        Err(Fault::custom("a kind with unnamed keys"))
    }
}
