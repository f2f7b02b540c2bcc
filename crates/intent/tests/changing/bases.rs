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
];
