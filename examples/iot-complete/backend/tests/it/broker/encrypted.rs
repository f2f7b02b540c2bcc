//! An encrypted connection to a broker.

use std::path::Path;
use std::process::Command;

use backend::identity;

use crate::api::client::Ask;
use crate::support::broker::{BACKEND_PASSWORD, Mosquitto};
use crate::support::whole::Whole;
use crate::support::{eventually, tools};

/// Makes an authority of our own and a certificate of a server on this machine: `ca.pem`, `server.pem`, `server.key`.
fn make_certificates(openssl: &Path, folder: &Path) {
    std::fs::write(folder.join("names"), "subjectAltName = IP:127.0.0.1\n").unwrap();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    let lines = [
        format!("req -x509 {key} -keyout ca.key -out ca.pem -subj /CN=authority"),
        format!("req {key} -keyout server.key -out server.csr -subj /CN=server"),
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -extfile names"
            .to_owned(),
    ];
    for line in lines {
        let mut command = Command::new(openssl);
        let output = command.args(line.split(' ')).current_dir(folder).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{line}: {output:?}");
    }
}

async fn is_ready(whole: &Whole) -> bool {
    let answer = Ask::get("/readyz").send(whole.app.http_address()).await;
    answer.status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn broker__tls__with_the_certificates_given() {
    let test = "broker__tls__with_the_certificates_given";
    let Some(openssl) = tools::find(test, "openssl") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    make_certificates(&openssl, folder.path());
    let Some(broker) = Mosquitto::start_encrypted(test, folder.path()) else {
        return;
    };
    let url = format!("mqtts://127.0.0.1:{}", broker.port);
    let ca_file = folder.path().join("ca.pem").display().to_string();
    let careful = [
        ("MQTT_USERNAME", identity::NAME),
        ("MQTT_PASSWORD", BACKEND_PASSWORD),
    ];
    let trusting = [&careful[..], &[("MQTT_CA_FILE", ca_file.as_str())]].concat();
    let careful = Whole::start_at(&url, &careful).await;
    let trusting = Whole::start_at(&url, &trusting).await;
    eventually("it is let in and subscribed", async || {
        is_ready(&trusting).await
    })
    .await;
    assert!(!is_ready(&careful).await, "it knows no such authority");
}
