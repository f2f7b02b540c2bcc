/// One reading.
pub struct Reading {
    pub device: String,
    pub temperature: Option<f64>,
<<<<<<< yours
    pub humidity: f64,
||||||| base (generated before)
    pub humidity: Option<f64>,
=======
>>>>>>> generated now
}
