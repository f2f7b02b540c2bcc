//! The variables that a started process sees.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The variables that pass from the user's environment to a process, and nothing else.
///
/// What is not on the list stays out: a key for some service that happens to be set in the user's
/// shell is none of a build script's business.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment(Vec<(OsString, OsString)>);

const EXACT: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "TMPDIR",
    "TERM",
    "COLORTERM",
    "NO_COLOR",
    "CC",
    "AR",
    "CFLAGS",
    "RUSTFLAGS",
    "RUST_LOG",
    "RUST_BACKTRACE",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "SystemRoot",
    "TEMP",
    "TMP",
    "USERPROFILE",
    "PATHEXT",
];

const PREFIXES: &[&str] = &["CARGO_", "RUSTUP_", "LC_"];

/// What the emitted backend reads: its settings, set by the user for `specgen run`.
const BACKEND: &[&str] = &[
    "DATABASE_PATH",
    "LOG",
    "LOG_FORMAT",
    "METRICS_LISTEN",
    "SMTP_URL",
    "WEBHOOK_URL",
];

const BACKEND_PREFIXES: &[&str] = &["HTTP_", "MQTT_"];

impl Environment {
    /// Keeps the listed variables of `all`, without tokens of package registries.
    pub fn scrubbed(all: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        Self::kept(all, |name| {
            (EXACT.contains(&name) || PREFIXES.iter().any(|start| name.starts_with(start)))
                && !name.ends_with("TOKEN")
        })
    }

    /// Keeps what [`Environment::scrubbed`] keeps, and the settings of an emitted backend with the
    /// variables named in `also` (channels name theirs in the specification).
    pub fn for_backend(
        all: impl IntoIterator<Item = (OsString, OsString)>,
        also: &[String],
    ) -> Self {
        Self::kept(all, |name| {
            (EXACT.contains(&name)
                || BACKEND.contains(&name)
                || PREFIXES.iter().any(|start| name.starts_with(start))
                || BACKEND_PREFIXES.iter().any(|start| name.starts_with(start))
                || also.iter().any(|one| one == name))
                && !name.starts_with("CARGO_REGISTR")
        })
    }

    /// Keeps everything, for programs that are the user's own, such as an editor.
    pub fn whole(all: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        Self(all.into_iter().collect())
    }

    fn kept(
        all: impl IntoIterator<Item = (OsString, OsString)>,
        keep: impl Fn(&str) -> bool,
    ) -> Self {
        let kept = all
            .into_iter()
            .filter(|(name, _)| name.to_str().is_some_and(&keep));
        Self(kept.collect())
    }

    /// Returns the variables.
    pub fn iter(&self) -> impl Iterator<Item = (&OsStr, &OsStr)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_os_str(), value.as_os_str()))
    }

    /// Returns the first file of that name in the folders of `PATH`.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let (_, path) = self.0.iter().find(|(name, _)| name == "PATH")?;
        std::env::split_paths(path)
            .filter(|folder| folder.is_absolute())
            .flat_map(|folder| candidates(&folder, program))
            .find(|file| is_program(file))
    }
}

fn candidates(folder: &Path, program: &str) -> Vec<PathBuf> {
    let plain = folder.join(program);
    if cfg!(windows) {
        vec![folder.join(format!("{program}.exe")), plain]
    } else {
        vec![plain]
    }
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

#[cfg(test)]
mod tests {
    use super::Environment;

    fn names(environment: &Environment) -> Vec<String> {
        let names = environment.iter().map(|(name, _)| name);
        names.map(|name| name.display().to_string()).collect()
    }

    fn all() -> Vec<(std::ffi::OsString, std::ffi::OsString)> {
        [
            "PATH",
            "CARGO_HOME",
            "CARGO_REGISTRY_TOKEN",
            "MQTT_PASSWORD",
            "BREWER_URL",
            "SOME_API_KEY",
        ]
        .map(|name| (name.into(), "x".into()))
        .into()
    }

    #[test]
    fn a_build_sees_no_secret() {
        let seen = Environment::scrubbed(all());
        assert_eq!(names(&seen), ["PATH", "CARGO_HOME"]);
    }

    #[test]
    fn a_backend_sees_its_own_settings_and_the_channels_of_the_specification() {
        let seen = Environment::for_backend(all(), &["BREWER_URL".to_owned()]);
        assert_eq!(
            names(&seen),
            ["PATH", "CARGO_HOME", "MQTT_PASSWORD", "BREWER_URL"]
        );
    }
}
