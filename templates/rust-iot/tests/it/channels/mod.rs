//! Messages about alerts for channels besides MQTT.

mod cases;
mod each;
mod queue;
mod receiver;
