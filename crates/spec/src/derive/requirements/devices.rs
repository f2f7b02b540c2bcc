//! Requirements on devices: register, watch, prove who they are.

use crate::derive::behaviour::{OFFLINE_AFTER_INTERVALS, SECRET_BITS, STALE_AFTER_INTERVALS};
use crate::derive::requirement::{Requirement, Story};
use crate::derive::view::View;
use crate::derive::words::{code, list, plain, span};
use crate::derive::{Ears, Key};
use crate::effective::{DeviceField, wire_name};
use crate::model::{Case, DeviceAuth, FieldType};

/// Returns the requirement on the registry of devices.
pub(super) fn registry(view: &View<'_>) -> Requirement {
    let (noun, nouns, name) = (&view.noun, &view.nouns, &view.spec.name);
    let secret = secret(view.spec.device_auth());
    let story = Story::new(
        "an admin",
        format!("to register {nouns} and to see which of them can be heard"),
        "I know what is out there",
    );
    let mut requirement = Requirement::new("devices", format!("Register and watch {nouns}"), story);
    requirement.add(
        "endpoint.post_devices.shows_the_token_once",
        "devices.registry",
        Ears::when(
            "an admin sends an id, and if wanted a name and a location, to `POST /devices`",
            format!("register the {noun} and answer 201 with its {secret}, shown this one time"),
        ),
    );
    requirement.add(
        "endpoint.post_devices.names_every_fault",
        "devices.registry",
        Ears::unwanted(
            "the id or a text is missing or not allowed, or the id is taken",
            "answer 422 and name every fault, or 409, and register nothing",
        ),
    );
    requirement.add(
        "device.registered_elsewhere",
        "ops.commands",
        Ears::when(
            format!("`{name} provision device ID` is run, also while the Backend runs"),
            format!(
                "register the {noun}, know it from then on, and print its {secret} with lines to paste for MQTT and HTTP"
            ),
        ),
    );
    requirement.add(
        "endpoint.patch_devices",
        "devices.registry",
        Ears::when(
            "an admin sends `name`, `location` or `enabled` to `PATCH /devices/{id}`",
            format!("change the {noun}"),
        ),
    );
    requirement.add(
        "endpoint.delete_devices",
        "devices.registry",
        Ears::when(
            "an admin asks `DELETE /devices/{id}`",
            format!("remove the {noun} with its Readings, its Alerts and its credential"),
        ),
    );
    requirement.add(
        "endpoint.get_devices",
        "devices.registry",
        Ears::when(
            "a viewer asks `GET /devices` or `GET /devices/{id}`",
            "return id, name, location, status, `lastSeen`, `enabled` and the limits that apply",
        ),
    );
    requirement.add(
        "device.last_seen",
        "devices.status",
        Ears::when(
            format!("a message of a {noun} arrives"),
            "set its `lastSeen` to the time of arrival",
        ),
    );
    let interval = view.spec.expected_interval_ms();
    requirement.add(
        "device.status",
        "devices.status",
        Ears::shall(format!(
            "report a {noun} as `never` before its first message, as `online` up to {} of silence, as `stale` up to {}, and then as `offline`",
            span(STALE_AFTER_INTERVALS * interval),
            span(OFFLINE_AFTER_INTERVALS * interval)
        )),
    );
    for field in view.device_fields() {
        noted(view, &field, &mut requirement);
    }
    if !view.device_fields().is_empty() {
        requirement.add(
            "device.fields.before",
            "devices.fields",
            Ears::during(
                format!("nothing is noted in a field of a {noun}"),
                format!("return it as `null`, also for {nouns} that were registered before the field was added"),
            ),
        );
    }
    requirement
}

/// Adds what becomes of one field of devices.
fn noted(view: &View<'_>, field: &DeviceField<'_>, requirement: &mut Requirement) {
    let (noun, nouns) = (&view.noun, &view.nouns);
    let key = wire_name(field.name.as_str(), Case::Camel);
    let section: &[&str] = if field.is_group {
        &["group"]
    } else {
        &["device", "field"]
    };
    let may_hold = may_hold(field);
    let mut add = |aspect: &str, ears: Ears| {
        let named = |name: &str| {
            let mut parts = section.to_vec();
            parts.extend([name, aspect]);
            Key::of(&parts)
        };
        let criterion = requirement.add(named(field.name.as_str()), "devices.fields", ears);
        let was = field.was.iter();
        criterion.was.extend(was.map(|name| named(name.as_str())));
    };
    add(
        "keep",
        Ears::when(
            format!("an admin sends `{key}` to `POST /devices` or `PATCH /devices/{{id}}`"),
            format!(
                "keep it and return it as `{key}` of the {noun}, or empty it when it is `null`"
            ),
        ),
    );
    add(
        "refuse",
        Ears::unwanted(
            format!("`{key}` of a {noun} is neither `null` nor {may_hold}"),
            "answer 422, say what it may be, and change nothing",
        ),
    );
    add(
        "filter",
        Ears::when(
            format!("a viewer asks `GET /devices` with `{key}`"),
            format!("return only the {nouns} with that value"),
        ),
    );
}

/// Returns what a field may hold, in words.
fn may_hold(field: &DeviceField<'_>) -> String {
    match field.kind {
        FieldType::Enum => {
            let values: Vec<String> = field.values.iter().map(|value| plain(value)).collect();
            list(&values, "or")
        }
        FieldType::Int => "a whole number".to_owned(),
        FieldType::Decimal => "a number".to_owned(),
        FieldType::Bool => "true or false".to_owned(),
        FieldType::Date => "a day".to_owned(),
        FieldType::Time => "a time".to_owned(),
        FieldType::Text | FieldType::Place | FieldType::Json => "a text of one line".to_owned(),
    }
}

/// Returns the requirement on credentials of devices.
pub(super) fn credentials(view: &View<'_>) -> Requirement {
    let (noun, nouns) = (&view.noun, &view.nouns);
    let auth = view.spec.device_auth();
    let story = Story::new(
        format!("an owner of {nouns}"),
        format!("only my {nouns} to be able to send, each only as itself"),
        "nobody can write wrong data into the history",
    );
    let mut requirement = Requirement::new("device_auth", format!("Prove who a {noun} is"), story);
    if auth == DeviceAuth::None {
        let criterion = requirement.add(
            "device_auth.none",
            "devices.credentials",
            Ears::shall(format!(
                "take messages of {nouns} without a credential, because that was asked for"
            )),
        );
        super::held::unless_built(
            view,
            criterion,
            "device_auth.none",
            "Devices without credentials",
        );
        return requirement;
    }
    let secret = secret(auth);
    let accept = requirement.add(
        "device_auth.accept",
        "devices.credentials",
        Ears::when(
            format!("a registered {noun} connects over MQTT with its id as user name and its {secret} as password, or posts with its {secret} as bearer token"),
            format!("let it send its own Readings and hear its own alerts on {}", code(view.alerts_topic())),
        ),
    );
    let word = format!("device_auth.{}", auth_word(auth));
    super::held::unless_built(
        view,
        accept,
        &word,
        "The way in which devices prove who they are",
    );
    refuse(view, &mut requirement, secret);
    requirement.add(
        "endpoint.post_devices_credentials",
        "devices.credentials",
        Ears::when(
            "an admin asks `POST /devices/{id}/credentials`",
            format!(
                "make a new {secret}, show it this one time, and refuse the old one from then on"
            ),
        ),
    );
    requirement.add(
        "device_auth.hashed",
        "devices.credentials",
        Ears::shall(format!(
            "make each {secret} from {SECRET_BITS} random bits, keep only its SHA-256, compare in constant time, and never log it"
        )),
    );
    requirement
}

fn refuse(view: &View<'_>, requirement: &mut Requirement, secret: &str) {
    let noun = &view.noun;
    requirement.add(
        "device_auth.refuse",
        "devices.credentials",
        Ears::unwanted(
            format!("the id is unknown or disabled, or the {secret} is wrong"),
            format!("refuse the connection or answer 401, store nothing, and log the reason without the {secret}"),
        ),
    );
    requirement.add(
        "endpoint.post_devices_readings.only_as_itself",
        "ingest.http",
        Ears::unwanted(
            format!("a {noun} posts Readings to the path of another {noun}"),
            "refuse the request and store nothing",
        ),
    );
    requirement.add(
        "device_auth.foreign_topic",
        "ingest.mqtt",
        Ears::unwanted(
            format!("a {noun} publishes to the topic of another {noun}"),
            "refuse the message and log the reason `foreign_topic`",
        ),
    );
    requirement.add(
        "device_auth.subscribe",
        "ingest.mqtt",
        Ears::unwanted(
            format!(
                "a {noun} subscribes to anything but its own {}",
                code(view.alerts_topic())
            ),
            "refuse the subscription",
        ),
    );
}

/// Returns the word of an authentication method in the model.
pub(in crate::derive) fn auth_word(auth: DeviceAuth) -> &'static str {
    match auth {
        DeviceAuth::Token => "token",
        DeviceAuth::ApiKey => "api_key",
        DeviceAuth::UsernamePassword => "username_password",
        DeviceAuth::X509 => "x509",
        DeviceAuth::None => "none",
    }
}

/// Returns what a device shows, as people call it.
pub(in crate::derive) fn secret(auth: DeviceAuth) -> &'static str {
    match auth {
        DeviceAuth::ApiKey => "API key",
        DeviceAuth::UsernamePassword => "password",
        DeviceAuth::X509 => "certificate",
        DeviceAuth::Token | DeviceAuth::None => "token",
    }
}
