//! Parameters of the path and the query, read and checked.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::Uri;
use axum::http::request::Parts;

use crate::domain::page::{MAX_LIMIT, Page};
use crate::domain::{DeviceId, Timestamp};

use super::error::ApiError;

/// The parameters of the query.
#[derive(Debug)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads the query of an address.
    pub fn of(uri: &Uri) -> Result<Self, ApiError> {
        let Query(pairs) = Query::try_from_uri(uri)
            .map_err(|_| ApiError::bad_request("the query of the address cannot be read"))?;
        Ok(Self(pairs))
    }

    /// Refuses what the operation does not know: a misspelt filter would otherwise seem to work.
    pub fn all_known(&self, known: &[&str]) -> Result<(), ApiError> {
        match self
            .0
            .iter()
            .find(|(name, _)| !known.contains(&name.as_str()))
        {
            None => Ok(()),
            Some((name, _)) if known.is_empty() => Err(ApiError::bad_parameter(
                name,
                "unknown",
                "this operation takes no parameters",
            )),
            Some((name, _)) => {
                let message = format!("known here are `{}`", known.join("`, `"));
                Err(ApiError::bad_parameter(name, "unknown", message))
            }
        }
    }

    /// The text of a parameter; an empty one counts as not given.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// A whole number from `least` to `most`.
    pub fn number(&self, name: &str, least: i64, most: i64) -> Result<Option<i64>, ApiError> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        match text.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
            _ => {
                let message = format!("`{text}` is no whole number from {least} to {most}");
                Err(ApiError::bad_parameter(name, "range", message))
            }
        }
    }

    /// A time as RFC 3339.
    pub fn time(&self, name: &str) -> Result<Option<Timestamp>, ApiError> {
        self.text(name)
            .map(|text| {
                Timestamp::parse(text)
                    .map_err(|error| ApiError::bad_parameter(name, "format", error.to_string()))
            })
            .transpose()
    }

    /// The id of a device.
    pub fn device(&self, name: &str) -> Result<Option<DeviceId>, ApiError> {
        self.text(name)
            .map(|text| {
                DeviceId::parse(text)
                    .map_err(|error| ApiError::bad_parameter(name, "format", error.to_string()))
            })
            .transpose()
    }

    /// One word out of a closed list.
    pub fn word<T>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ApiError> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        match read(text) {
            Some(word) => Ok(Some(word)),
            None => Err(ApiError::bad_parameter(
                name,
                "word",
                format!("`{text}` is not one of its words"),
            )),
        }
    }

    /// Which part of a list is wanted.
    pub fn page(&self) -> Result<Page, ApiError> {
        let most = i64::try_from(MAX_LIMIT).unwrap_or(i64::MAX);
        let mut page = Page::default();
        if let Some(limit) = self.number("limit", 1, most)? {
            page.limit = usize::try_from(limit).unwrap_or(page.limit);
        }
        page.cursor = self.text("cursor").map(str::to_owned);
        Ok(page)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Self::of(&parts.uri)
    }
}

/// The device that the path names.
pub struct DevicePath(pub DeviceId);

impl<S: Send + Sync> FromRequestParts<S> for DevicePath {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.ok()
            .and_then(|Path(id)| DeviceId::parse(&id).ok())
            .map(Self)
            .ok_or_else(|| ApiError::not_found("there is no such device"))
    }
}

/// The alert that the path names.
pub struct AlertPath(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for AlertPath {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let id = Path::<i64>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id))
            .map_err(|_| ApiError::not_found("there is no such alert"))
    }
}
