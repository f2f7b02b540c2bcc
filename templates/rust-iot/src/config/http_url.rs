//! Addresses that messages are posted to: `http://host[:port]/path` or `https://...`.

use std::fmt;

use super::address::host_and_port;

/// An address to post to. It may hold a secret, so it is never shown whole.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpUrl {
    /// Whether the connection is encrypted.
    pub tls: bool,
    /// Name or address of the host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Path and query, with the leading slash.
    pub path: String,
}

impl HttpUrl {
    /// Takes an address apart.
    ///
    /// # Errors
    /// Says what is wrong with it, without the part that may be secret.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
        let tls = match scheme {
            "http" => false,
            "https" => true,
            _ => return Err("it does not begin with http:// or https://".to_owned()),
        };
        if tls && !cfg!(feature = "tls") {
            let problem = "https:// needs the feature `tls`; build with `cargo build --release --features tls`";
            return Err(problem.to_owned());
        }
        let slash = rest.find(['/', '?']).unwrap_or(rest.len());
        let (address, path) = rest.split_at(slash);
        let (host, port) = host_and_port(address, if tls { 443 } else { 80 })?;
        let path = path.split('#').next().unwrap_or_default();
        let slash = if path.starts_with('/') { "" } else { "/" };
        let path = format!("{slash}{path}");
        if path.bytes().any(|byte| byte <= b' ' || byte > b'~') {
            return Err("its path holds a space or a character that is not ASCII".to_owned());
        }
        Ok(Self {
            tls,
            host,
            port,
            path,
        })
    }

    /// The host as requests name it: with the port unless it is the usual one, IPv6 in brackets.
    #[must_use]
    pub fn authority(&self) -> String {
        let host = if self.host.contains(':') {
            format!("[{}]", self.host)
        } else {
            self.host.clone()
        };
        match (self.tls, self.port) {
            (true, 443) | (false, 80) => host,
            (_, port) => format!("{host}:{port}"),
        }
    }
}

impl fmt::Debug for HttpUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.tls { "https" } else { "http" };
        write!(formatter, "{scheme}://{}/***", self.authority())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        for (text, authority, path) in [
            ("http://h", "h", "/"),
            ("http://h:80/a", "h", "/a"),
            ("http://h:81/a?b=c#d", "h:81", "/a?b=c"),
            ("http://h?b", "h", "/?b"),
            ("http://[::1]:8080/x", "[::1]:8080", "/x"),
        ] {
            let url = HttpUrl::parse(text).unwrap();
            assert_eq!(
                (url.authority(), url.path.as_str()),
                (authority.to_owned(), path)
            );
        }
        for bad in [
            "",
            "h",
            "ftp://h",
            "http://",
            "http://h:x",
            "http://u:p@h",
            "http://a b/",
            "http://h/a b",
        ] {
            assert!(HttpUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn neither_an_error_nor_debug_output_shows_what_may_be_secret() {
        let url = HttpUrl::parse("http://h/geheim").unwrap();
        assert_eq!(format!("{url:?}"), "http://h/***");
        let error = HttpUrl::parse("http://geheim@h/geheim").unwrap_err();
        assert!(!error.contains("geheim"), "{error}");
    }

    #[cfg(feature = "tls")]
    #[test]
    fn an_encrypted_address_has_another_usual_port() {
        let url = HttpUrl::parse("https://h/a").unwrap();
        assert_eq!((url.port, url.authority()), (443, "h".to_owned()));
    }

    #[cfg(not(feature = "tls"))]
    #[test]
    fn an_encrypted_address_without_the_feature_names_the_feature() {
        let error = HttpUrl::parse("https://h/a").unwrap_err();
        assert!(error.contains("feature `tls`"), "{error}");
    }
}
