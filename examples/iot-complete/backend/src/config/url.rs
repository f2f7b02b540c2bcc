//! Addresses of brokers: `mqtt://host:port`.

/// Splits `mqtt://host:port` into host, port and whether it is encrypted.
pub(super) fn broker_url(url: &str) -> Result<(String, u16, bool), String> {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let tls = match scheme {
        "mqtt" => false,
        "mqtts" => true,
        _ => return Err(format!("`{url}` does not begin with mqtt:// or mqtts://")),
    };
    if rest.contains('@') {
        return Err("put user and password into MQTT_USERNAME and MQTT_PASSWORD".to_owned());
    }
    let address = rest.trim_end_matches('/');
    let default_port = if tls { 8883 } else { 1883 };
    let (host, port) = match address.rsplit_once(':') {
        // A colon inside brackets belongs to an IPv6 address.
        Some((host, port)) if !port.contains(']') => {
            let port = port
                .parse()
                .map_err(|_| format!("`{port}` is no port number"))?;
            (host, port)
        }
        _ => (address, default_port),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if host.is_empty() || host.contains('/') {
        return Err(format!("`{url}` names no host"));
    }
    Ok((host.to_owned(), port, tls))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broker_url_is_taken_apart() {
        let cases = [
            ("mqtt://broker", "broker", 1883, false),
            ("mqtt://broker:1884/", "broker", 1884, false),
            ("mqtts://broker.example", "broker.example", 8883, true),
            ("mqtt://[::1]:1885", "::1", 1885, false),
            ("mqtt://[::1]", "::1", 1883, false),
        ];
        for (url, host, port, tls) in cases {
            let expected = (host.to_owned(), port, tls);
            assert_eq!(broker_url(url), Ok(expected), "{url}");
        }
        for bad in [
            "",
            "broker",
            "http://x",
            "mqtt://",
            "mqtt://a:b",
            "mqtt://u:p@h",
        ] {
            assert!(broker_url(bad).is_err(), "{bad}");
        }
    }
}
