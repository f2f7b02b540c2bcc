//! Requests whose words look like another request: a margin like a limit, a retention like a removal.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    // Margins, ends and hours of rules leave their limits alone.
    (
        "G",
        "Use a hysteresis of 0.3 mm/s for vibration.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 hysteresis=0.3",
        ],
    ),
    (
        "G",
        "Raise the vibration limit to 8 mm/s with a hysteresis of 0.5 mm/s.",
        "apply",
        &[
            "-alert metric=vibration value=7.1",
            "+alert metric=vibration value=8 hysteresis=0.5",
        ],
    ),
    (
        "G",
        "Clear the vibration alert only below 6 mm/s.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 clear_value=6",
        ],
    ),
    (
        "G",
        "Vibration alert only at night, please.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 active=nighttime",
        ],
    ),
    (
        "G",
        "Mute the vibration alert at night.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 active=daytime",
        ],
    ),
    (
        "G",
        "No alerts on weekends.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 active=mon, tue, wed, thu, fri",
        ],
    ),
    (
        "H",
        "The offline alert should repeat every 3 hours.",
        "apply",
        &[
            "-alert kind=offline",
            "+alert kind=offline for_s=7200 repeat_s=10800",
        ],
    ),
    (
        "G",
        "Notify when the vibration alert is over.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 notify_recovery=true",
        ],
    ),
    (
        "G",
        "Daily maximum of vibration, keep it for 10 years.",
        "apply",
        &["+aggregate value=day", "+retention level=day value=10y"],
    ),
    (
        "G",
        "Add a second, critical alert at 9 mm/s vibration.",
        "apply",
        &["+alert metric=vibration value=9 severity=critical"],
    ),
    (
        "G",
        "Mute the vibration alert only at night.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration active=daytime",
        ],
    ),
    (
        "F",
        "Water temperature readings over 120 °F are nonsense, drop them.",
        "apply",
        &[
            "-metric name=water_temperature",
            "+metric name=water_temperature max=48.888889",
        ],
    ),
    ("F", "Clear the pH alert only below 20 °C.", "ask", &["?pH"]),
    (
        "F",
        "Keep raw data for 90 days, and ignore values that are older than the last one.",
        "partial",
        &[
            "-retention level=raw",
            "+retention level=raw value=90d",
            "?ignore",
        ],
    ),
    (
        "G",
        "Operators must not acknowledge alerts.",
        "apply",
        &[
            "-role value=admin",
            "+role value=admin only=acknowledge alerts",
        ],
    ),
    (
        "G",
        "Make the API key expire after 30 days.",
        "ask",
        &["?30 days"],
    ),
    ("G", "Remove the weekly chart.", "ask", &["?chart"]),
    (
        "K",
        "I want to see how many trips there are per day.",
        "ask",
        &["?trips"],
    ),
    ("F", "Add a tank called A12.", "ask", &["?A12"]),
    ("G", "Rename the vibration alert to shaking.", "noop", &[]),
    ("K", "No more MQTT, only HTTP.", "ask", &["?MQTT"]),
    (
        "G",
        "vibration_high for 10 minutes",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 for_s=600",
        ],
    ),
    // What narrows a wish is no background of it.
    (
        "L",
        "Alert when the temperature is above 30 °C, for the basement.",
        "partial",
        &["+alert metric=temperature value=30", "?for the basement"],
    ),
    (
        "L",
        "Alert when the temperature is above 30 °C. This is only for the basement.",
        "partial",
        &[
            "+alert metric=temperature value=30",
            "?only for the basement",
        ],
    ),
    // The three iterations of the first prompt, in any order and in one sentence.
    (
        "A",
        "Add monthly average temperature and humidity statistics. Add geolocation tracking. Alert me if a device leaves its allowed zone. Add support for CO₂ readings. Update everything that needs to change.",
        "apply",
        &[
            "+metric name=co2",
            "+position value=true",
            "+alert kind=geofence event=exit",
            "+aggregate value=month functions=[\"avg\"] metrics=[\"temperature\",\"humidity\"]",
        ],
    ),
    (
        "A",
        "Alert me if a device leaves its allowed zone. Add support for CO₂ readings. Update everything that needs to change.",
        "apply",
        &[
            "+metric name=co2",
            "+position value=true",
            "+alert kind=geofence event=exit",
        ],
    ),
    (
        "A",
        "Add CO₂ readings, geolocation tracking with an alert when a device leaves its allowed zone, and monthly average temperature and humidity statistics.",
        "apply",
        &[
            "+metric name=co2",
            "+position value=true",
            "+alert kind=geofence event=exit",
            "+aggregate value=month functions=[\"avg\"] metrics=[\"temperature\",\"humidity\"]",
        ],
    ),
    (
        "A",
        "Please add CO2, track the location of each device, warn when it leaves its zone, and give me monthly averages of temperature and humidity.",
        "apply",
        &[
            "+metric name=co2",
            "+position value=true",
            "+alert kind=geofence event=exit",
            "+aggregate value=month functions=[\"avg\"] metrics=[\"temperature\",\"humidity\"]",
        ],
    ),
    (
        "A",
        "location: string becomes {lat, lng}",
        "apply",
        &["+position value=true"],
    ),
    // Words that belong to something else are no statements.
    (
        "A",
        "Every device has a manufacturer and a year of construction.",
        "apply",
        &[
            "+field name=manufacturer on=device",
            "+field name=year_of_construction on=device",
        ],
    ),
    (
        "F",
        "pH may go down to 7.5 now.",
        "apply",
        &[
            "-alert metric=ph min=7.8",
            "+alert metric=ph min=7.5 max=8.4",
        ],
    ),
    (
        "A",
        "Humidity readings over 100 are nonsense, drop them.",
        "apply",
        &["-metric name=humidity", "+metric name=humidity max=100"],
    ),
    (
        "F",
        "pH alert severity should be high.",
        "apply",
        &["-alert metric=ph", "+alert metric=ph severity=high"],
    ),
    ("F", "Do not send alerts for tank 7.", "ask", &["?alerts"]),
    (
        "F",
        "Limit API usage to 60 calls a minute per key.",
        "apply",
        &["+capability value=rate_limit amount=60/min scope=client"],
    ),
    (
        "F",
        "Delete raw data after 90 days but keep daily averages forever.",
        "apply",
        &[
            "-retention level=raw value=1y",
            "+retention level=raw value=90d",
            "+retention level=day value=forever",
        ],
    ),
    (
        "F",
        "Ignore readings older than one hour.",
        "ask",
        &["?older"],
    ),
    ("F", "Change the threshold.", "ask", &["?threshold"]),
    (
        "A",
        "Add leaf temperature (°C) and alert if it differs from the air temperature by more than 5 degrees.",
        "partial",
        &["+metric name=leaf_temperature unit=C", "?5 degrees"],
    ),
    (
        "F",
        "Delete alerts older than a year.",
        "apply",
        &["+retention level=alerts value=1y"],
    ),
    (
        "F",
        "The pH alert should go to Slack.",
        "apply",
        &["+notify value=slack"],
    ),
    (
        "A",
        "The interval is now between 30 and 60 seconds.",
        "apply",
        &[
            "-scale interval_s=10",
            "+scale interval_s=30 interval_max_s=60",
        ],
    ),
    ("G", "Stop accepting HTTP.", "ask", &["?HTTP"]),
    (
        "G",
        "Vibration alerts at most once a day.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration value=7.1 cooldown_s=86400",
        ],
    ),
    (
        "A",
        "Filter the device list by building.",
        "apply",
        &[
            "+capability value=filtering by=[\"building\"]",
            "+field name=building on=device",
        ],
    ),
    (
        "A",
        "Use basic auth with username and password for devices.",
        "apply",
        &["-device_auth", "+device_auth value=username_password"],
    ),
    (
        "A",
        "Page size 25, at most 200.",
        "apply",
        &["+capability value=pagination default=25 max=200"],
    ),
];
