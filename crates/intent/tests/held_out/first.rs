//! Requests on the four specifications of the corpus, in words that no rule was written for.

use crate::changing::Row;

/// Base, request, outcome, changes: `+fact`, `-fact`, and `?phrase` for what must be quoted or asked about.
pub const ROWS: &[Row] = &[
    // One more quantity.
    (
        "A",
        "We got CO2 sensors on every node, please take their readings in as well.",
        "apply",
        &["+metric name=co2 unit=ppm"],
    ),
    (
        "A",
        "Include carbon dioxide (ppm) in the payload and everywhere else it matters.",
        "apply",
        &["+metric name=co2 unit=ppm"],
    ),
    (
        "A",
        "The devices now also measure CO₂.",
        "apply",
        &["+metric name=co2 unit=ppm"],
    ),
    (
        "A",
        "CO2 soll auch erfasst werden, bitte überall einbauen.",
        "apply",
        &["+metric name=co2 unit=ppm"],
    ),
    (
        "A",
        "Ajoute le CO2 aux mesures.",
        "apply",
        &["+metric name=co2 unit=ppm"],
    ),
    (
        "F",
        "Start recording nitrate in mg/L as well.",
        "apply",
        &["+metric name=nitrate unit=mg/L"],
    ),
    (
        "G",
        "Registra anche la corrente del motore (A).",
        "apply",
        &["+metric name=motor_current unit=A"],
    ),
    (
        "H",
        "Also log the ammonia in ppm and the pile height (cm).",
        "apply",
        &["+metric name=ammonia unit=ppm", "+metric unit=cm"],
    ),
    (
        "G",
        "Tambahkan suhu oli dan tekanan oli (bar).",
        "apply",
        &[
            "+metric name=oil_temperature",
            "+metric name=oil_pressure unit=bar",
        ],
    ),
    (
        "F",
        "Voeg troebelheid (NTU) toe.",
        "apply",
        &["+metric name=turbidity unit=NTU"],
    ),
    // Where the devices are.
    (
        "A",
        "Track where each device is and warn me when one leaves its permitted area.",
        "apply",
        &["+position value=true", "+alert kind=geofence event=exit"],
    ),
    (
        "A",
        "Every sensor gets GPS; send an alert as soon as it goes outside its geofence.",
        "apply",
        &["+position value=true", "+alert kind=geofence event=exit"],
    ),
    (
        "A",
        "Die Geräte melden jetzt ihre Position. Alarm, wenn ein Gerät seine erlaubte Zone verlässt.",
        "apply",
        &["+position value=true", "+alert kind=geofence event=exit"],
    ),
    (
        "A",
        "Añade la posición GPS y avísame si un dispositivo sale de su zona permitida.",
        "apply",
        &["+position value=true", "+alert kind=geofence event=exit"],
    ),
    (
        "A",
        "Add GPS position (lat/lng) to the readings plus an alert on leaving the geofence.",
        "apply",
        &["+position value=true", "+alert kind=geofence event=exit"],
    ),
    // Statistics.
    (
        "A",
        "Give me the mean temperature and humidity per month.",
        "apply",
        &["+aggregate value=month functions=[\"avg\"]"],
    ),
    (
        "A",
        "I want to see monthly averages of temperature and humidity.",
        "apply",
        &["+aggregate value=month functions=[\"avg\"]"],
    ),
    (
        "A",
        "Monatliche Durchschnittswerte für Temperatur und Feuchte bitte.",
        "apply",
        &["+aggregate value=month functions=[\"avg\"]"],
    ),
    (
        "A",
        "Ajoute des statistiques mensuelles: moyenne de température et d'humidité.",
        "apply",
        &["+aggregate value=month functions=[\"avg\"]"],
    ),
    (
        "A",
        "Compute month-by-month average statistics for both quantities.",
        "apply",
        &["+aggregate value=month functions=[\"avg\"]"],
    ),
    // All three.
    (
        "A",
        "Add CO₂ readings, geolocation tracking with an alert if a device leaves its allowed zone, and monthly average temperature and humidity statistics.",
        "apply",
        &[
            "+metric name=co2 unit=ppm",
            "+position value=true",
            "+alert kind=geofence event=exit",
            "+aggregate value=month functions=[\"avg\"]",
        ],
    ),
    // Names.
    (
        "F",
        "Rename salinity to salt.",
        "apply",
        &["-metric name=salinity", "+metric name=salt unit=ppt"],
    ),
    (
        "G",
        "vibration should be called vib_rms in future",
        "apply",
        &[
            "-metric name=vibration",
            "+metric name=vib_rms unit=mm/s",
            "-alert metric=vibration",
            "+alert metric=vib_rms value=7.1",
        ],
    ),
    (
        "H",
        "Benenne moisture in substrate_moisture um.",
        "apply",
        &["-metric name=moisture", "+metric name=substrate_moisture"],
    ),
    (
        "F",
        "Change the name of the pH metric to acidity.",
        "apply",
        &[
            "-metric name=ph",
            "+metric name=acidity",
            "-alert metric=ph",
            "+alert metric=acidity min=7.8 max=8.4",
        ],
    ),
    (
        "H",
        "We say o2_level, not oxygen. Please rename it.",
        "apply",
        &[
            "-metric name=oxygen",
            "+metric name=o2_level",
            "-alert metric=oxygen",
            "+alert metric=o2_level value=6",
        ],
    ),
    // What goes.
    (
        "F",
        "We no longer measure salinity.",
        "apply",
        &["-metric name=salinity"],
    ),
    (
        "H",
        "Wirf die Feuchte raus.",
        "apply",
        &["-metric name=moisture"],
    ),
    (
        "G",
        "Drop vibration together with its alert.",
        "apply",
        &["-metric name=vibration", "-alert metric=vibration"],
    ),
    ("H", "Take oxygen out of the system.", "ask", &["?oxygen"]),
    (
        "F",
        "Remove the daily averages.",
        "apply",
        &["-aggregate value=day"],
    ),
    (
        "H",
        "Guests are not needed any more, delete that role.",
        "apply",
        &["-role value=guest"],
    ),
    ("H", "No more SMS, please.", "apply", &["-notify value=sms"]),
    (
        "G",
        "Supprime le tableau de bord.",
        "apply",
        &["-dashboard value=true", "+dashboard value=false"],
    ),
    (
        "H",
        "The csv download is not used by anybody, remove it.",
        "apply",
        &["-capability value=csv_export"],
    ),
    ("F", "Remove the chlorine metric.", "noop", &[]),
    // Limits.
    (
        "G",
        "Vibration may go up to 8 mm/s before we get a webhook.",
        "apply",
        &[
            "-alert metric=vibration value=7.1",
            "+alert metric=vibration value=8",
        ],
    ),
    (
        "F",
        "Set the pH limits to 7.6 and 8.6.",
        "apply",
        &[
            "-alert metric=ph min=7.8 max=8.4",
            "+alert metric=ph min=7.6 max=8.6",
        ],
    ),
    (
        "H",
        "oxygen alert at 5 % instead of 6 %",
        "apply",
        &[
            "-alert metric=oxygen value=6",
            "+alert metric=oxygen value=5",
        ],
    ),
    (
        "F",
        "Senke die Grenze für die Wassertemperatur auf 26 °C.",
        "apply",
        &[
            "-alert metric=water_temperature value=27",
            "+alert metric=water_temperature value=26",
        ],
    ),
    (
        "H",
        "Baja el límite de temperatura del núcleo a 70 °C.",
        "apply",
        &[
            "-alert metric=core_temperature value=72",
            "+alert metric=core_temperature value=70",
        ],
    ),
    (
        "A",
        "The temperature threshold is 30 degrees.",
        "apply",
        &[
            "-alert metric=temperature value=null",
            "+alert metric=temperature value=30",
        ],
    ),
    (
        "F",
        "Increase the water temperature limit by 2 °C.",
        "apply",
        &[
            "-alert metric=water_temperature value=27",
            "+alert metric=water_temperature value=29",
        ],
    ),
    (
        "H",
        "Probes count as silent after 3 hours instead of 2.",
        "apply",
        &[
            "-alert kind=offline for_s=7200",
            "+alert kind=offline for_s=10800",
        ],
    ),
    (
        "G",
        "The alarm threshold is too low.",
        "ask",
        &["?vibration"],
    ),
    // Details of rules.
    (
        "H",
        "The oxygen alert should only fire when it lasts 15 minutes.",
        "apply",
        &["-alert metric=oxygen", "+alert metric=oxygen for_s=900"],
    ),
    (
        "F",
        "Shorten the delay of the water temperature alert to 10 minutes.",
        "apply",
        &[
            "-alert metric=water_temperature for_s=1200",
            "+alert metric=water_temperature for_s=600",
        ],
    ),
    (
        "G",
        "At most one vibration message per hour.",
        "apply",
        &[
            "-alert metric=vibration",
            "+alert metric=vibration cooldown_s=3600",
        ],
    ),
    (
        "F",
        "pH alarms are critical.",
        "apply",
        &["-alert metric=ph", "+alert metric=ph severity=critical"],
    ),
    // Units, time, amounts.
    (
        "F",
        "Report the water temperature in Fahrenheit from now on.",
        "apply",
        &[
            "-metric name=water_temperature unit=C",
            "+metric name=water_temperature unit=F",
            "-alert metric=water_temperature value=27",
            "+alert metric=water_temperature value=80.6",
        ],
    ),
    (
        "H",
        "Keep the raw data half a year.",
        "apply",
        &[
            "-retention level=raw value=60d",
            "+retention level=raw value=6mo",
        ],
    ),
    (
        "H",
        "Conserva los datos brutos 4 meses y los promedios horarios 5 años.",
        "apply",
        &[
            "-retention level=raw value=60d",
            "+retention level=raw value=4mo",
            "-retention level=hour value=3y",
            "+retention level=hour value=5y",
        ],
    ),
    (
        "G",
        "Machines report every 5 seconds now.",
        "apply",
        &["-scale interval_s=1", "+scale interval_s=5"],
    ),
    (
        "F",
        "We have 60 tanks now.",
        "apply",
        &["-scale devices=40", "+scale devices=60"],
    ),
    // Ways out and in.
    (
        "H",
        "In addition to the e-mail, post alerts to Slack.",
        "apply",
        &["+notify value=slack"],
    ),
    (
        "G",
        "Benachrichtige uns zusätzlich per E-Mail.",
        "apply",
        &["+notify value=email"],
    ),
    (
        "F",
        "Push live values over WebSocket and put a rate limit of 100 requests per minute on the API.",
        "apply",
        &["+realtime value=websocket", "+capability value=rate_limit"],
    ),
    (
        "G",
        "Only admins may send commands.",
        "apply",
        &["-role value=admin", "+role value=admin only=send commands"],
    ),
    (
        "H",
        "Only engineers are allowed to export data, and add a role auditor.",
        "apply",
        &[
            "-role value=engineer",
            "+role value=engineer only=export data",
            "+role value=auditor",
        ],
    ),
    (
        "A",
        "Replace MongoDB with PostgreSQL.",
        "apply",
        &["-storage asked=mongodb", "+storage asked=postgres"],
    ),
    (
        "F",
        "Add an endpoint GET /api/tanks/overview.",
        "apply",
        &["+endpoint path=/api/tanks/overview"],
    ),
    (
        "G",
        "Let the machines be filtered by hall and paginate with 50 per page.",
        "apply",
        &[
            "+capability value=filtering",
            "+capability value=pagination default=50",
        ],
    ),
    (
        "F",
        "Turn on CSV export.",
        "apply",
        &["+capability value=csv_export"],
    ),
    (
        "G",
        "Schalte das Dashboard ab.",
        "apply",
        &["-dashboard value=true", "+dashboard value=false"],
    ),
    (
        "A",
        "The location of a device is stored as a string; make it lat/lng.",
        "apply",
        &["+position value=true"],
    ),
    (
        "F",
        "Valid pH values lie between 0 and 14, reject everything else.",
        "apply",
        &["-metric name=ph", "+metric name=ph min=0 max=14"],
    ),
    // Several at once.
    (
        "H",
        "Add pressure (hPa), delete moisture, raise the core temperature limit to 74 °C, keep raw data 90 days and send alerts to Telegram too.",
        "apply",
        &[
            "+metric name=pressure unit=hPa",
            "-metric name=moisture",
            "-alert metric=core_temperature value=72",
            "+alert metric=core_temperature value=74",
            "-retention level=raw value=60d",
            "+retention level=raw value=90d",
            "+notify value=telegram",
        ],
    ),
    (
        "G",
        "Nimm den Motorstrom (A) dazu, Alarm über 16 A, und wasch bitte mein Auto.",
        "partial",
        &[
            "+metric unit=A",
            "+alert op=gt value=16",
            "?wasch bitte mein Auto",
        ],
    ),
    // Nothing new.
    (
        "F",
        "We need pH and salinity, and an email when the pH leaves 7.8 to 8.4.",
        "noop",
        &[],
    ),
    (
        "H",
        "Data should be kept 60 days and there should be a dashboard.",
        "noop",
        &[],
    ),
    (
        "G",
        "Use SQLite and protect the machines with an API key.",
        "noop",
        &[],
    ),
    // What only a person can know.
    ("A", "make it better", "ask", &["?better"]),
    (
        "H",
        "Something is wrong with the oxygen.",
        "ask",
        &["?oxygen"],
    ),
    ("F", "Mach die Alarme empfindlicher.", "ask", &["?Alarm"]),
    (
        "G",
        "Die Vibration passt nicht mehr.",
        "ask",
        &["?vibration"],
    ),
    (
        "A",
        "Book a meeting room for Friday.",
        "ask",
        &["?meeting room"],
    ),
    // Typed in a hurry.
    (
        "A",
        "ad battry voltge and alrt below 3.2 V",
        "apply",
        &[
            "+metric name=battery_voltage unit=V",
            "+alert metric=battery_voltage op=lt value=3.2",
        ],
    ),
    (
        "G",
        "delet the operater role",
        "apply",
        &["-role value=operator"],
    ),
];
