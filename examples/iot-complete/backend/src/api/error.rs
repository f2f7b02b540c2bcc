//! What is answered when something is wrong: problem details as RFC 9457 defines them.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::domain::pipeline::{Receipt, Unavailable};
use crate::store::StoreError;

/// Seconds after which a caller may try again while the database does not answer.
const RETRY_AFTER_S: u16 = 2;

/// One thing that is wrong with the request.
#[derive(Debug, Clone, Serialize)]
pub struct Fault {
    /// Where: a JSON pointer into the body, or `?name` for a parameter of the query.
    pub pointer: String,
    /// What kind, for programs.
    pub code: &'static str,
    /// What exactly, for people.
    pub message: String,
}

/// An answer that says no. [`super::wrap::describe_errors`] writes the body.
#[derive(Debug, Clone)]
pub struct ApiError {
    /// The HTTP status.
    pub status: StatusCode,
    /// What happened, for people.
    pub detail: String,
    /// What exactly is wrong with the request.
    pub faults: Vec<Fault>,
    /// What became of the readings that came in the same body.
    pub receipt: Option<(usize, usize)>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl ApiError {
    /// An answer with this status.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            faults: Vec::new(),
            receipt: None,
            headers: Vec::new(),
        }
    }

    fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The request cannot be read.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// A parameter of the query is wrong.
    pub fn bad_parameter(name: &str, code: &'static str, message: impl Into<String>) -> Self {
        let mut error = Self::bad_request(format!("the parameter `{name}` is wrong"));
        error.faults.push(Fault {
            pointer: format!("?{name}"),
            code,
            message: message.into(),
        });
        error
    }

    /// Who asks is not known.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, detail)
            .with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// Who asks may not.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// There is no such thing.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// The path is known, the method is not.
    pub fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "this path does not know the method",
        )
    }

    /// The body can be read, but not used.
    pub fn unprocessable(faults: Vec<Fault>) -> Self {
        let mut error = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "the request holds values that cannot be used",
        );
        error.faults = faults;
        error
    }

    /// Readings that were not stored.
    pub fn rejected(receipt: Receipt) -> Self {
        let whole = receipt.stored + receipt.duplicates == 0 && receipt.rejected.len() == 1;
        let status = match receipt.rejected.first() {
            Some(only) if whole => only.reject.row().status,
            _ => 422,
        };
        let detail = match receipt.rejected.first() {
            Some(only) if receipt.rejected.len() == 1 => only.message.clone(),
            _ => format!("{} readings were not stored", receipt.rejected.len()),
        };
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        let mut error = Self::new(status, detail);
        error.receipt = Some((receipt.stored, receipt.duplicates));
        error.faults = receipt
            .rejected
            .into_iter()
            .map(|rejection| Fault {
                pointer: rejection.pointer,
                code: rejection.reject.label(),
                message: rejection.message,
            })
            .collect();
        error
    }

    fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer now; try again",
        )
        .with_header(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_S))
    }
}

impl IntoResponse for ApiError {
    fn into_response(mut self) -> Response {
        let mut response = self.status.into_response();
        for (name, value) in self.headers.drain(..) {
            response.headers_mut().insert(name, value);
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::not_found("there is no such device or alert"),
            StoreError::Conflict => Self::new(StatusCode::CONFLICT, "it exists already"),
            StoreError::BadCursor => {
                Self::bad_parameter("cursor", "format", StoreError::BadCursor.to_string())
            }
            StoreError::UnknownLimit { key } => Self::unprocessable(vec![Fault {
                pointer: format!("/{key}"),
                code: "unknown_limit",
                message: StoreError::UnknownLimit { key }.to_string(),
            }]),
            StoreError::Unavailable => Self::unavailable(),
            StoreError::Database(_) | StoreError::Corrupt(_) => {
                tracing::error!(%error, "a request failed");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "the request failed; the log says why",
                )
            }
        }
    }
}

impl From<Unavailable> for ApiError {
    fn from(_: Unavailable) -> Self {
        Self::unavailable()
    }
}
