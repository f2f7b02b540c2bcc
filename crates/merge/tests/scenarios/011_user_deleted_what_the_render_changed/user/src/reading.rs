/// One reading.
pub struct Reading {
    pub device: String,
    pub temperature: Option<f64>,
}
