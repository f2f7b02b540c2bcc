/// One reading.
pub struct Reading {
    pub device: String,
    pub temperature: Option<f64>,
    pub humidity: Option<f64>,
<<<<<<< yours
    pub mine: bool,
||||||| base (generated before)
=======
    pub co2: Option<f64>,
>>>>>>> generated now
}
