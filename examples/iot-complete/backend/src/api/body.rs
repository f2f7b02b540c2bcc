//! Small JSON bodies, read field by field, so that every fault can be named at once with its place.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use super::error::{ApiError, Fault};

/// Most bytes of a body that holds no readings.
const MAX_BODY_BYTES: usize = 16 * 1024;

/// Reads a whole body of at most `most_bytes`.
pub async fn read(body: Body, most_bytes: usize) -> Result<Bytes, ApiError> {
    axum::body::to_bytes(body, most_bytes).await.map_err(|_| {
        ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the body was cut off or has more than {most_bytes} bytes"),
        )
    })
}

/// Refuses a body that does not call itself JSON.
pub fn expect_json(headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = given.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") || media_type.ends_with("+json") {
        Ok(())
    } else {
        Err(ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            format!("send `Content-Type: application/json`, not `{given}`"),
        ))
    }
}

/// The fields of a JSON object. Taking a field notes its faults; [`Fields::finish`] reports them all.
pub struct Fields {
    left: Map<String, Value>,
    faults: Vec<Fault>,
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        expect_json(request.headers())?;
        let bytes = read(request.into_body(), MAX_BODY_BYTES).await?;
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(left)) => Ok(Self {
                left,
                faults: Vec::new(),
            }),
            Ok(_) => Err(ApiError::bad_request("the body is no JSON object")),
            Err(error) => Err(ApiError::bad_request(format!(
                "the body is no JSON: {error}"
            ))),
        }
    }
}

impl Fields {
    /// Notes that a field is wrong.
    pub fn fault(&mut self, name: &str, code: &'static str, message: impl Into<String>) {
        self.faults.push(Fault {
            pointer: format!("/{}", name.replace('~', "~0").replace('/', "~1")),
            code,
            message: message.into(),
        });
    }

    /// A text that may be missing (`None`) or null (`Some(None)`).
    pub fn text(&mut self, name: &str, most_chars: usize) -> Option<Option<String>> {
        match self.left.remove(name)? {
            Value::Null => Some(None),
            Value::String(text) => {
                let text = text.trim().to_owned();
                if text.chars().count() > most_chars {
                    self.fault(name, "length", format!("at most {most_chars} characters"));
                    None
                } else if text.chars().any(char::is_control) {
                    self.fault(name, "format", "no control characters");
                    None
                } else {
                    Some((!text.is_empty()).then_some(text))
                }
            }
            _ => {
                self.fault(name, "type", "must be a text or null");
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required_text(&mut self, name: &str, most_chars: usize) -> String {
        let before = self.faults.len();
        let text = self.text(name, most_chars).flatten();
        if text.is_none() && self.faults.len() == before {
            self.fault(name, "required", "must be given");
        }
        text.unwrap_or_default()
    }

    /// True or false, or missing.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        match self.left.remove(name)? {
            Value::Bool(flag) => Some(flag),
            _ => {
                self.fault(name, "type", "must be true or false");
                None
            }
        }
    }

    /// All fields left, each a number or null.
    pub fn numbers(&mut self) -> Vec<(String, Option<f64>)> {
        let mut numbers = Vec::new();
        for (name, value) in std::mem::take(&mut self.left) {
            match value {
                Value::Null => numbers.push((name, None)),
                Value::Number(number) => numbers.push((name, number.as_f64())),
                _ => self.fault(&name, "type", "must be a number or null"),
            }
        }
        numbers
    }

    /// Reports what was wrong, and fields that nobody took.
    pub fn finish(mut self) -> Result<(), ApiError> {
        let unknown: Vec<String> = self.left.keys().cloned().collect();
        for name in unknown {
            self.fault(&name, "unknown_field", "is not known here");
        }
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(ApiError::unprocessable(self.faults))
        }
    }
}
