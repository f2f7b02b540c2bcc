//! Connections to receivers, plain or encrypted.

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use super::DeliveryError;

/// A connection, encrypted or not.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// Connects, and encrypts when asked to.
pub(super) async fn connect(
    host: &str,
    port: u16,
    tls: bool,
) -> Result<Box<dyn Stream>, DeliveryError> {
    let stream = TcpStream::connect((host, port)).await?;
    stream.set_nodelay(true)?;
    if tls {
        encrypt(host, stream).await
    } else {
        Ok(Box::new(stream))
    }
}

/// Encrypts a connection; the certificate must be one for `host` that the system trusts.
#[cfg(feature = "tls")]
pub(super) async fn encrypt(
    host: &str,
    stream: impl Stream + 'static,
) -> Result<Box<dyn Stream>, DeliveryError> {
    use std::sync::Arc;

    use tokio_rustls::TlsConnector;
    use tokio_rustls::rustls::crypto::ring;
    use tokio_rustls::rustls::pki_types::ServerName;
    use tokio_rustls::rustls::{ClientConfig, RootCertStore};

    let protocol = |error: tokio_rustls::rustls::Error| DeliveryError::Protocol(error.to_string());
    let mut roots = RootCertStore::empty();
    // What cannot be read leaves the rest; without any the connection is refused below.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(protocol)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned())
        .map_err(|error| DeliveryError::Protocol(error.to_string()))?;
    let connector = TlsConnector::from(Arc::new(config));
    Ok(Box::new(connector.connect(name, stream).await?))
}

/// Refuses: the settings are checked at the start, so that this is not reached.
#[cfg(not(feature = "tls"))]
pub(super) async fn encrypt(
    _host: &str,
    _stream: impl Stream + 'static,
) -> Result<Box<dyn Stream>, DeliveryError> {
    let problem = "encryption needs the feature `tls`";
    Err(DeliveryError::Protocol(problem.to_owned()))
}
