//! What templates may say.
use serde::Serialize;
use specgen_spec::Spec;
/// View.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// Name.
    pub name: String,
}
impl View {
    /// Of.
    pub fn of(spec: &Spec) -> Self {
        Self {
            name: spec.name.to_string(),
        }
    }
}
