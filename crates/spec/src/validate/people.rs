//! Whether API, roles and numbers of the API make sense.

use super::Check;
use crate::model::Permission;

pub(super) fn check(check: &mut Check<'_>) {
    let Some(api) = &check.spec.api else {
        return;
    };
    for (permission, roles) in api.allow.iter() {
        let path = format!("api.allow.{permission}");
        let managing = !matches!(
            permission,
            Permission::Read | Permission::Ingest | Permission::Export
        );
        if roles.is_empty() {
            let message = format!("nobody may `{permission}`");
            check.value(
                "E309",
                &path,
                &message,
                "name at least one role, such as `[admin]`",
            );
        }
        if managing && roles.iter().any(|role| role == "public") {
            let message = format!("`{permission}` without a login");
            check.value(
                "E309",
                &path,
                &message,
                "name roles: only reading and sending can be public",
            );
        }
    }
    if let Some(pages) = &api.pagination {
        let (default, max) = (pages.default.unwrap_or(1), pages.max.unwrap_or(u32::MAX));
        if default == 0 || max == 0 || default > max {
            let message = "a page must hold at least 1 item and at most `max`";
            check.key(
                "E309",
                "api.pagination",
                message,
                "write `default: 100, max: 1000`",
            );
        }
    }
    if let Some(base) = &api.base {
        let legal = |c: char| c.is_ascii_alphanumeric() || "/-_.".contains(c);
        if !base.starts_with('/') || !base.chars().all(legal) {
            let message = "a path prefix begins with `/` and holds no blanks";
            check.value(
                "E309",
                "api.base",
                message,
                "write for example `base: /api/v1`",
            );
        }
    }
}
