//! The facets `user_auth` and `role`.

use super::Facet;
use super::listing::Listing;
use super::taking::{Taking, name, slug, spelled, word};
use crate::edit::Path;
use crate::model::{BaseRole, Name, Permission, Role, UserMethod};

/// Permissions, the phrase for each, and the words that tell it in another phrase.
const PERMISSIONS: [(Permission, &str, &[&str]); 10] = [
    (
        Permission::SetLimits,
        "change alert limits",
        &["limit", "threshold"],
    ),
    (Permission::ManageRules, "manage alert rules", &["rule"]),
    (
        Permission::AckAlerts,
        "acknowledge alerts",
        &["acknowledge", "ack"],
    ),
    (
        Permission::SendCommands,
        "send commands",
        &["command", "control", "actuator"],
    ),
    (
        Permission::ManageUsers,
        "manage users",
        &["user", "account"],
    ),
    (Permission::ManageKeys, "manage keys", &["key"]),
    (
        Permission::ManageDevices,
        "manage devices",
        &["device", "sensor"],
    ),
    (Permission::Export, "export data", &["export", "download"]),
    (
        Permission::Ingest,
        "send readings",
        &["ingest", "send reading"],
    ),
    (Permission::Read, "read data", &["read", "view", "see"]),
];

pub(super) fn take_auth(t: &mut Taking) {
    let text = t.text("method").unwrap_or_default();
    let method = match slug(&text).as_str() {
        "any" | "required" | "token" => UserMethod::ApiKey,
        "oauth" | "oauth2" | "openid" | "sso" => UserMethod::Oidc,
        "session" | "password" | "username_password" => UserMethod::Cookie,
        other => match word(other) {
            Some(method) => method,
            None => return t.unheld(Some("method"), format!("`{text}` is no way to log in")),
        },
    };
    t.api().auth.get_or_insert_default().method = method;
    t.wrote(Path::of("api.auth", &"method"), "method");
}

pub(super) fn list_auth(l: &mut Listing) {
    if let Some(auth) = l.spec.api.as_ref().and_then(|api| api.auth.as_ref()) {
        let path = Path::of("api.auth", &"method");
        l.single(Facet::UserAuth, "method", spelled(&auth.method), &path);
    }
}

/// What a role may do at least, as far as its name tells.
fn base_role(name: &str) -> BaseRole {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["admin", "owner", "manager", "chief", "root"]) {
        BaseRole::Admin
    } else if has(&[
        "operator",
        "engineer",
        "technician",
        "support",
        "keeper",
        "mechanic",
        "dispatcher",
    ]) {
        BaseRole::Operator
    } else {
        BaseRole::Viewer
    }
}

/// Returns the permissions that a phrase speaks of.
fn permissions(text: &str) -> Vec<Permission> {
    let lower = text.to_lowercase();
    let mut found = Vec::new();
    for part in lower.split([',', ';']).map(str::trim) {
        let exact = PERMISSIONS.iter().find(|(permission, phrase, _)| {
            part == *phrase || spelled(permission).as_str() == Some(&slug(part))
        });
        let told = || {
            PERMISSIONS
                .iter()
                .find(|(_, _, words)| words.iter().any(|w| part.contains(w)))
        };
        found.extend(exact.or_else(told).map(|(permission, _, _)| *permission));
    }
    found
}

pub(super) fn take_role(t: &mut Taking) {
    let text = t.text("value").unwrap_or_default();
    let Some(id) = name(&text) else {
        return t.unheld(Some("value"), "no name can be made of it");
    };
    let only = t.text("only");
    let allowed = only.as_deref().map(permissions).unwrap_or_default();
    if only.is_some() && allowed.is_empty() {
        t.unheld(Some("only"), "it speaks of no known permission");
    }
    let is = Some(base_role(id.as_str()));
    let api = t.api();
    if !api.roles.contains(id.as_str()) {
        api.roles.insert(
            id.clone(),
            Role {
                is,
                ..Role::default()
            },
        );
    }
    for permission in &allowed {
        api.allow.insert(*permission, vec![id.clone()]);
    }
    for permission in &allowed {
        t.wrote(Path::of("api.allow", permission), "only");
    }
    t.made(Path::of("api.roles", &id));
}

pub(super) fn list_role(l: &mut Listing) {
    let Some(api) = &l.spec.api else { return };
    for id in api.roles.keys() {
        let Some(fact) = l.start(Facet::Role, &Path::of("api.roles", id)) else {
            continue;
        };
        let mut fact = fact.with("value", id.as_str());
        let alone = |roles: Option<&Vec<Name>>| roles.is_some_and(|roles| *roles == [id.clone()]);
        let only: Vec<&(Permission, &str, &[&str])> = PERMISSIONS
            .iter()
            .filter(|(permission, _, _)| alone(api.allow.get(permission)))
            .collect();
        if let Some((first, _, _)) = only.first() {
            let phrases: Vec<&str> = only.iter().map(|(_, phrase, _)| *phrase).collect();
            l.key(
                &mut fact,
                "only",
                phrases.join(", "),
                &Path::of("api.allow", first),
            );
        }
        l.push(fact);
    }
}
