/// One reading.
pub struct Reading {
    pub device: String,
<<<<<<< yours
    pub temperature: Option<f32>,
||||||| base (generated before)
    pub temperature: Option<f64>,
=======
    pub temperature: f64,
>>>>>>> generated now
    pub humidity: Option<f64>,
}
