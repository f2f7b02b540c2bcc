//! Requests written after the rules for the other tables, to see how far those reach.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "P",
        "Adicione um sensor de temperatura externa (°C).",
        "apply",
        &["+metric name=outdoor_temperature unit=C"],
    ),
    (
        "Q",
        "Tambahkan suhu oli mesin (°C) dan tegangan baterai.",
        "apply",
        &["+metric unit=C", "+metric name=battery_voltage unit=V"],
    ),
    (
        "O",
        "Ajoute la température de l'huile (°C).",
        "apply",
        &["+metric name=oil_temperature unit=C"],
    ),
    (
        "N",
        "Las medias diarias, en hora de Madrid por favor.",
        "apply",
        &["+nfr value=time_zone amount=Europe/Madrid"],
    ),
    (
        "K",
        "Use the time zone America/New_York for all statistics.",
        "apply",
        &["+nfr value=time_zone amount=America/New_York"],
    ),
    (
        "K",
        "Each truck has a licence plate, a serial number and a manufacturer.",
        "apply",
        &[
            "+field on=device",
            "+field name=serial_number on=device",
            "+field name=manufacturer on=device",
        ],
    ),
    (
        "K",
        "Nobody but dispatchers may export data.",
        "apply",
        &[
            "-role value=dispatcher",
            "+role value=dispatcher only=export data",
        ],
    ),
    (
        "M",
        "Bitte nur noch per E-Mail alarmieren.",
        "apply",
        &["-notify value=sms"],
    ),
    (
        "L",
        "The noise metric should be removed.",
        "apply",
        &["-metric name=noise"],
    ),
    (
        "L",
        "Hourly averages can be dropped; daily ones suffice.",
        "apply",
        &["-aggregate value=hour"],
    ),
    (
        "M",
        "Beide Temperaturgrenzen um 1 °C senken.",
        "apply",
        &[
            "-alert metric=temperature min=2 max=8",
            "+alert metric=temperature min=1 max=7",
        ],
    ),
    (
        "Q",
        "PostgreSQL diganti TimescaleDB.",
        "apply",
        &["-storage asked=postgres", "+storage asked=timescaledb"],
    ),
    (
        "P",
        "Guarde os dados brutos por 3 anos e as médias por hora para sempre.",
        "apply",
        &[
            "-retention level=raw value=2y",
            "+retention level=raw value=3y",
            "+retention level=hour value=forever",
        ],
    ),
    (
        "O",
        "Prévenez le boulanger par SMS quand la puissance dépasse 12 kW pendant 3 minutes.",
        "apply",
        &[
            "+notify value=sms",
            "+alert metric=power op=gt value=12 for_s=180",
        ],
    ),
    (
        "L",
        "1) rename noise to sound_level 2) keep the data 3 years 3) add CSV export",
        "apply",
        &[
            "-metric name=noise",
            "+metric name=sound_level unit=dB",
            "-retention level=raw value=2y",
            "+retention level=raw value=3y",
            "+capability value=csv_export",
        ],
    ),
    (
        "K",
        "Values of the cargo temperature below -60 or above 80 °C are impossible, drop such readings.",
        "apply",
        &[
            "-metric name=cargo_temperature",
            "+metric name=cargo_temperature min=-60 max=80",
        ],
    ),
    (
        "H",
        "The history should be paginated by cursor, 200 entries per page.",
        "apply",
        &[
            "+capability value=readings_query",
            "+capability value=pagination style=cursor default=200",
        ],
    ),
    (
        "N",
        "Avisa también si el caudal está por encima de 40 L/min durante 10 minutos.",
        "apply",
        &["+alert metric=flow_rate op=gt value=40 for_s=600"],
    ),
    (
        "K",
        "Fix the coffee machine and lower the temperature limit to 7 °C.",
        "partial",
        &[
            "-alert metric=cargo_temperature value=8",
            "+alert metric=cargo_temperature value=7 for_s=600",
            "?coffee machine",
        ],
    ),
    ("P", "Algo está errado com o pH.", "ask", &["?ph"]),
];
