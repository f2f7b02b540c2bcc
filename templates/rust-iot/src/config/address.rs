//! Hosts and ports in the addresses of channels.

/// Splits `host`, `host:port` or `[::1]:port`.
pub(super) fn host_and_port(address: &str, usual_port: u16) -> Result<(String, u16), String> {
    if address.contains('@') {
        return Err("it holds a user or password; those have settings of their own".to_owned());
    }
    let (host, port) = match address.rsplit_once(':') {
        // A colon inside brackets belongs to an IPv6 address.
        Some((host, port)) if !port.contains(']') => {
            let port = port.parse();
            (host, port.map_err(|_| "its port is no number".to_owned())?)
        }
        _ => (address, usual_port),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte);
    if host.is_empty() || !host.bytes().all(is_name) {
        return Err("it names no host".to_owned());
    }
    Ok((host.to_owned(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        for (address, host, port) in [
            ("h", "h", 25),
            ("h:26", "h", 26),
            ("[::1]", "::1", 25),
            ("[::1]:27", "::1", 27),
        ] {
            let expected = Ok((host.to_owned(), port));
            assert_eq!(host_and_port(address, 25), expected, "{address}");
        }
        for bad in ["", ":26", "h:x", "u:p@h", "a b", "h/x"] {
            assert!(host_and_port(bad, 25).is_err(), "{bad}");
        }
    }
}
