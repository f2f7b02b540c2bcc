//! The prompts whose specifications the requests are carried out on.

/// Name and prompt.
pub(super) const PROMPTS: &[(&str, &str)] = &[
    (
        "A",
        "Create an IoT backend for collecting temperature and humidity data from many sensors. Each device sends data every 10-20 seconds. The backend must: store readings, validate data, support device authentication, provide REST APIs for dashboard visualization, send alerts if temperature exceeds a threshold. Use Node.js + MQTT + MongoDB.",
    ),
    (
        "V",
        "Vaccine fridges send temperature and core temperature over MQTT every minute.",
    ),
    (
        "F",
        "Public aquarium: 40 tanks, water temperature (°C), pH and salinity (ppt) every 2 minutes over MQTT on aqua/{tank}/values. PostgreSQL. Alert by email when pH is outside 7.8–8.4 or the water temperature is above 27 °C for 20 minutes. REST history, daily averages, keep 1 year.",
    ),
    (
        "G",
        "Workshop with 12 machines: vibration (mm/s) and spindle temperature (°C) every second by HTTP, SQLite, API key per machine. Webhook when vibration is above 7.1 mm/s. Dashboard with live values over SSE. JWT login, roles admin and operator.",
    ),
    (
        "H",
        "Compost plant, 16 windrows. Each probe sends core temperature (°C), oxygen (%) and moisture (%) every 10 minutes over MQTT on compost/{windrow}/probe. TimescaleDB, raw data 60 days, hourly averages 3 years. E-mail when the core temperature is above 72 °C for 30 minutes or oxygen is below 6 %, SMS when a probe is silent for 2 hours. Commands fan on and fan off. One token per probe. JWT login with roles engineer and guest. Dashboard and CSV export.",
    ),
    (
        "K",
        "Cold chain: 80 trucks. Each logger sends cargo temperature (°C), door (open/closed) and its GPS position every 60 seconds over MQTT on fleet/{truck}/logger. PostgreSQL. E-mail and SMS when the cargo temperature is above 8 °C for 10 minutes. Keep raw data 90 days. JWT login, roles dispatcher and driver.",
    ),
    (
        "L",
        "Office building with 200 rooms: CO2 (ppm), temperature (°C) and noise (dB) every 5 minutes by HTTP with an API key per sensor. TimescaleDB. Slack message when CO2 is above 1200 ppm. Hourly and daily averages. Dashboard. Keep 2 years.",
    ),
    (
        "M",
        "Krankenhaus-Apotheke: 25 Kühlschränke senden Temperatur (°C) und Luftfeuchte (%) alle 5 Minuten per MQTT. SQLite. E-Mail, wenn die Temperatur außerhalb 2 bis 8 °C liegt, SMS, wenn ein Gerät 30 Minuten schweigt. Login mit JWT, Rollen Apotheker und Techniker. Rohdaten 5 Jahre.",
    ),
    (
        "N",
        "Riego por goteo en 30 parcelas: humedad del suelo (%), temperatura del suelo (°C) y caudal (L/min) cada 10 minutos por MQTT en finca/{parcela}/datos. PostgreSQL. Aviso por Telegram si la humedad del suelo baja de 20 %. Comandos abrir válvula y cerrar válvula. Guardar 1 año. Promedios diarios.",
    ),
    (
        "O",
        "Boulangerie : 6 fours envoient la température du four (°C) et la puissance (kW) toutes les 30 secondes en HTTP. PostgreSQL. Webhook quand la température du four dépasse 280 °C. Tableau de bord, export CSV. Conserver 6 mois.",
    ),
    (
        "P",
        "Piscicultura com 18 tanques: oxigênio dissolvido (mg/L), temperatura da água (°C) e pH a cada 2 minutos por MQTT. TimescaleDB. Alerta por SMS se o oxigênio dissolvido ficar abaixo de 4 mg/L por 5 minutos. Médias por hora. Guardar 2 anos. Login JWT.",
    ),
    (
        "Q",
        "Gudang beras: 50 sensor mengirim suhu (°C) dan kelembapan (%) setiap 1 menit lewat MQTT. PostgreSQL. Kirim email jika suhu di atas 35 °C selama 15 menit dan jika kelembapan di atas 70 %. Simpan data mentah 30 hari. Rata-rata harian.",
    ),
    (
        "VIN",
        "Vineyard monitoring: 60 stations send air temperature (°C), humidity (%), leaf wetness (%) and rainfall (mm) every 15 minutes over MQTT on vines/{station}/data. PostgreSQL. Email when the temperature is below 0 °C for 10 minutes (frost). Daily averages, raw data 2 years. JWT login with roles grower and viewer. Dashboard.",
    ),
    (
        "DCC",
        "Data centre cooling: 24 CRAC units report supply temperature (°C), return temperature (°C), fan speed (rpm) and power (kW) every 10 seconds over HTTP. SQLite. API key per unit. Webhook when the supply temperature is above 24 °C for 3 minutes, Slack message when a unit is silent for 1 minute. Hourly averages, keep raw data 90 days and hourly data 2 years. Live dashboard over SSE. Commands fan on and fan off.",
    ),
    (
        "EVC",
        "Backend for 150 EV chargers. Every charger publishes voltage (V), current (A), power (kW) and energy (kWh) each 30 seconds by MQTT, topic chargers/{chargerId}/meter, QoS 1, one token per charger. TimescaleDB. Alert by SMS if the current exceeds 32 A for 1 minute or the voltage leaves 207 to 253 V. REST history with CSV export, JWT login, roles admin, installer and driver. Commands unlock and reboot.",
    ),
    (
        "TRK",
        "Cold chain trucks: each of 80 trailers sends cargo temperature (°C), door state (open/closed), battery voltage (V) and GPS position every minute over MQTT. Store in MySQL. Email if the cargo temperature rises above -18 °C for 15 minutes. Warn when a trailer leaves its allowed zone. Keep data for 180 days. REST API with pagination.",
    ),
    (
        "HOS",
        "Hospital fridges: 30 fridges measure temperature (°C) and humidity (%) every 2 minutes via MQTT on ward/{fridge}/env. Alert by email and Telegram when the temperature is outside 2 to 8 °C for 5 minutes. Alarm when a fridge sends nothing for 20 minutes. Devices log in with username and password. InfluxDB, history 5 years. Dashboard with charts.",
    ),
    (
        "WWT",
        "Wastewater plant with 10 basins. Sensors: dissolved oxygen (mg/L), pH, turbidity (NTU), flow rate (m3/h), every 5 minutes by MQTT. Alerts by email: oxygen below 1.5 mg/L for 20 minutes, pH below 6.5 or above 8.5, turbidity above 30 NTU. Hourly and daily averages. SQLite. Commands pump on, pump off. No login for users, no dashboard.",
    ),
    (
        "BEE",
        "Beehive scales: hive weight (kg), brood temperature (°C) and battery (%) every 10 minutes over HTTP. Telegram message when the weight drops by more than 2 kg within 30 minutes or the battery is below 20 %. Weekly averages. Keep everything 3 years.",
    ),
    (
        "ELV",
        "Elevator monitoring: 45 elevators report motor temperature (°C), motor current (A), door state (open/closed) and vibration (mm/s) every 5 seconds over MQTT on lifts/{lift}/status. PostgreSQL. SMS when the motor temperature is above 95 °C for 2 minutes, email when vibration is above 6 mm/s. Keep raw data 30 days, hourly averages 1 year. JWT login with roles technician and manager. Dashboard with live values over SSE. Commands lock and unlock.",
    ),
    (
        "SOL",
        "Solar park with 300 inverters. Each inverter posts power (kW), energy (kWh), dc voltage (V) and panel temperature (°C) every minute over HTTP with an API key. TimescaleDB. Webhook if power is below 5 kW for 30 minutes, Slack if an inverter is silent for 10 minutes. Daily and monthly sums of energy. Keep raw data 1 year. CSV export. No dashboard.",
    ),
    (
        "POO",
        "Public swimming pools: 8 basins measure water temperature (°C), pH, chlorine (mg/L) and turbidity (NTU) every 3 minutes via MQTT, topic pool/{basin}/quality. SQLite. Telegram when pH is outside 7.0 to 7.4, email when chlorine is below 0.3 mg/L for 15 minutes. Alert history and acknowledging alerts. Keep 10 years.",
    ),
    (
        "GRN",
        "Grain silos: 24 silos send grain temperature (°C), humidity (%) and fill level (%) every hour over LoRaWAN/MQTT. InfluxDB. SMS when the grain temperature is above 35 °C. Rising by more than 3 °C within 6 hours is an alert too. Weekly averages. One token per silo. Commands start fan and stop fan.",
    ),
    (
        "BRW",
        "Craft brewery: 14 fermenters report wort temperature (°C), pressure (bar), pH and CO2 flow (L/min) every 30 seconds over MQTT on brew/{tank}/data. SQLite. Email when the wort temperature is above 24 °C for 10 minutes or the pressure is above 2.5 bar. Telegram when a fermenter is silent for 5 minutes. Daily averages, raw data 1 year. JWT login, roles brewer and guest. Dashboard. Commands valve open and valve close.",
    ),
    (
        "BUS",
        "City buses: 220 buses send speed (km/h), fuel level (%), engine temperature (°C) and their GPS position every 10 seconds over MQTT. TimescaleDB. Alert by webhook if the engine temperature exceeds 110 °C, SMS if the fuel level is below 15 %. Alert when a bus leaves the city area. One token per bus. Keep raw data 60 days, hourly averages 2 years. CSV export.",
    ),
    (
        "HEN",
        "Chicken farm, 9 barns with temperature (°C), ammonia (ppm), light (lux) and feed weight (kg), every 4 minutes by HTTP. API key per barn. PostgreSQL. SMS when ammonia is above 20 ppm for 15 minutes, email when the temperature is outside 18 to 28 °C. Weekly averages. Live dashboard over SSE.",
    ),
    (
        "LAB",
        "Laboratory freezers: 26 freezers send temperature (°C), compressor current (A) and door (open/closed) every 45 seconds over MQTT on lab/{freezer}/state. PostgreSQL. SMS when the temperature is above -70 °C for 10 minutes, email when a freezer is offline for 15 minutes. Raw data 2 years, daily averages. JWT login with roles scientist and caretaker. Dashboard with live values over SSE. Username and password per freezer.",
    ),
    (
        "PMP",
        "Pump stations: 18 stations report discharge pressure (bar), flow rate (m3/h), motor power (kW) and vibration (mm/s) every 20 seconds by HTTP, one API key each. SQLite. Webhook when the discharge pressure is outside 2 to 6 bar for 1 minute, Slack when vibration is above 9 mm/s. Hourly averages kept 3 years, raw 120 days. Commands pump start and pump stop. CSV export.",
    ),
    (
        "ICE",
        "Ice rinks: 5 rinks, each with ice temperature (°C), air temperature (°C), humidity (%) and energy (kWh), every 2 minutes over MQTT. TimescaleDB. Email when the ice temperature is above -3 °C. Telegram when humidity is above 80 % for 30 minutes. Monthly energy totals. Keep 4 years. Dashboard.",
    ),
    (
        "SKI",
        "Ski lift company, 9 chairlifts. Each drive station sends rope tension (kN), gearbox temperature (°C), wind speed (m/s) and motor current (A) every 5 seconds over MQTT on lifts/{lift}/drive. PostgreSQL. SMS when wind speed is above 18 m/s for 2 minutes, e-mail when the gearbox temperature is above 85 °C. Hourly averages, keep raw data 30 days. JWT login with roles operator and engineer. Command stop.",
    ),
    (
        "BRF",
        "Craft brewery with 8 fermenters. Every fermenter reports wort temperature (°C), gravity (°P), head pressure (bar) and CO2 flow (L/min) once a minute by HTTP with an API key. SQLite. Webhook when the wort temperature is outside 17-21 °C for 15 minutes or head pressure is above 1.8 bar. Dashboard, CSV export, daily averages.",
    ),
    (
        "MUS",
        "City museum: 60 showcases measure temperature (°C), relative humidity (%) and light (lux) every 5 minutes over MQTT on museum/{showcase}/climate. TimescaleDB. E-mail if humidity is outside 45-55 % or light is above 150 lux for 10 minutes. Alert when a showcase is silent for 1 hour. Daily averages kept 5 years, raw data 1 year. Login with roles curator and guard.",
    ),
    (
        "FSH",
        "Fish farm with 24 net pens. Buoys send dissolved oxygen (mg/L), water temperature (°C), salinity (ppt) and battery (%) every 10 minutes over MQTT on farm/{pen}/buoy. MongoDB. SMS when dissolved oxygen is below 6 mg/L for 20 minutes, e-mail when battery is below 20 %. Commands feeder on and feeder off. REST history with CSV export. Keep readings 2 years. Token per buoy.",
    ),
    (
        "DAT",
        "Data centre, 120 racks. Each rack controller posts inlet temperature (°C), outlet temperature (°C), power (kW) and humidity (%) every 30 seconds over HTTP, API key per rack. PostgreSQL. Slack message when the inlet temperature is above 27 °C, critical above 32 °C. E-mail when power is above 11 kW for 5 minutes. Live dashboard over WebSocket. OIDC login, roles admin and viewer. Hourly and daily averages.",
    ),
    (
        "TRM",
        "Tram depot with 35 trams. On-board units publish battery voltage (V), brake temperature (°C), door cycles and GPS position every 15 seconds over MQTT on trams/{tram}/status. TimescaleDB. Webhook when the brake temperature is above 240 °C or the battery voltage is below 22 V for 1 minute. Alert when a tram leaves the city area. Keep raw data 90 days and hourly averages 2 years. X.509 certificates for the trams.",
    ),
    (
        "VAN",
        "Track 80 vans by GPS (lat, lng), battery voltage (V) and cargo temperature over MQTT every 30 seconds. Alert when cargo temperature is above 8 °C for 10 minutes. Alert when battery is below 11 V. Alert when a van leaves its allowed zone, 400 m radius. Keep readings 90 days.",
    ),
    (
        "POL",
        "Municipal swimming pools, 14 basins. Each controller sends water temperature (°C), free chlorine (mg/L), pH and redox (mV) every 5 minutes over MQTT on pools/{basin}/water. PostgreSQL. Email when free chlorine is outside 0.3–0.6 mg/L or pH is above 7.6 for 10 minutes. REST history, hourly averages, raw values 180 days. Token per controller.",
    ),
    (
        "WND",
        "Wind farm, 30 turbines: rotor speed (rpm), power (kW), nacelle temperature (°C) and wind speed (m/s) every 10 seconds over MQTT on farm/{turbine}/scada. TimescaleDB, raw data 90 days, daily averages 10 years. Slack message when the nacelle temperature is above 70 °C, SMS when a turbine is silent for 10 minutes. JWT login with roles operator and viewer. Dashboard with live values over WebSocket.",
    ),
    (
        "QRY",
        "Quarry with 22 dump trucks. Each truck posts speed (km/h), engine temperature (°C), fuel level (%) and its GPS position every 15 seconds by HTTP with an API key per truck. SQLite, keep everything 1 year. Webhook when a truck drives faster than 40 km/h and when a truck leaves the pit. Dashboard and CSV export.",
    ),
    (
        "MSH",
        "Mushroom farm with 10 growing rooms: CO2 (ppm), air temperature (°C) and humidity (%) once a minute over MQTT on mush/{room}/climate. SQLite, keep 6 months, daily minimum, maximum and average. Email when CO2 is above 1200 ppm or humidity is below 82 %. Commands fan on, fan off, mist on and mist off.",
    ),
    (
        "LAU",
        "Laundromat chain with 60 washing machines. Every machine posts its drum temperature (°C), water consumption (L), spin speed (rpm) and power (W) every 30 seconds by HTTP with an API key per machine. PostgreSQL. Webhook when the drum temperature is above 95 °C, e-mail when a machine is silent for 15 minutes. Daily sums of the water consumption. JWT login with roles owner and technician. Dashboard and CSV export.",
    ),
    (
        "SKR",
        "Ski resort with 9 chairlifts. Each lift station publishes wind speed (m/s), rope tension (kN), gearbox temperature (°C) and motor current (A) every 5 seconds over MQTT on resort/{lift}/telemetry. TimescaleDB, raw data 30 days, hourly averages 2 years. SMS when the wind speed is above 18 m/s for 2 minutes, Slack message when the rope tension is outside 40–55 kN. Token per lift. Dashboard with live values over WebSocket.",
    ),
    (
        "PHA",
        "Hospital pharmacy, 85 refrigerators. Every logger sends the inside temperature (°C), humidity (%), door state (open or closed) and battery (%) every 3 minutes over MQTT on pharmacy/{fridge}/state. PostgreSQL. E-mail when the inside temperature is outside 2–8 °C for 10 minutes, SMS when the battery is below 15 %. REST history, keep everything 5 years. JWT login with roles pharmacist and auditor. One token per logger.",
    ),
    (
        "SIL",
        "Grain cooperative with 24 silos. Each silo sends grain temperature (°C), grain moisture (%), CO2 (ppm) and fill level (%) every 15 minutes over MQTT on coop/{silo}/grain. SQLite. Telegram message when the grain temperature is above 28 °C or CO2 is above 800 ppm for 1 hour. Daily averages, raw values 1 year. Commands aeration on and aeration off. REST history. No user login.",
    ),
    (
        "EVM",
        "Event company with 45 mobile EV chargers. Each charger posts output power (kW), energy (kWh), connector temperature (°C), battery (%) and its GPS position every minute by HTTP with an API key per charger. SQLite, keep readings 6 months. Webhook when the connector temperature is above 85 °C for 30 seconds, e-mail when a charger leaves its site. REST history with pagination, dashboard. JWT login with roles admin and driver.",
    ),
    (
        "DAI",
        "Dairy herd of 180 cows: a collar on every cow sends rumination (min/h), body temperature (°C) and activity (steps/h) every 15 minutes over MQTT on herd/{cow}/collar. PostgreSQL, raw data 120 days, daily averages. E-mail when the body temperature is above 39.5 °C for 1 hour, SMS when a collar is silent for 6 hours. REST history. JWT login, roles farmer and vet.",
    ),
    (
        "ARC",
        "Museum archive with 25 storage rooms. A logger in each room posts temperature (°C), relative humidity (%) and light (lux) every 5 minutes over HTTP, with an API key per logger. SQLite. Call a webhook when the humidity is outside 45–55 % or the light is above 50 lux. Dashboard, CSV export and hourly averages. Keep the readings 2 years.",
    ),
    (
        "GAR",
        "Parking garage with 6 levels. The sensors send CO (ppm), NO2 (ppb) and the number of occupied spaces every 30 seconds over MQTT, topic garage/{level}/air. TimescaleDB. Slack message when CO is above 60 ppm for 5 minutes. Commands fan on and fan off. Dashboard with live values over WebSocket, REST API for the latest reading. One token per sensor.",
    ),
    (
        "HEA",
        "Backend for a district heating network with 320 substations: supply temperature (°C), return temperature (°C), flow rate (L/min) and pressure (bar) every 60 seconds over MQTT on heat/{substation}/data. TimescaleDB. E-mail when the pressure is below 1.2 bar, Telegram when the supply temperature is above 95 °C. Raw data 30 days, hourly averages 1 year. Username and password per device. JWT login with roles operator and planner.",
    ),
    (
        "TRO",
        "Trout hatchery, 14 raceways: water temperature (°C), dissolved oxygen (mg/L) and pH every 2 minutes over MQTT on hatchery/{raceway}/probe, stored in SQLite for 18 months. SMS when dissolved oxygen is below 6 mg/L for 3 minutes, e-mail when pH is outside 6.5–8, and an alert when a raceway stops publishing for 10 minutes. No login. Dashboard and CSV export.",
    ),
];
