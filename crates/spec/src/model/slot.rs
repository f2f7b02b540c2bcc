//! A number that may be absent, asked for without a value, or given.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Absent means the default, open (`null`) means asked for with the number left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slot<T> {
    /// Not written: the default holds.
    #[default]
    Absent,
    /// Written as `null`: asked for, settable at run time, no rule fires on it.
    Open,
    /// Given.
    Is(T),
}

impl<T> Slot<T> {
    /// Returns whether nothing is written.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns whether it was asked for without a value.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// Returns the value, when there is one.
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Absent | Self::Open => None,
        }
    }
}

impl<T: Serialize> Serialize for Slot<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Is(value) => value.serialize(serializer),
            Self::Absent | Self::Open => serializer.serialize_none(),
        }
    }
}

/// The name under which a slot asks its source for a value: the source then allows `null`.
pub(crate) const SLOT: &str = "Slot";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inside<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Inside<T> {
            type Value = Slot<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value or `null`")
            }

            fn visit_newtype_struct<D>(self, deserializer: D) -> Result<Slot<T>, D::Error>
            where
                D: Deserializer<'de>,
            {
                Ok(Option::<T>::deserialize(deserializer)?.map_or(Slot::Open, Slot::Is))
            }
        }
        deserializer.deserialize_newtype_struct(SLOT, Inside(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Slot<T> {
    fn schema_name() -> Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(generator)
    }
}
