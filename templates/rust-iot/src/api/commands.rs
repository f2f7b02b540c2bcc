//! Commands to devices: give one, see what became of those given.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use serde_json::{Map, Value};

use crate::domain::access::Principal;
use crate::domain::command::{Command, CommandStatus, GivenCommand};
use crate::domain::commands::COMMANDS;
use crate::domain::{DeviceId, List};
use crate::store::MAX_COMMANDS_PER_MINUTE;

use super::AppState;
use super::body::{expect_json, read};
use super::error::ApiError;
use super::operation::{Access, Operation};
use super::query::{DevicePath, Params};
use super::schema;

/// Most bytes of what a command is given with.
const MAX_ARGS_BYTES: usize = 4096;

/// Giving and listing commands.
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/devices/{id}/commands", "listCommands", list)
            .tag("Commands")
            .summary("Commands given to a device, newest first")
            .access(Access::Viewer)
            .device_in_path()
            .query(
                "status",
                "Only commands that this became of",
                schema::words(&CommandStatus::ALL.map(CommandStatus::as_str)),
            )
            .paged()
            .answers(200, "A page of commands", schema::list_of("Command")),
        Operation::post("/devices/{id}/commands/{name}", "giveCommand", give)
            .tag("Commands")
            .summary("Gives a device a command; the body holds what it is given with")
            .device_in_path()
            .in_path("name", "Name of the command", schema::command_name())
            .optional_body(schema::object())
            .answers(202, "It is kept and sent", schema::named("Command"))
            .answers_as(
                429,
                "Too many commands for one device in a minute",
                "application/problem+json",
                Some(schema::named("Problem")),
            ),
    ]
}

async fn list(
    State(state): State<AppState>,
    DevicePath(id): DevicePath,
    params: Params,
) -> Result<Json<List<GivenCommand>>, ApiError> {
    let status = params.word("status", CommandStatus::from_word)?;
    let page = params.page()?;
    Ok(Json(state.store.commands(&id, status, page).await?))
}

async fn give(
    State(state): State<AppState>,
    Path((id, name)): Path<(String, String)>,
    Extension(principal): Extension<Principal>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<GivenCommand>), ApiError> {
    let device =
        DeviceId::parse(&id).map_err(|_| ApiError::not_found("there is no such device"))?;
    let command = Command::named(&name).ok_or_else(|| {
        let known: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
        let known = known.join("`, `");
        ApiError::not_found(format!("there is no such command; known are `{known}`"))
    })?;
    let args = args(&headers, body).await?;
    let by = principal.name;
    let given = state.store.give_command(&device, command, args, by.clone());
    let given = given.await?.ok_or_else(|| {
        let detail = format!("a device takes {MAX_COMMANDS_PER_MINUTE} commands in a minute");
        ApiError::new(StatusCode::TOO_MANY_REQUESTS, detail)
    })?;
    tracing::info!(%device, command = command.name, number = given.id, by, "a command was given");
    Ok((StatusCode::ACCEPTED, Json(given)))
}

/// What a command is given with: nothing, or a JSON object.
async fn args(headers: &HeaderMap, body: Body) -> Result<Map<String, Value>, ApiError> {
    let bytes = read(body, MAX_ARGS_BYTES).await?;
    if bytes.is_empty() {
        return Ok(Map::new());
    }
    expect_json(headers)?;
    serde_json::from_slice(&bytes).map_err(|_| ApiError::bad_request("the body is no JSON object"))
}
