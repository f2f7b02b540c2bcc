//! One operation of the interface: how it is asked, who may ask, what it answers, and the handler that does it.

use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{self, MethodRouter};
use serde_json::Value;

use super::AppState;
use super::auth::{self, Guard};
use super::schema;

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever has a role.
    Viewer,
    /// An administrator.
    Admin,
    /// The device that the path names, with its token; or an administrator.
    DeviceOrAdmin,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// After the question mark.
    Query,
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Where it stands.
    pub place: Place,
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub description: &'static str,
    /// What it may hold.
    pub schema: Value,
}

/// What the operation answers when it succeeds.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// When it is given and what it means.
    pub description: &'static str,
    /// Media type of the body.
    pub content_type: &'static str,
    /// The body; `None` when there is none.
    pub schema: Option<Value>,
}

/// One operation.
pub struct Operation {
    /// The HTTP method, in lower case.
    pub method: &'static str,
    /// The path, with `{name}` for its parameters.
    pub path: &'static str,
    /// The name that clients generated from the document use.
    pub id: &'static str,
    /// The group it is listed in.
    pub tag: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// Who may ask.
    pub access: Access,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// What the request holds, and whether it must hold it.
    pub body: Option<(Value, bool)>,
    /// What it answers when it succeeds.
    pub answers: Vec<Answer>,
    route: MethodRouter<AppState>,
}

impl Operation {
    fn new(
        method: &'static str,
        path: &'static str,
        id: &'static str,
        route: MethodRouter<AppState>,
    ) -> Self {
        Self {
            method,
            path,
            id,
            tag: "",
            summary: "",
            access: Access::Admin,
            parameters: Vec::new(),
            body: None,
            answers: Vec::new(),
            route,
        }
    }

    /// An operation asked with `GET`. Until [`Self::access`] says otherwise, only administrators may ask.
    pub fn get<H, T>(path: &'static str, id: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new("get", path, id, routing::get(handler))
    }

    /// An operation asked with `POST`.
    pub fn post<H, T>(path: &'static str, id: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new("post", path, id, routing::post(handler))
    }

    /// An operation asked with `PATCH`.
    pub fn patch<H, T>(path: &'static str, id: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new("patch", path, id, routing::patch(handler))
    }

    /// An operation asked with `DELETE`.
    pub fn delete<H, T>(path: &'static str, id: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        Self::new("delete", path, id, routing::delete(handler))
    }

    /// Names the group it is listed in.
    pub fn tag(mut self, tag: &'static str) -> Self {
        self.tag = tag;
        self
    }

    /// Says what it does, in one line.
    pub fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// Says who may ask.
    pub fn access(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    fn parameter(
        mut self,
        place: Place,
        name: &'static str,
        description: &'static str,
        schema: Value,
    ) -> Self {
        self.parameters.push(Parameter {
            place,
            name,
            description,
            schema,
        });
        self
    }

    /// Takes a parameter from the query.
    pub fn query(self, name: &'static str, description: &'static str, schema: Value) -> Self {
        self.parameter(Place::Query, name, description, schema)
    }

    /// Takes the id of a device from the path.
    pub fn device_in_path(self) -> Self {
        let schema = schema::device_id();
        self.parameter(Place::Path, "id", "Id of the device", schema)
    }

    /// Takes the number of an alert from the path.
    pub fn alert_in_path(self) -> Self {
        let schema = schema::integer();
        self.parameter(Place::Path, "id", "Number of the alert", schema)
    }

    /// Answers in pages.
    pub fn paged(self) -> Self {
        self.query("limit", "Most items of the page", schema::limit())
            .query(
                "cursor",
                "Where to go on: `nextCursor` of the page before",
                schema::text(),
            )
    }

    /// Takes a JSON body.
    pub fn body(mut self, schema: Value) -> Self {
        self.body = Some((schema, true));
        self
    }

    /// Answers with JSON.
    pub fn answers(self, status: u16, description: &'static str, schema: Value) -> Self {
        self.answers_as(status, description, "application/json", Some(schema))
    }

    /// Answers with nothing but the status.
    pub fn answers_empty(self, status: u16, description: &'static str) -> Self {
        self.answers_as(status, description, "", None)
    }

    /// Answers with another media type.
    pub fn answers_as(
        mut self,
        status: u16,
        description: &'static str,
        content_type: &'static str,
        schema: Option<Value>,
    ) -> Self {
        self.answers.push(Answer {
            status,
            description,
            content_type,
            schema,
        });
        self
    }

    /// Adds the route, behind the guard that keeps its access and its parameters.
    pub fn mount(self, router: Router<AppState>, state: &AppState) -> Router<AppState> {
        let known_query = self
            .parameters
            .iter()
            .filter(|parameter| parameter.place == Place::Query)
            .map(|parameter| parameter.name)
            .collect();
        let guard = Guard::new(state.store.clone(), self.access, known_query);
        let route = self
            .route
            .route_layer(from_fn_with_state(guard, auth::guard));
        router.route(self.path, route)
    }
}
