//! Starts the MQTT side: the connections to a broker, or the own endpoint.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::StartError;
use crate::api::MqttAddress;
use crate::config::Mqtt;
use crate::domain::link::BrokerLink;
use crate::domain::notify::Notify;
use crate::ingest::{Pipeline, broker, topics};
use crate::telemetry::Telemetry;

/// What the MQTT side is made from.
pub(super) struct Parts<'a> {
    pub pipeline: &'a Pipeline,
    pub telemetry: &'a Arc<Telemetry>,
    pub stopping: &'a watch::Receiver<bool>,
}

/// What the MQTT side gives to the others.
pub(super) struct MqttSide {
    pub address: Arc<MqttAddress>,
    pub link: Arc<BrokerLink>,
    pub notifier: Arc<dyn Notify>,
}

impl Parts<'_> {
    /// Connects to the broker, or opens the own endpoint.
    pub async fn start_mqtt(
        &self,
        mqtt: Mqtt,
        tasks: &mut JoinSet<()>,
    ) -> Result<MqttSide, StartError> {
        match mqtt {
            Mqtt::Broker(settings) => {
                let address = mqtt_address(Some(settings.host.clone()), settings.port);
                let link = Arc::new(BrokerLink::new(true));
                let broker = broker::Broker {
                    pipeline: self.pipeline.clone(),
                    link: Arc::clone(&link),
                    telemetry: Arc::clone(self.telemetry),
                };
                let notifier = broker.start(&settings, tasks, self.stopping)?;
                Ok(MqttSide {
                    address,
                    link,
                    notifier,
                })
            }
            Mqtt::Own(listen) => self.start_endpoint(listen, tasks).await,
        }
    }

    #[cfg(feature = "mqtt-endpoint")]
    async fn start_endpoint(
        &self,
        address: SocketAddr,
        tasks: &mut JoinSet<()>,
    ) -> Result<MqttSide, StartError> {
        use crate::ingest::endpoint::{Endpoint, Hub};

        let listener = super::listen("MQTT_LISTEN", address).await?;
        let bound = listener.local_addr().unwrap_or(address);
        let hub = Arc::new(Hub::default());
        let endpoint = Endpoint {
            pipeline: self.pipeline.clone(),
            store: self.pipeline.store().clone(),
            hub: Arc::clone(&hub),
            telemetry: Arc::clone(self.telemetry),
        };
        tasks.spawn(endpoint.serve(listener, self.stopping.clone()));
        Ok(MqttSide {
            address: mqtt_address(None, bound.port()),
            link: Arc::new(BrokerLink::new(false)),
            notifier: hub,
        })
    }

    #[cfg(not(feature = "mqtt-endpoint"))]
    async fn start_endpoint(
        &self,
        _address: SocketAddr,
        _tasks: &mut JoinSet<()>,
    ) -> Result<MqttSide, StartError> {
        Err(StartError::NoMqtt)
    }
}

fn mqtt_address(host: Option<String>, port: u16) -> Arc<MqttAddress> {
    Arc::new(MqttAddress {
        own_endpoint: host.is_none(),
        host,
        port,
        readings_topic: topics::READINGS.to_owned(),
        alerts_topic: topics::ALERTS.to_owned(),
    })
}
