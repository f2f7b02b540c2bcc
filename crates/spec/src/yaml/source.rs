//! A node as a source of typed values for `serde`.

use serde::Deserializer;
use serde::de::{Error as _, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::access::{Choice, Elements, Pairs, leave_out};
use super::fault::{Fault, plain, quote};
use super::node::{Entry, Kind, Node};
use super::scalar::{Meaning, meaning};
use crate::model::SLOT;

/// A node being read.
#[derive(Clone, Copy)]
pub(super) struct Source<'de> {
    node: &'de Node,
    /// Whether `null` is meant: only a number that may be left open allows it.
    open: bool,
}

impl<'de> Source<'de> {
    pub const fn new(node: &'de Node) -> Self {
        Self { node, open: false }
    }

    fn invalid(&self, visitor: &dyn serde::de::Expected) -> Fault {
        let fault = match &self.node.kind {
            Kind::Scalar { .. } if self.node.is_null() => {
                return Fault::new("E006", "nothing stands here, and this may not be left open")
                    .at(self.node.mark())
                    .hint("write a value (an empty map is `{}`), or delete the key");
            }
            Kind::Scalar { text, .. } => Fault::new(
                "E003",
                format!("{} where {} belongs", quote(text), plain(visitor)),
            ),
            Kind::List { .. } => Fault::invalid_type(Unexpected::Other("a list"), visitor),
            Kind::Map { .. } => Fault::invalid_type(Unexpected::Other("a map"), visitor),
        };
        fault.at(self.node.mark())
    }

    fn scalar<V: Visitor<'de>>(&self, visitor: &V) -> Result<(&'de str, Meaning), Fault> {
        match &self.node.kind {
            Kind::Scalar { text, plain: true } => match meaning(text) {
                Meaning::Null => Err(self.invalid(visitor)),
                meaning => Ok((text, meaning)),
            },
            Kind::Scalar { text, plain: false } => Ok((text, Meaning::Text)),
            _ => Err(self.invalid(visitor)),
        }
    }
}

macro_rules! whole_numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.scalar(&visitor)? {
                (_, Meaning::Whole(number)) => visitor.visit_i64(number),
                _ => Err(self.invalid(&visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Source<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::List { .. } => self.deserialize_seq(visitor),
            Kind::Map { .. } => self.deserialize_map(visitor),
            Kind::Scalar { .. } => match self.scalar(&visitor)? {
                (_, Meaning::Bool(truth)) => visitor.visit_bool(truth),
                (_, Meaning::Whole(number)) => visitor.visit_i64(number),
                (_, Meaning::Decimal(number)) => visitor.visit_f64(number),
                (text, _) => visitor.visit_borrowed_str(text),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.scalar(&visitor)? {
            (_, Meaning::Bool(truth)) => visitor.visit_bool(truth),
            (text, _) => {
                let message = format!("{} is no truth value", quote(text));
                Err(Fault::new("E003", message)
                    .at(self.node.mark())
                    .hint("write `true` or `false`"))
            }
        }
    }

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.scalar(&visitor)?.0;
        visitor.visit_borrowed_str(text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.is_null() {
            true if self.open => visitor.visit_none(),
            true => Err(self.invalid(&visitor)),
            false => visitor.visit_some(Self::new(self.node)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(Self {
            open: name == SLOT,
            ..self
        })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::List { items, .. } => visitor.visit_seq(Elements {
                items: items.iter(),
            }),
            Kind::Scalar { text, .. } if !self.node.is_null() => Err(self
                .invalid(&"a list")
                .hint(format!("write {}", quote(&format!("[{text}]"))))),
            _ => Err(self.invalid(&"a list")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::Map { entries, .. } => visitor.visit_map(Pairs::new(entries)),
            _ if self.node.is_null() => Err(self.invalid(&visitor).hint("an empty map is `{}`")),
            _ => Err(self.invalid(&"a map of keys")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::Map { entries, .. } => visitor.visit_map(Pairs::new(entries)).map_err(|fault| {
                let left_out = |key| entries.iter().any(|e| e.key == key && e.faulty.get());
                let echo = fault.missing.is_some_and(left_out);
                Fault {
                    echo: fault.echo || echo,
                    missing: None,
                    ..fault
                }
            }),
            _ if self.node.is_null() => {
                Err(self.invalid(&visitor).hint("one with all defaults is `{}`"))
            }
            _ => {
                let first: Vec<String> = known.iter().take(6).map(|key| quote(key)).collect();
                Err(self
                    .invalid(&"a map of keys")
                    .hint(format!("keys that may stand here: {}", first.join(", "))))
            }
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::Scalar { .. } => {
                let word = self.scalar(&visitor)?.0;
                let choice = Choice { word, value: None };
                visitor
                    .visit_enum(choice)
                    .map_err(|fault| fault.at(self.node.mark()))
            }
            Kind::Map { entries, .. } => {
                let left_out = entries.iter().any(|entry| entry.faulty.get());
                let mut alive = entries.iter().filter(|entry| !entry.faulty.get());
                match (alive.next(), alive.next()) {
                    (Some(entry), None) => visitor
                        .visit_enum(Choice {
                            word: &entry.key,
                            value: Some(entry),
                        })
                        .map_err(|fault| entry.blame(fault)),
                    (Some(_), Some(second)) => Err(second_kind(second, known)),
                    (None, _) => Err(Fault {
                        echo: left_out,
                        ..self.invalid(&"one of the kinds").hint(format!(
                            "kinds: {}",
                            known
                                .iter()
                                .map(|k| quote(k))
                                .collect::<Vec<_>>()
                                .join(", ")
                        ))
                    }),
                }
            }
            Kind::List { .. } => Err(self.invalid(&"one kind")),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

fn second_kind(second: &Entry, known: &[&str]) -> Fault {
    let word = quote(&second.key);
    let (message, way_out) = if known.contains(&second.key.as_str()) {
        let both = format!("a second kind, {word}, beside the first");
        let way_out = if known.contains(&"all") {
            "keep one, or join them: `all: [{...}, {...}]`"
        } else {
            "keep one of them"
        };
        (both, way_out)
    } else {
        let message = format!("{word} beside the kind: only one key may stand here");
        (
            message,
            "move it into the braces of the kind, or out of this map",
        )
    };
    let fault = Fault::new("E005", message)
        .at(second.key_span)
        .hint(way_out);
    leave_out(&second.faulty, fault)
}
