//! Requests that say an amount, a word or a name of something else than it seems: what nobody named stays as it is.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "WND",
        "Make the JWT valid 1 hour longer",
        "ask",
        &["?Make the JWT valid 1 hour longer"],
    ),
    (
        "WND",
        "Make the maintenance window 30 minutes longer",
        "ask",
        &["?Make the maintenance window 30 minutes longer"],
    ),
    (
        "WND",
        "Make commands time out 10 seconds later",
        "ask",
        &["?Make commands time out 10 seconds later"],
    ),
    (
        "VAN",
        "Make login sessions 30 minutes longer",
        "ask",
        &["?Make login sessions 30 minutes longer"],
    ),
    (
        "VAN",
        "Generate the weekly report one hour later",
        "ask",
        &["?Generate the weekly report one hour later"],
    ),
    (
        "VAN",
        "Send the alarm 5 minutes later",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=900",
        ],
    ),
    (
        "VAN",
        "Every driver gets an extra 10 minutes",
        "ask",
        &["?Every driver gets an extra 10 minutes"],
    ),
    (
        "VAN",
        "Send the daily report 5 minutes later",
        "ask",
        &["?Send the daily report 5 minutes later"],
    ),
    (
        "VAN",
        "Send a report twice a day",
        "ask",
        &["?Send a report twice a day"],
    ),
    (
        "VAN",
        "Publish each reading twice for redundancy",
        "ask",
        &["?Publish each reading twice for redundancy"],
    ),
    (
        "VAN",
        "Every van reports twice",
        "ask",
        &["?Every van reports twice"],
    ),
    (
        "VAN",
        "Send readings 1 minute sooner",
        "ask",
        &["?Send readings 1 minute sooner"],
    ),
    (
        "WND",
        "Nacelle temperature limit 5 °C higher than today",
        "ask",
        &["?Nacelle temperature limit 5 °C higher than today"],
    ),
    (
        "POL",
        "pH limit 0.2 higher than before",
        "ask",
        &["?pH limit 0.2 higher than before"],
    ),
    (
        "MSH",
        "CO2 limit 100 ppm lower than recommended",
        "ask",
        &["?CO2 limit 100 ppm lower than recommended"],
    ),
    (
        "WND",
        "Keep the averages twice as long",
        "apply",
        &[
            "-retention level=day value=10y",
            "+retention level=day value=20y",
        ],
    ),
    (
        "WND",
        "Keep the log files twice as long",
        "ask",
        &["?Keep the log files twice as long"],
    ),
    (
        "WND",
        "Keep alerts for 30 days longer",
        "ask",
        &["?Keep alerts for 30 days longer"],
    ),
    (
        "WND",
        "Keep the SMS history 30 days longer",
        "ask",
        &["?Keep the SMS history 30 days longer"],
    ),
    (
        "VAN",
        "Keep users logged in 30 days longer",
        "ask",
        &["?Keep users logged in 30 days longer"],
    ),
    (
        "WND",
        "Keep raw data and daily averages 1 year longer",
        "ask",
        &["?Keep raw data and daily averages 1 year longer"],
    ),
    (
        "WND",
        "Keep daily averages one more year",
        "apply",
        &[
            "-retention level=day value=10y",
            "+retention level=day value=11y",
        ],
    ),
    (
        "MSH",
        "Conserva i dati il doppio",
        "apply",
        &[
            "-retention level=raw value=6mo",
            "+retention level=raw value=12mo",
        ],
    ),
    (
        "WND",
        "Keep everything twice as long",
        "ask",
        &["?Keep everything twice as long"],
    ),
    (
        "MSH",
        "Make the CO2 alert 2000 ppm lower",
        "ask",
        &["?Make the CO2 alert 2000 ppm lower"],
    ),
    (
        "MSH",
        "Double the humidity limit",
        "ask",
        &["?Double the humidity limit"],
    ),
    (
        "MSH",
        "Humidity limit 30 % higher",
        "ask",
        &["?Humidity limit 30 % higher"],
    ),
    ("VAN", "Double-check the battery limit", "ask", &[]),
    (
        "G",
        "Make the limit twice as low",
        "ask",
        &["?Make the limit twice as low"],
    ),
    (
        "VAN",
        "Double the reporting frequency",
        "apply",
        &["-scale interval_s=30", "+scale interval_s=15"],
    ),
    (
        "VAN",
        "The sampling rate should be doubled",
        "apply",
        &["-scale interval_s=30", "+scale interval_s=15"],
    ),
    (
        "VAN",
        "Send data twice as often",
        "apply",
        &["-scale interval_s=30", "+scale interval_s=15"],
    ),
    (
        "VAN",
        "Send readings 10 seconds later",
        "ask",
        &["?Send readings 10 seconds later"],
    ),
    (
        "VAN",
        "Keep readings 30 days longer",
        "apply",
        &[
            "-retention level=raw value=90d",
            "+retention level=raw value=120d",
        ],
    ),
    (
        "VAN",
        "wait 5 minutes longer before alerting on the cargo",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=900",
        ],
    ),
    (
        "VAN",
        "Show vans within a radius of 500 m on the map",
        "ask",
        &["?Show vans within a radius of 500 m on the map"],
    ),
    (
        "VAN",
        "The depot circle is 200 m",
        "ask",
        &["?The depot circle is 200 m"],
    ),
    ("VAN", "Zone radius +100 m", "ask", &["?Zone radius +100 m"]),
    (
        "VAN",
        "Set the hysteresis of the zone to 500 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=400 area=allowed zone hysteresis=500",
        ],
    ),
    (
        "VAN",
        "Set the radius of the zone to 500 m and its hysteresis to 30 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=500 area=allowed zone hysteresis=30",
        ],
    ),
    (
        "MSH",
        "Set the hysteresis of the CO2 alert to 50 ppm and of humidity to 2 %",
        "partial",
        &[
            "-alert kind=threshold metric=co2 op=gt value=1200 unit=ppm",
            "+alert kind=threshold metric=co2 op=gt value=1200 unit=ppm hysteresis=50",
            "?2 %",
        ],
    ),
    (
        "MSH",
        "Remove the CO2 alert for some of the rooms",
        "ask",
        &["?Remove the CO2 alert for some of the rooms"],
    ),
    (
        "QRY",
        "some speed alerts should be removed",
        "ask",
        &["?some speed alerts should be removed"],
    ),
    (
        "WND",
        "Most alerts no longer by SMS",
        "ask",
        &["?Most alerts no longer by SMS"],
    ),
    (
        "QRY",
        "Filter trucks by plate number and site code",
        "apply",
        &[
            "+capability value=filtering by=[\"plate_number\",\"site_code\"]",
            "+field name=plate_number on=device",
            "+field name=site_code on=device",
        ],
    ),
    (
        "QRY",
        "Add a field licence plate number",
        "apply",
        &["+field name=licence_plate_number on=device"],
    ),
    (
        "QRY",
        "Filter the trucks by depot, driver name and period",
        "apply",
        &[
            "+capability value=filtering by=[\"depot\",\"driver_name\",\"date_range\"]",
            "+field name=depot on=device",
            "+field name=driver_name on=device",
        ],
    ),
    (
        "QRY",
        "filter trucks by driver and add CO2 in ppm",
        "apply",
        &[
            "+metric name=co2 unit=ppm",
            "+capability value=filtering by=[\"driver\"]",
            "+field name=driver on=device",
        ],
    ),
    (
        "QRY",
        "Add a serial number field",
        "apply",
        &["+field name=serial_number on=device"],
    ),
    (
        "VAN",
        "Set a hysteresis of 1 °C",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600 hysteresis=1",
        ],
    ),
    (
        "VAN",
        "Set the hysteresis of the cargo alert to 500 mV",
        "ask",
        &[],
    ),
    (
        "VAN",
        "Use a hysteresis of 200 mV for the battery alert",
        "apply",
        &[
            "-alert kind=threshold metric=battery_voltage op=lt value=11 unit=V",
            "+alert kind=threshold metric=battery_voltage op=lt value=11 unit=V hysteresis=0.2",
        ],
    ),
    (
        "QRY",
        "Alert when a truck leaves the pit, which has a radius of 300 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=null configurable=true",
            "+alert kind=geofence event=exit radius_m=300 configurable=true",
        ],
    ),
    (
        "WND",
        "half of the turbines have no wind sensor",
        "ask",
        &["?half of the turbines have no wind sensor"],
    ),
    (
        "MSH",
        "Keep readings another month",
        "apply",
        &[
            "-retention level=raw value=6mo",
            "+retention level=raw value=7mo",
        ],
    ),
    (
        "POL",
        "Keep readings longer than 30 days",
        "ask",
        &["?Keep readings longer than 30 days"],
    ),
    (
        "POL",
        "Don't keep readings longer than 30 days",
        "apply",
        &[
            "-retention level=raw value=180d",
            "+retention level=raw value=30d",
        ],
    ),
    (
        "POL",
        "Readings must not be stored for more than 30 days",
        "apply",
        &[
            "-retention level=raw value=180d",
            "+retention level=raw value=30d",
        ],
    ),
    (
        "POL",
        "Behalte die Messwerte nicht länger als 60 Tage",
        "apply",
        &[
            "-retention level=raw value=180d",
            "+retention level=raw value=60d",
        ],
    ),
    (
        "POL",
        "No guardes las lecturas más de 30 días",
        "apply",
        &[
            "-retention level=raw value=180d",
            "+retention level=raw value=30d",
        ],
    ),
    (
        "POL",
        "Keep readings for no longer than 90 days",
        "apply",
        &[
            "-retention level=raw value=180d",
            "+retention level=raw value=90d",
        ],
    ),
    (
        "POL",
        "Keep at most 90 days of readings",
        "apply",
        &[
            "-retention level=raw value=180d",
            "+retention level=raw value=90d",
        ],
    ),
    (
        "VAN",
        "Notify us when a van enters the hospital area, 200 m around it",
        "apply",
        &["+alert kind=geofence event=enter radius_m=200 area=hospital area"],
    ),
    (
        "VAN",
        "Make the cargo alarm two minutes and call it critical.",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=120 severity=critical",
        ],
    ),
    (
        "VAN",
        "Make the cargo alarm two minutes, and call it box watch.",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=120",
        ],
    ),
    (
        "WND",
        "Show the maximum wind speed of each turbine per week",
        "apply",
        &["+aggregate value=week functions=[\"max\"] metrics=[\"wind_speed\"]"],
    ),
    (
        "POL",
        "Añade el nivel de oxígeno (%) y avísanos si baja del 20 % durante 3 minutos.",
        "apply",
        &[
            "+metric name=oxygen unit=%",
            "+alert kind=threshold metric=oxygen op=lt value=20 unit=% for_s=180",
        ],
    ),
    (
        "MSH",
        "Don't mail us more often than once per hour",
        "apply",
        &[
            "-alert kind=threshold metric=co2 op=gt value=1200 unit=ppm",
            "-alert kind=threshold metric=humidity op=lt value=82 unit=%",
            "+alert kind=threshold metric=co2 op=gt value=1200 unit=ppm cooldown_s=3600",
            "+alert kind=threshold metric=humidity op=lt value=82 unit=% cooldown_s=3600",
        ],
    ),
    (
        "WND",
        "Turbines may stay silent somewhat longer before the SMS goes out.",
        "ask",
        &["?Turbines may stay silent somewhat longer before the SMS goes out"],
    ),
    (
        "VAN",
        "Make it every minute.",
        "ask",
        &["?Make it every minute"],
    ),
    (
        "VAN",
        "Readings come too rarely: make it every minute",
        "partial",
        &[
            "-scale interval_s=30",
            "+scale interval_s=60",
            "?Readings come too rarely",
        ],
    ),
    (
        "MSH",
        "Several users may not see the dashboard",
        "ask",
        &["?Several users may not see the dashboard"],
    ),
    (
        "MSH",
        "The dashboard must not show CO2",
        "ask",
        &["?The dashboard must not show CO2"],
    ),
    (
        "VAN",
        "People have to log in with JWT; there are dispatchers and admins.",
        "apply",
        &[
            "+user_auth method=jwt",
            "+role value=dispatcher",
            "+role value=admin",
        ],
    ),
    (
        "WND",
        "Technicians should be able to acknowledge alerts, and operators want a list of the turbines filtered by site code.",
        "apply",
        &[
            "+capability value=alert_ack",
            "+capability value=filtering by=[\"site_code\"]",
            "+field name=site_code on=device",
        ],
    ),
    (
        "VAN",
        "cargo alarm: only if it lasts 45 secs, and not agian within 15 mins",
        "partial",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=45",
            "?agian within 15 mins",
        ],
    ),
    (
        "VAN",
        "Store the home area and the box model of each van; drivers want to filter by home area.",
        "apply",
        &[
            "+capability value=filtering by=[\"home_area\"]",
            "+field name=home_area on=device",
            "+field name=box_model on=device",
        ],
    ),
    (
        "VAN",
        "Lists should be paged by offset, 50 entries a page and 500 at the most.",
        "apply",
        &["+capability value=pagination style=offset default=50 max=500"],
    ),
    (
        "VAN",
        "Supprimez l'alerte de la batterie et envoyez aussi les alertes par e-mail.",
        "apply",
        &[
            "-alert kind=threshold metric=battery_voltage op=lt value=11 unit=V",
            "+notify value=email",
        ],
    ),
    (
        "LAU",
        "Daily maximum and average of power",
        "apply",
        &[
            "-aggregate value=day functions=[\"sum\"] metrics=[\"water_consumption\"]",
            "+aggregate value=day functions=[\"sum\",\"max\",\"avg\"] metrics=[\"water_consumption\",\"power\"]",
            "?the same for all their metrics",
        ],
    ),
    (
        "SKR",
        "offline after 30 minutes and the rope limit 58 kN",
        "apply",
        &[
            "-alert kind=range metric=rope_tension op=outside min=40 max=55 unit=kN",
            "+alert kind=range metric=rope_tension op=outside min=40 max=58 unit=kN",
            "+alert kind=offline for_s=1800",
        ],
    ),
    (
        "WND",
        "Nacelle limit 72 and the silence 15 minutes",
        "partial",
        &[
            "-alert kind=offline for_s=600",
            "+alert kind=offline for_s=900",
            "?72",
        ],
    ),
    (
        "WND",
        "SMS messages should name the turbine operator of the month",
        "ask",
        &["?month"],
    ),
];
