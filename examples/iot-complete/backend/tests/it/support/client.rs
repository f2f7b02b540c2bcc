//! MQTT 5 and 3.1.1 clients that say what happened to them.

use std::net::SocketAddr;
use std::time::Duration;

use mqtt4::mqttbytes::v4;
use mqtt5::mqttbytes::QoS;
use mqtt5::mqttbytes::v5::{Packet, PubAckReason, Publish, SubscribeReasonCode};
use mqtt5::{AsyncClient, Event, MqttOptions, PublishOptions};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How long a test waits for a packet.
const PATIENCE: Duration = Duration::from_secs(30);

/// An MQTT 5 client.
pub struct Client5 {
    pub client: AsyncClient,
    packets: mpsc::UnboundedReceiver<Result<Packet, String>>,
    task: JoinHandle<()>,
}

/// Options to log in as a device.
pub fn options5(server: SocketAddr, user: &str, password: &str) -> MqttOptions {
    let host = server.ip().to_string();
    let mut options = MqttOptions::new(user, (host.as_str(), server.port()));
    options
        .set_credentials(user.to_owned(), password.to_owned())
        .set_clean_start(true);
    options
}

impl Client5 {
    /// Connects with these options.
    pub fn connect(options: MqttOptions) -> Self {
        let (client, mut events) = AsyncClient::builder(options).capacity(1000).build();
        let (sender, packets) = mpsc::unbounded_channel();
        let task = tokio::spawn(async move {
            loop {
                match events.poll().await {
                    Ok(Event::Incoming(packet)) => {
                        if sender.send(Ok(packet)).is_err() {
                            return;
                        }
                    }
                    Ok(_) => {}
                    Err(error) => {
                        // The test may have what it waited for.
                        let _ = sender.send(Err(error.to_string()));
                        return;
                    }
                }
            }
        });
        Self {
            client,
            packets,
            task,
        }
    }

    /// The next packet, or why the connection ended.
    pub async fn next(&mut self) -> Result<Packet, String> {
        tokio::time::timeout(PATIENCE, self.packets.recv())
            .await
            .expect("a packet within thirty seconds")
            .unwrap_or_else(|| Err("the client has ended".to_owned()))
    }

    /// Waits until the server lets the client in.
    pub async fn welcomed(&mut self) {
        let first = self.next().await;
        assert!(matches!(first, Ok(Packet::ConnAck(_))), "{first:?}");
    }

    /// Publishes with QoS 1 and waits for the verdict.
    pub async fn publish(&mut self, topic: &str, payload: &str) -> PubAckReason {
        let options = PublishOptions::new(QoS::AtLeastOnce);
        let sent = self.client.publish(topic, payload.to_owned(), options);
        sent.await.unwrap();
        loop {
            if let Packet::PubAck(ack) = self.next().await.unwrap() {
                return ack.reason;
            }
        }
    }

    /// Number of the next publish that is acknowledged.
    pub async fn acknowledged(&mut self) -> u16 {
        loop {
            if let Packet::PubAck(ack) = self.next().await.unwrap() {
                return ack.pkid;
            }
        }
    }

    /// Subscribes and returns whether it was granted.
    pub async fn subscribe(&mut self, filter: &str) -> bool {
        let subscribed = self.client.subscribe(filter, QoS::AtLeastOnce);
        subscribed.await.unwrap();
        loop {
            if let Packet::SubAck(ack) = self.next().await.unwrap() {
                let code = ack.return_codes.first();
                return matches!(code, Some(SubscribeReasonCode::Success(_)));
            }
        }
    }

    /// Waits for a message.
    pub async fn message(&mut self) -> Publish {
        loop {
            if let Packet::Publish(publish) = self.next().await.unwrap() {
                return publish;
            }
        }
    }

    /// Breaks the connection without a goodbye.
    pub fn vanish(self) {
        self.task.abort();
    }
}

/// An MQTT 3.1.1 client.
pub struct Client4 {
    pub client: mqtt4::AsyncClient,
    packets: mpsc::UnboundedReceiver<Result<v4::Packet, String>>,
}

/// Options to log in as a device.
pub fn options4(server: SocketAddr, user: &str, password: &str) -> mqtt4::MqttOptions {
    let host = server.ip().to_string();
    // A client id of its own, so that it does not take over from an MQTT 5 client of the device.
    let client_id = format!("{user}-old");
    let mut options = mqtt4::MqttOptions::new(client_id, (host.as_str(), server.port()));
    options.set_credentials(user.to_owned(), password.to_owned());
    options
}

impl Client4 {
    /// Connects with these options.
    pub fn connect(options: mqtt4::MqttOptions) -> Self {
        let (client, mut events) = mqtt4::AsyncClient::builder(options).capacity(1000).build();
        let (sender, packets) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            loop {
                match events.poll().await {
                    Ok(mqtt4::Event::Incoming(packet)) => {
                        if sender.send(Ok(packet)).is_err() {
                            return;
                        }
                    }
                    Ok(_) => {}
                    Err(error) => {
                        // The test may have what it waited for.
                        let _ = sender.send(Err(error.to_string()));
                        return;
                    }
                }
            }
        });
        Self { client, packets }
    }

    /// The next packet, or why the connection ended.
    pub async fn next(&mut self) -> Result<v4::Packet, String> {
        tokio::time::timeout(PATIENCE, self.packets.recv())
            .await
            .expect("a packet within thirty seconds")
            .unwrap_or_else(|| Err("the client has ended".to_owned()))
    }

    /// Waits until the server lets the client in.
    pub async fn welcomed(&mut self) {
        let first = self.next().await;
        assert!(matches!(first, Ok(v4::Packet::ConnAck(_))), "{first:?}");
    }

    /// Publishes with QoS 1 and waits for the acknowledgement, or for the end of the connection.
    pub async fn publish(&mut self, topic: &str, payload: &str) -> Result<(), String> {
        let options = mqtt4::PublishOptions::new(QoS::AtLeastOnce);
        let sent = self.client.publish(topic, payload.to_owned(), options);
        sent.await.unwrap();
        loop {
            if let v4::Packet::PubAck(_) = self.next().await? {
                return Ok(());
            }
        }
    }

    /// Subscribes and returns whether it was granted.
    pub async fn subscribe(&mut self, filter: &str) -> bool {
        let subscribed = self.client.subscribe(filter, QoS::AtLeastOnce);
        subscribed.await.unwrap();
        loop {
            if let v4::Packet::SubAck(ack) = self.next().await.unwrap() {
                let code = ack.return_codes.first();
                return matches!(code, Some(v4::SubscribeReasonCode::Success(_)));
            }
        }
    }
}
