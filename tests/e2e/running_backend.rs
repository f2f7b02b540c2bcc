//! From the seed prompt to a backend with simulated devices: within a minute of its start there are
//! live values, and an alert that was raised and cleared.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::http::Client;
use crate::support::place::{Place, text};
use crate::support::process::Process;
use crate::support::{cargo, eventually, tools};

const A_MINUTE: Duration = Duration::from_mins(1);

/// A first build of all dependencies on a busy machine.
const BUILD: Duration = Duration::from_mins(40);

/// What ends an interrupted command.
const INTERRUPTED: i32 = 130;

#[test]
fn seed_prompt_to_running_backend() {
    let place = Place::new("seed_prompt_to_running_backend");
    let made = place.make_example("iot-seed");
    let http = tools::free_address();
    let variables = [
        ("HTTP_LISTEN", http.to_string()),
        ("MQTT_LISTEN", tools::free_address().to_string()),
    ];
    let turn = cargo::turn();
    let words = ["run", "--dir", text(&made), "--simulate", "3"];
    let mut run = turn.specgen(&words, &variables, &place.log("run"));
    eventually("the end of the build", BUILD, || {
        assert!(run.ended().is_none(), "{}", run.stderr());
        run.stderr().contains("the backend starts").then_some(())
    });
    let started = Instant::now();
    let link = eventually("the dashboard link", A_MINUTE, || {
        printed(&mut run, "Dashboard")
    });
    drop(turn);

    let user = sign_in(&link, &Client::unknown(http), |cookie| {
        Client::with_header(http, "cookie", cookie)
    });
    let left = || A_MINUTE.saturating_sub(started.elapsed());
    let latest = eventually("values of all devices", left(), || {
        let latest = user.json("/readings/latest")["items"].clone();
        (latest.as_array().unwrap().len() == 3).then_some(latest)
    });
    for reading in latest.as_array().unwrap() {
        assert_simulated(reading);
    }
    assert_simulated(&user.event("reading", left()));
    let alert = eventually("an alert that was raised and cleared", left(), || {
        let cleared = user.json("/alerts?status=cleared&rule=temperature_high");
        cleared["items"].get(0).cloned()
    });
    assert!(
        started.elapsed() < A_MINUTE,
        "it took {:?}",
        started.elapsed()
    );
    assert!(
        alert["value"].as_f64() > alert["limit"].as_f64(),
        "raised above the limit: {alert}"
    );
    assert!(
        alert["raisedAt"].as_str() < alert["clearedAt"].as_str(),
        "raised, then cleared: {alert}"
    );

    run.terminate();
    let ended = run.finish(Duration::from_secs(20));
    assert_eq!(ended.code(), Some(INTERRUPTED), "{}", run.stderr());
    let said = run.stdout() + &run.stderr();
    assert!(said.contains("stopped"), "an orderly end\n{said}");
    assert!(TcpStream::connect(http).is_err(), "nobody listens any more");
}

/// The word after a label in what the backend prints at its start.
fn printed(run: &mut Process, label: &str) -> Option<String> {
    assert!(run.ended().is_none(), "{}", run.stderr());
    let text = run.stdout();
    let line = text.lines().find(|line| line.trim().starts_with(label))?;
    line.split_whitespace().nth(1).map(str::to_owned)
}

/// Opens the one-time link as a browser does; it works once.
fn sign_in(link: &str, visitor: &Client, with_cookie: impl Fn(&str) -> Client) -> Client {
    let (_, path) = link.rsplit_once("/?").expect("a link to the dashboard");
    let path = format!("/?{path}");
    assert_eq!(visitor.get("/readings/latest").status, 401);
    let opened = visitor.get(&path);
    assert_eq!((opened.status, opened.header("location")), (303, "/"));
    let cookie = opened.header("set-cookie").split(';').next();
    let user = with_cookie(cookie.unwrap_or_default());
    assert_eq!(user.json("/session")["role"], "admin");
    let dashboard = user.get("/");
    assert_eq!(dashboard.status, 200);
    assert!(dashboard.body.contains("<html"), "{}", dashboard.body);
    let again = visitor.get(&path);
    assert_eq!(
        again.header("location"),
        "/#/expired",
        "the link works once"
    );
    user
}

fn assert_simulated(reading: &Value) {
    let device = reading["deviceId"].as_str().unwrap_or_default();
    assert!(device.starts_with("sim-"), "{reading}");
    for metric in ["temperature", "humidity"] {
        assert!(reading[metric].is_number(), "{metric}: {reading}");
    }
}
