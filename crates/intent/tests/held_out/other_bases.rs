//! Requests on seven more specifications, in other words, domains and languages.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    // Quantities and fields.
    (
        "L",
        "Humidity (%) comes along with the next firmware, take it in.",
        "apply",
        &["+metric name=humidity unit=%"],
    ),
    (
        "L",
        "Every device has an owner and a serial number.",
        "apply",
        &[
            "+field name=owner on=device",
            "+field name=serial_number on=device",
        ],
    ),
    (
        "M",
        "Jedes Gerät hat einen Standort und eine Seriennummer.",
        "apply",
        &["+field on=device", "+field name=serial_number on=device"],
    ),
    (
        "M",
        "Nimm den Stromverbrauch (kWh) mit auf.",
        "apply",
        &["+metric unit=kWh"],
    ),
    (
        "N",
        "Añade un sensor de temperatura exterior (°C).",
        "apply",
        &["+metric name=outdoor_temperature unit=C"],
    ),
    (
        "O",
        "Ajoute la température de la pâte (°C) et l'humidité (%).",
        "apply",
        &["+metric unit=C", "+metric name=humidity unit=%"],
    ),
    (
        "P",
        "Acrescente a salinidade (ppt) e avise quando passar de 30 ppt.",
        "apply",
        &[
            "+metric name=salinity unit=ppt",
            "+alert metric=salinity op=gt value=30",
        ],
    ),
    (
        "Q",
        "Tambahkan suhu luar (°C).",
        "apply",
        &["+metric name=outdoor_temperature unit=C"],
    ),
    (
        "L",
        "Readings of noise outside 20 to 130 dB are invalid.",
        "apply",
        &["-metric name=noise", "+metric name=noise min=20 max=130"],
    ),
    // Limits.
    (
        "L",
        "The CO2 limit goes down to 1000 ppm.",
        "apply",
        &[
            "-alert metric=co2 value=1200",
            "+alert metric=co2 value=1000",
        ],
    ),
    (
        "F",
        "Lower both pH limits by 0.2.",
        "apply",
        &[
            "-alert metric=ph min=7.8 max=8.4",
            "+alert metric=ph min=7.6 max=8.2",
        ],
    ),
    (
        "M",
        "Die Obergrenze für die Temperatur ist ab jetzt 7 °C.",
        "apply",
        &[
            "-alert metric=temperature min=2 max=8",
            "+alert metric=temperature min=2 max=7",
        ],
    ),
    (
        "N",
        "Sube el umbral de humedad del suelo a 25 %.",
        "apply",
        &[
            "-alert metric=soil_moisture value=20",
            "+alert metric=soil_moisture op=lt value=25",
        ],
    ),
    (
        "O",
        "Baisse le seuil du four à 260 °C.",
        "apply",
        &[
            "-alert metric=oven_temperature value=280",
            "+alert metric=oven_temperature value=260",
        ],
    ),
    (
        "P",
        "O limite do oxigênio passa a ser 5 mg/L.",
        "apply",
        &[
            "-alert metric=dissolved_oxygen value=4",
            "+alert metric=dissolved_oxygen value=5 for_s=300",
        ],
    ),
    (
        "Q",
        "Batas kelembapan diturunkan menjadi 65 %.",
        "apply",
        &[
            "-alert metric=humidity value=70",
            "+alert metric=humidity value=65",
        ],
    ),
    // Rules.
    (
        "K",
        "Warn when a truck has not reported for 20 minutes.",
        "apply",
        &["+alert kind=offline for_s=1200"],
    ),
    (
        "K",
        "Warn if the door stays open for more than 5 minutes.",
        "apply",
        &["+alert kind=state metric=door for_s=300"],
    ),
    (
        "K",
        "Alert when a truck leaves its assigned area.",
        "apply",
        &["+alert kind=geofence event=exit"],
    ),
    (
        "L",
        "Noise above 70 dB between 22:00 and 06:00 must raise an alert.",
        "apply",
        &["+alert metric=noise op=gt value=70 active=22:00-06:00"],
    ),
    (
        "G",
        "Sound the webhook only once vibration has been too high for a full minute.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 for_s=60",
        ],
    ),
    (
        "K",
        "Cargo temperature below -25 °C is an alarm as well, and a critical one.",
        "apply",
        &["+alert metric=cargo_temperature op=lt value=-25 severity=critical"],
    ),
    (
        "M",
        "Bei Ausfall eines Geräts bitte schon nach 10 Minuten eine SMS.",
        "apply",
        &[
            "-alert kind=offline for_s=1800",
            "+alert kind=offline for_s=600",
        ],
    ),
    (
        "O",
        "Préviens-moi si un four n'envoie rien pendant 15 minutes.",
        "apply",
        &["+alert kind=offline for_s=900"],
    ),
    // Where messages go.
    (
        "L",
        "Notify facility management by e-mail instead of Slack.",
        "apply",
        &["-notify value=slack", "+notify value=email"],
    ),
    (
        "K",
        "Alert us by SMS only.",
        "apply",
        &["-notify value=email"],
    ),
    (
        "H",
        "Swap e-mail for Telegram.",
        "apply",
        &["-notify value=email", "+notify value=telegram"],
    ),
    (
        "N",
        "Que me avise también por WhatsApp.",
        "apply",
        &["+notify value=whatsapp"],
    ),
    // Statistics, time, storage.
    (
        "L",
        "Daily averages should be computed in Berlin time.",
        "apply",
        &["+nfr value=time_zone amount=Europe/Berlin"],
    ),
    (
        "M",
        "Tageswerte (Mittel, Minimum, Maximum) der Temperatur in deutscher Zeit.",
        "apply",
        &[
            "+aggregate value=day functions=[\"avg\",\"min\",\"max\"]",
            "+nfr value=time_zone amount=Europe/Berlin",
        ],
    ),
    (
        "L",
        "Stop computing hourly averages, daily ones are enough.",
        "apply",
        &["-aggregate value=hour"],
    ),
    (
        "L",
        "Give the minimum and maximum CO2 per week.",
        "apply",
        &["+aggregate value=week functions=[\"min\",\"max\"] metrics=[\"co2\"]"],
    ),
    (
        "L",
        "We do not need averages at all.",
        "apply",
        &["-aggregate value=hour", "-aggregate value=day"],
    ),
    (
        "P",
        "As médias devem ser diárias, não por hora.",
        "apply",
        &["-aggregate value=hour", "+aggregate value=day"],
    ),
    (
        "Q",
        "Hapus rata-rata harian, ganti dengan rata-rata bulanan.",
        "apply",
        &["-aggregate value=day", "+aggregate value=month"],
    ),
    (
        "K",
        "Store raw values for 6 months and monthly averages forever.",
        "apply",
        &[
            "-retention level=raw value=90d",
            "+retention level=raw value=6mo",
            "+retention level=month value=forever",
            "+aggregate value=month",
        ],
    ),
    (
        "N",
        "Ya no hace falta guardar un año, con 6 meses basta.",
        "apply",
        &[
            "-retention level=raw value=1y",
            "+retention level=raw value=6mo",
        ],
    ),
    (
        "O",
        "Garde les données 2 ans au lieu de 6 mois.",
        "apply",
        &[
            "-retention level=raw value=6mo",
            "+retention level=raw value=2y",
        ],
    ),
    (
        "M",
        "Statt SQLite bitte PostgreSQL.",
        "apply",
        &["-storage value=sqlite", "+storage asked=postgres"],
    ),
    (
        "K",
        "Trucks now report every 2 minutes.",
        "apply",
        &["-scale interval_s=60", "+scale interval_s=120"],
    ),
    (
        "Q",
        "Sensor sekarang mengirim data setiap 5 menit.",
        "apply",
        &["-scale interval_s=60", "+scale interval_s=300"],
    ),
    // The API and people.
    (
        "F",
        "The history needs offset pagination with 50 items.",
        "apply",
        &["+capability value=pagination default=50"],
    ),
    (
        "A",
        "It should be possible to export readings as CSV and to acknowledge alerts.",
        "apply",
        &[
            "+capability value=csv_export",
            "+capability value=alert_ack",
        ],
    ),
    (
        "A",
        "We would like a login with JWT and the roles owner and technician.",
        "apply",
        &[
            "+user_auth method=jwt",
            "+role value=owner",
            "+role value=technician",
        ],
    ),
    (
        "G",
        "Operators may acknowledge alerts, nobody else.",
        "apply",
        &[
            "-role value=operator",
            "+role value=operator only=acknowledge alerts",
        ],
    ),
    (
        "H",
        "Let engineers and nobody else send commands.",
        "apply",
        &[
            "-role value=engineer",
            "+role value=engineer only=send commands",
        ],
    ),
    (
        "M",
        "Nur Techniker dürfen Geräte anlegen.",
        "apply",
        &["-role", "+role"],
    ),
    // Names and what goes.
    (
        "K",
        "Please rename cargo temperature to reefer_temp.",
        "apply",
        &[
            "-metric name=cargo_temperature",
            "+metric name=reefer_temp unit=C",
            "-alert metric=cargo_temperature",
            "+alert metric=reefer_temp value=8",
        ],
    ),
    (
        "N",
        "Cambia el nombre de caudal por flujo.",
        "apply",
        &["-metric name=flow_rate", "+metric name=flujo unit=L/min"],
    ),
    (
        "K",
        "The role driver can be deleted.",
        "apply",
        &["-role value=driver"],
    ),
    (
        "F",
        "Nobody reads the salinity, so it can go.",
        "apply",
        &["-metric name=salinity"],
    ),
    (
        "M",
        "Die Feuchte interessiert niemanden mehr, weg damit.",
        "apply",
        &["-metric name=humidity"],
    ),
    (
        "N",
        "Quita el comando de cerrar válvula.",
        "apply",
        &["-command"],
    ),
    (
        "O",
        "Supprime l'export CSV.",
        "apply",
        &["-capability value=csv_export"],
    ),
    ("P", "Remova o pH.", "apply", &["-metric name=ph"]),
    // Several at once.
    (
        "K",
        "First drop the door metric, then add humidity (%), after that raise the cargo temperature limit by 1 °C, and finally keep raw data for 120 days.",
        "apply",
        &[
            "-metric name=door",
            "+metric name=humidity unit=%",
            "-alert metric=cargo_temperature value=8",
            "+alert metric=cargo_temperature value=9",
            "-retention level=raw value=90d",
            "+retention level=raw value=120d",
        ],
    ),
    (
        "L",
        "1. Add PM2.5 (µg/m³). 2. Alert above 25. 3. Send that to e-mail too. 4. No dashboard any more.",
        "apply",
        &[
            "+metric name=pm25 unit=ug/m3",
            "+alert metric=pm25 op=gt value=25",
            "+notify value=email",
            "-dashboard value=true",
            "+dashboard value=false",
        ],
    ),
    (
        "M",
        "SQLite raus, TimescaleDB rein; außerdem Wochenmittel der Temperatur und Export als CSV.",
        "apply",
        &[
            "-storage value=sqlite",
            "+storage asked=timescaledb",
            "+aggregate value=week functions=[\"avg\"]",
            "+capability value=csv_export",
        ],
    ),
    (
        "K",
        "Order new tyres for truck 12 and add tyre pressure (bar).",
        "partial",
        &["+metric unit=bar", "?Order new tyres"],
    ),
    // Typed in a hurry.
    (
        "Q",
        "incrase the temprature limit to 37 C and stoer raw data 60 days",
        "apply",
        &[
            "-alert metric=temperature value=35",
            "+alert metric=temperature value=37",
            "-retention level=raw value=30d",
            "+retention level=raw value=60d",
        ],
    ),
    (
        "L",
        "remvoe noise, and ad humidty plz",
        "apply",
        &["-metric name=noise", "+metric name=humidity unit=%"],
    ),
    // Nothing new, or what only a person can know.
    (
        "L",
        "CO2 should be measured in ppm and there should be daily averages.",
        "noop",
        &[],
    ),
    ("Q", "Hapus metrik cahaya.", "noop", &[]),
    ("G", "What about the spindle?", "ask", &["?spindle"]),
    ("L", "Make the alerts less noisy.", "ask", &["?alert"]),
];
