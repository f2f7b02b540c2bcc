/// One reading.
pub struct Reading {
    pub device: String,
    pub temperature: Option<f64>,
    pub humidity: Option<f64>,
    pub co2: Option<f64>,
    pub mine: bool,
}
