//! Settings from the environment: each has a default, and a wrong one is named.

use std::net::{SocketAddr, TcpListener};
use std::process::Output;

use backend::config::{Config, ConfigError, Mqtt, VARIABLES};
use backend::identity;

use crate::support::process;

fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::from_variables(|name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn operations__loopback__unless_told_otherwise() {
    let own = |config: Config| match config.mqtt {
        Mqtt::Own(listen) => (config.http_listen, listen),
        Mqtt::Broker(broker) => panic!("{broker:?}"),
    };
    let (http, mqtt) = own(read(&[]).unwrap());
    let expected: [SocketAddr; 2] = [
        "127.0.0.1:8080".parse().unwrap(),
        "127.0.0.1:1883".parse().unwrap(),
    ];
    assert_eq!([http, mqtt], expected);
    let open = [("HTTP_LISTEN", "0.0.0.0:80"), ("MQTT_LISTEN", "[::]:1883")];
    let (http, mqtt) = own(read(&open).unwrap());
    assert!(!http.ip().is_loopback() && !mqtt.ip().is_loopback());
}

#[test]
fn operations__config__names_the_variable() {
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[("HTTP_LISTEN", "8080")], "HTTP_LISTEN: `8080`"),
        (&[("MQTT_LISTEN", "here")], "MQTT_LISTEN: `here`"),
        (&[("LOG_FORMAT", "xml")], "LOG_FORMAT: `xml`"),
        (&[("LOG", "loud")], "LOG: `loud`"),
        (&[("MQTT_URL", "ftp://x")], "MQTT_URL: "),
        (
            &[("MQTT_URL", "mqtt://x"), ("MQTT_USERNAME", "me")],
            "MQTT_PASSWORD: ",
        ),
        (
            &[("MQTT_URL", "mqtt://x"), ("MQTT_CA_FILE", "ca.pem")],
            "MQTT_CA_FILE: ",
        ),
    ];
    for (variables, begins) in cases {
        let error = read(variables).unwrap_err().to_string();
        assert!(error.starts_with(begins), "{error}");
        let name = begins.split(':').next().unwrap();
        assert!(VARIABLES.iter().any(|(known, _)| *known == name), "{name}");
    }
}

fn serve(settings: &[(&str, String)]) -> Output {
    process::run(settings, &["serve"])
}

#[test]
fn operations__config__stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("test.db");
    let mut settings = vec![
        ("DATABASE_PATH", database.display().to_string()),
        ("LOG_FORMAT", "xml".to_owned()),
    ];
    let output = serve(&settings);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "it does not start");
    assert!(error.contains("LOG_FORMAT: `xml` is neither text nor json"));
    assert!(!database.exists(), "and has done nothing");
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = taken.local_addr().unwrap();
    let advised = [
        (
            "HTTP_LISTEN",
            "take another one with HTTP_LISTEN=127.0.0.1:".to_owned(),
        ),
        (
            "MQTT_LISTEN",
            format!("use it with MQTT_URL=mqtt://{address}"),
        ),
    ];
    for (variable, advice) in advised {
        settings[1] = (variable, address.to_string());
        let output = serve(&settings);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "the address is taken");
        let named = format!("{variable}={address}");
        assert!(error.contains(&named) && error.contains(&advice), "{error}");
        settings.push(("HTTP_LISTEN", "127.0.0.1:0".to_owned()));
    }
}

#[test]
fn operations_provision_refuses_the_account_of_the_backend() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("test.db");
    let settings = [
        ("DATABASE_PATH", database.display().to_string()),
        ("MQTT_URL", "mqtt://127.0.0.1".to_owned()),
        ("MQTT_USERNAME", "collector".to_owned()),
        ("MQTT_PASSWORD", "secret".to_owned()),
    ];
    for (id, refused) in [(identity::NAME, true), ("collector", true), ("a", false)] {
        let output = process::run(&settings, &["provision", "device", id]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(!output.status.success(), refused, "{id}: {error}");
        let says = error.contains(&format!("`{id}` is the account of the backend"));
        assert_eq!(says, refused, "{id}: {error}");
    }
}
