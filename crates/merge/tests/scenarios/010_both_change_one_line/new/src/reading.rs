/// One reading.
pub struct Reading {
    pub device: String,
    pub temperature: f64,
    pub humidity: Option<f64>,
}
