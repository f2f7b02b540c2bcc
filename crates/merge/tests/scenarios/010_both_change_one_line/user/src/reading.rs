/// One reading.
pub struct Reading {
    pub device: String,
    pub temperature: Option<f32>,
    pub humidity: Option<f64>,
}
