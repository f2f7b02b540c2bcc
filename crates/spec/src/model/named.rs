//! Named things: an ordered map from name to value whose duplicates are errors.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

/// An ordered list of (key, value) that reads and prints as a map.
///
/// The order is the user's: columns, documents and the dashboard follow it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T, K = super::Name>(Vec<(K, T)>);

impl<T, K> Default for Named<T, K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, K: PartialEq> Named<T, K> {
    /// Returns whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns keys and values in the user's order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &T)> + ExactSizeIterator {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// Returns keys and values in the user's order, values changeable.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut T)> {
        self.0.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// Returns the keys in the user's order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Returns the values in the user's order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Returns the position of a key.
    pub fn position<Q: ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: PartialEq<Q>,
    {
        self.0.iter().position(|(known, _)| known == key)
    }

    /// Returns the value of a key.
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&T>
    where
        K: PartialEq<Q>,
    {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// Returns the value of a key, changeable.
    pub fn get_mut<Q: ?Sized>(&mut self, key: &Q) -> Option<&mut T>
    where
        K: PartialEq<Q>,
    {
        self.0
            .iter_mut()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// Returns whether a key is there.
    pub fn contains<Q: ?Sized>(&self, key: &Q) -> bool
    where
        K: PartialEq<Q>,
    {
        self.position(key).is_some()
    }

    /// Sets the value of a key in place, or appends it; returns the old value.
    pub fn insert(&mut self, key: K, value: T) -> Option<T> {
        if let Some((_, old)) = self.0.iter_mut().find(|(known, _)| *known == key) {
            return Some(std::mem::replace(old, value));
        }
        self.0.push((key, value));
        None
    }

    /// Inserts at a position, clamped to the length; the key must be new.
    pub fn insert_at(&mut self, position: usize, key: K, value: T) {
        let position = position.min(self.0.len());
        self.0.insert(position, (key, value));
    }

    /// Removes a key and returns its position and value.
    pub fn remove<Q: ?Sized>(&mut self, key: &Q) -> Option<(usize, T)>
    where
        K: PartialEq<Q>,
    {
        let position = self.position(key)?;
        Some((position, self.0.remove(position).1))
    }

    /// Gives the value at a key another key, in place; returns whether it was there.
    pub fn rename<Q: ?Sized>(&mut self, from: &Q, to: K) -> bool
    where
        K: PartialEq<Q>,
    {
        let Some(position) = self.position(from) else {
            return false;
        };
        self.0[position].0 = to;
        true
    }
}

impl<T, K: PartialEq> FromIterator<(K, T)> for Named<T, K> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(pairs: I) -> Self {
        let mut named = Self::default();
        for (key, value) in pairs {
            named.insert(key, value);
        }
        named
    }
}

impl<T: Serialize, K: Serialize> Serialize for Named<T, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>, K: Deserialize<'de> + PartialEq + fmt::Display> Deserialize<'de>
    for Named<T, K>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<T, K>(PhantomData<(T, K)>);
        impl<'de, T, K> Visitor<'de> for Pairs<T, K>
        where
            T: Deserialize<'de>,
            K: Deserialize<'de> + PartialEq + fmt::Display,
        {
            type Value = Named<T, K>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a map from names to values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut named = Named::default();
                let mut known = BTreeSet::new();
                while let Some(key) = map.next_key::<K>()? {
                    if !known.insert(key.to_string()) {
                        return Err(A::Error::custom(format!("`{key}` stands twice")));
                    }
                    let value = map.next_value()?;
                    named.0.push((key, value));
                }
                Ok(named)
            }
        }
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

impl<T: JsonSchema, K: JsonSchema> JsonSchema for Named<T, K> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Named_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let key = generator.subschema_for::<K>();
        let value = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "propertyNames": key,
            "additionalProperties": value,
        })
    }
}
