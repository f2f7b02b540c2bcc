/// One reading.
pub struct Reading {
    pub device: String,
    pub temperature: Option<f64>,
<<<<<<< yours
||||||| base (generated before)
    pub humidity: Option<f64>,
=======
    pub humidity: f64,
>>>>>>> generated now
}
