//! Roles and what they may do.

use crate::model::{BaseRole, Permission, Spec};

/// All permissions, in the order of documents.
pub const PERMISSIONS: [Permission; 10] = [
    Permission::Read,
    Permission::Ingest,
    Permission::Export,
    Permission::SetLimits,
    Permission::AckAlerts,
    Permission::SendCommands,
    Permission::ManageDevices,
    Permission::ManageRules,
    Permission::ManageUsers,
    Permission::ManageKeys,
];

impl Spec {
    /// Returns the roles and what each may do at least: viewer and admin when none is written.
    ///
    /// An admin is always among them, or nobody could manage anything.
    pub fn roles(&self) -> Vec<(String, BaseRole)> {
        let mut roles = Vec::new();
        if let Some(api) = &self.api {
            for (name, role) in api.roles.iter() {
                roles.push((name.to_string(), role.is.unwrap_or_default()));
            }
        }
        if roles.is_empty() {
            roles.push(("viewer".to_owned(), BaseRole::Viewer));
        }
        if !roles.iter().any(|(_, base)| *base == BaseRole::Admin) {
            roles.push(("admin".to_owned(), BaseRole::Admin));
        }
        roles
    }

    /// Returns the roles that may do something; `public` means no login.
    pub fn allowed(&self, permission: Permission) -> Vec<String> {
        let written = self.api.as_ref().and_then(|api| api.allow.get(&permission));
        if let Some(roles) = written {
            return roles.iter().map(ToString::to_string).collect();
        }
        self.roles()
            .into_iter()
            .filter(|(_, base)| may(*base, permission))
            .map(|(name, _)| name)
            .collect()
    }
}

fn may(base: BaseRole, permission: Permission) -> bool {
    match permission {
        Permission::Read | Permission::Export => true,
        Permission::AckAlerts | Permission::SendCommands => base != BaseRole::Viewer,
        _ => base == BaseRole::Admin,
    }
}
