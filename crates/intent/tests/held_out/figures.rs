//! Figures that go where they are meant: halves, times of two parts, limits of quantities that are not there, names beside limits.

use crate::changing::Row;

/// Requests for the bases `DAI ARC GAR HEA TRO`.
pub const ROWS: &[Row] = &[
    (
        "DAI",
        "lower the fever limit by half a degree",
        "apply",
        &[
            "-alert kind=threshold metric=body_temperature op=gt value=39.5 unit=C for_s=3600",
            "+alert kind=threshold metric=body_temperature op=gt value=39 unit=C for_s=3600",
        ],
    ),
    (
        "HEA",
        "lower the supply temperature limit by half a degree",
        "apply",
        &[
            "-alert kind=threshold metric=supply_temperature op=gt value=95 unit=C",
            "+alert kind=threshold metric=supply_temperature op=gt value=94.5 unit=C",
        ],
    ),
    (
        "HEA",
        "lower the pressure limit by half a bar",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=0.7 unit=bar",
        ],
    ),
    (
        "HEA",
        "raise the supply temperature limit by half",
        "ask",
        &["?raise the supply temperature limit by half"],
    ),
    (
        "HEA",
        "raise the raw retention by half",
        "ask",
        &["?raise the raw retention by half"],
    ),
    (
        "HEA",
        "difference between supply and return below 15 K is an alert",
        "ask",
        &["?difference between supply and return below 15 K is an alert"],
    ),
    (
        "HEA",
        "alert when supply minus return is under 20 °C",
        "ask",
        &["?alert when supply minus return is under 20 °C"],
    ),
    (
        "HEA",
        "deltaT = supply - return, alert below 15 K",
        "ask",
        &["?deltaT = supply"],
    ),
    (
        "HEA",
        "alert if return temperature is higher than supply temperature",
        "ask",
        &["?alert if return temperature is higher than supply temperature"],
    ),
    (
        "ARC",
        "page size 50, max 500",
        "apply",
        &["+capability value=pagination default=50 max=500"],
    ),
    (
        "HEA",
        "warn at 90 by e-mail, alarm at 95 by Telegram for supply temperature",
        "apply",
        &["+alert kind=threshold metric=supply_temperature op=gt value=90 unit=C"],
    ),
    (
        "HEA",
        "return temperature alert at 70, wait 10 min, Telegram",
        "ask",
        &["?70"],
    ),
    (
        "TRO",
        "nitrite, limit 0.1 mg/L, SMS",
        "ask",
        &["?nitrite, limit 0.1 mg/L, SMS"],
    ),
    (
        "TRO",
        "keep 18 months but hourly averages 5 years",
        "apply",
        &[
            "+aggregate value=hour functions=[\"avg\"]",
            "+retention level=hour value=5y",
        ],
    ),
    (
        "ARC",
        "humidity limits 0.45 to 0.6",
        "ask",
        &["?humidity limits 0.45 to 0.6"],
    ),
    (
        "ARC",
        "widen the humidity band by 2 % on both sides",
        "apply",
        &[
            "-alert kind=range metric=humidity op=outside min=45 max=55 unit=%",
            "+alert kind=range metric=humidity op=outside min=43 max=57 unit=%",
        ],
    ),
    (
        "HEA",
        "hourly averages: 3 years",
        "apply",
        &[
            "-retention level=hour value=1y",
            "+retention level=hour value=3y",
        ],
    ),
    (
        "ARC",
        "hourly averages: 5 years",
        "apply",
        &["+retention level=hour value=5y"],
    ),
    (
        "DAI",
        "daily averages: 3 years",
        "apply",
        &["+retention level=day value=3y"],
    ),
    (
        "HEA",
        "hourly: 3 years",
        "apply",
        &[
            "-retention level=hour value=1y",
            "+retention level=hour value=3y",
        ],
    ),
    (
        "HEA",
        "hourly averages: 7 days",
        "apply",
        &[
            "-retention level=hour value=1y",
            "+retention level=hour value=7d",
        ],
    ),
    (
        "ARC",
        "keep data 1 year 6 months",
        "apply",
        &[
            "-retention level=raw value=2y",
            "+retention level=raw value=18mo",
        ],
    ),
    (
        "ARC",
        "keep data for 1 year and 6 months",
        "apply",
        &[
            "-retention level=raw value=2y",
            "+retention level=raw value=18mo",
        ],
    ),
    (
        "ARC",
        "retention: raw 1y 6mo",
        "apply",
        &[
            "-retention level=raw value=2y",
            "+retention level=raw value=18mo",
        ],
    ),
    (
        "TRO",
        "keep data 2 years and 6 months",
        "apply",
        &[
            "-retention level=raw value=18mo",
            "+retention level=raw value=30mo",
        ],
    ),
    (
        "TRO",
        "alarm for pH after 1 h 30 min",
        "apply",
        &[
            "-alert kind=range metric=ph op=outside min=6.5 max=8",
            "+alert kind=range metric=ph op=outside min=6.5 max=8 for_s=5400",
        ],
    ),
    (
        "TRO",
        "pH alarm after 1 hour and 30 minutes",
        "apply",
        &[
            "-alert kind=range metric=ph op=outside min=6.5 max=8",
            "+alert kind=range metric=ph op=outside min=6.5 max=8 for_s=5400",
        ],
    ),
    (
        "HEA",
        "pressure alarm after 2 min 30 s",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1.2 unit=bar for_s=150",
        ],
    ),
    (
        "TRO",
        "oxygen alarm after 2:30 minutes",
        "apply",
        &[
            "-alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=180",
            "+alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=150",
        ],
    ),
    (
        "HEA",
        "don't repeat the pressure message within 30 minutes",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1.2 unit=bar cooldown_s=1800",
        ],
    ),
    (
        "HEA",
        "no repeat of the pressure alarm within an hour",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1.2 unit=bar cooldown_s=3600",
        ],
    ),
    (
        "GAR",
        "CO alarm: give it a hysteresis of 5 ppm and don't repeat the message within 30 minutes.",
        "apply",
        &[
            "-alert kind=threshold metric=co op=gt value=60 unit=ppm for_s=300",
            "+alert kind=threshold metric=co op=gt value=60 unit=ppm for_s=300 hysteresis=5 cooldown_s=1800",
        ],
    ),
    (
        "HEA",
        "refresh dashboard every 10 minutes",
        "ask",
        &["?refresh"],
    ),
    ("HEA", "dashboard refresh every 30 s", "ask", &["?refresh"]),
    (
        "DAI",
        "paginate the history, max 500 per page, default 50",
        "apply",
        &["+capability value=pagination default=50 max=500"],
    ),
    (
        "HEA",
        "add heat power, in kW",
        "apply",
        &["+metric name=heat_power unit=kW"],
    ),
    (
        "HEA",
        "Also log the heat power of each substation, in kW.",
        "apply",
        &["+metric name=heat_power unit=kW"],
    ),
    (
        "TRO",
        "Reject water temperatures below 0 °C or above 30 °C, they are sensor faults.",
        "apply",
        &[
            "-metric name=water_temperature unit=C",
            "+metric name=water_temperature unit=C min=0 max=30",
        ],
    ),
    (
        "HEA",
        "reject pressures above 16 bar",
        "apply",
        &[
            "-metric name=pressure unit=bar",
            "+metric name=pressure unit=bar max=16",
        ],
    ),
    (
        "ARC",
        "delete loggers that are silent for 30 days",
        "ask",
        &["?delete loggers that are silent for 30 days"],
    ),
    (
        "DAI",
        "the silent alarm should only come after 12 hours at night",
        "ask",
        &["?the silent alarm should only come after 12 hours at night"],
    ),
    (
        "GAR",
        "CO above 100 ppm: call the fire brigade by SMS at once",
        "ask",
        &["?CO above 100 ppm"],
    ),
    (
        "ARC",
        "humidity over 60: call the webhook immediately",
        "ask",
        &["?humidity over 60"],
    ),
    (
        "DAI",
        "rumination under 200: call the vet by SMS",
        "apply",
        &["+alert kind=threshold metric=rumination op=lt value=200"],
    ),
    (
        "TRO",
        "Call the manager by SMS when oxygen drops below 5",
        "ask",
        &["?Call the"],
    ),
    (
        "TRO",
        "second oxygen alarm below 4 mg/L by phone call",
        "ask",
        &["?alarm below 4 mg/L by phone"],
    ),
    (
        "ARC",
        "lux is called illuminance",
        "apply",
        &[
            "-metric name=light unit=lux",
            "-alert kind=threshold metric=light op=gt value=50 unit=lux",
            "+metric name=illuminance unit=lux",
            "+alert kind=threshold metric=illuminance op=gt value=50 unit=lux",
        ],
    ),
    (
        "GAR",
        "8 levels instead of 6",
        "ask",
        &["?8 levels instead of 6"],
    ),
    (
        "GAR",
        "max CO per level per day",
        "apply",
        &["+aggregate value=day functions=[\"max\"] metrics=[\"co\"]"],
    ),
    (
        "DAI",
        "topic is cattle/{cow}/collar/v2",
        "apply",
        &[
            "-topic value=herd/{cow}/collar",
            "+topic value=cattle/{cow}/collar/v2",
        ],
    ),
    (
        "TRO",
        "topic hatchery/{site}/{raceway}/probe",
        "apply",
        &[
            "-topic value=hatchery/{raceway}/probe",
            "+topic value=hatchery/{site}/{raceway}/probe",
        ],
    ),
    (
        "HEA",
        "rename the pressure alert to low_pressure and set it to 1.3",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1.3 unit=bar",
        ],
    ),
    (
        "TRO",
        "add salinity instead of pH",
        "ask",
        &["?`metrics.ph`: it is used by `alerts.ph_o"],
    ),
    (
        "HEA",
        "senke die Grenze der Vorlauftemperatur um ein halbes Grad",
        "apply",
        &[
            "-alert kind=threshold metric=supply_temperature op=gt value=95 unit=C",
            "+alert kind=threshold metric=supply_temperature op=gt value=94.5 unit=C",
        ],
    ),
    (
        "TRO",
        "raise the oxygen limit by half a mg/L",
        "apply",
        &[
            "-alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=180",
            "+alert kind=threshold metric=dissolved_oxygen op=lt value=6.5 unit=mg/L for_s=180",
        ],
    ),
    (
        "HEA",
        "lower the supply temperature limit by half",
        "apply",
        &[
            "-alert kind=threshold metric=supply_temperature op=gt value=95 unit=C",
            "+alert kind=threshold metric=supply_temperature op=gt value=47.5 unit=C",
        ],
    ),
    (
        "HEA",
        "halve the raw retention",
        "apply",
        &[
            "-retention level=raw value=30d",
            "+retention level=raw value=15d",
        ],
    ),
    (
        "HEA",
        "increase the raw retention by half",
        "ask",
        &["?increase the raw retention by half"],
    ),
    (
        "HEA",
        "lower the pressure limit to double",
        "ask",
        &["?lower the pressure limit to double"],
    ),
    (
        "DAI",
        "reduce the silence time by half an hour",
        "apply",
        &[
            "-alert kind=offline for_s=21600",
            "+alert kind=offline for_s=19800",
        ],
    ),
    (
        "HEA",
        "keep raw data half a year",
        "apply",
        &[
            "-retention level=raw value=30d",
            "+retention level=raw value=6mo",
        ],
    ),
    (
        "HEA",
        "alert when the difference of supply temperature and return temperature exceeds 40 K",
        "ask",
        &["?alert when the difference of supply temperature and return temperature exceeds 40 K"],
    ),
    (
        "HEA",
        "alert when the return temperature is above 70 °C",
        "apply",
        &["+alert kind=threshold metric=return_temperature op=gt value=70 unit=C"],
    ),
    (
        "HEA",
        "supply temperature alert at 90, return temperature alert at 60",
        "ask",
        &["?supply temperature alert at 90, return temperature alert at 60"],
    ),
    (
        "HEA",
        "alert if the supply temperature is above 90 and the return temperature below 40",
        "apply",
        &[
            "+alert kind=composite logic=and terms=[{\"metric\":\"supply_temperature\",\"op\":\"gt\",\"value\":90},{\"metric\":\"return_temperature\",\"op\":\"lt\",\"value\":40}]",
        ],
    ),
    (
        "HEA",
        "the pressure alert should be below 1.5 bar, not 1.2",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1.5 unit=bar",
        ],
    ),
    (
        "TRO",
        "add ammonia (mg/L), alarm above 0.02",
        "apply",
        &[
            "+metric name=ammonia unit=mg/L",
            "+alert kind=threshold metric=ammonia op=gt value=0.02",
        ],
    ),
    (
        "TRO",
        "oxygen limit 5.5 mg/L",
        "apply",
        &[
            "-alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=180",
            "+alert kind=threshold metric=dissolved_oxygen op=lt value=5.5 unit=mg/L for_s=180",
        ],
    ),
    (
        "ARC",
        "humidity limits 40 to 60",
        "apply",
        &[
            "-alert kind=range metric=humidity op=outside min=45 max=55 unit=%",
            "+alert kind=range metric=humidity op=outside min=40 max=60 unit=%",
        ],
    ),
    (
        "ARC",
        "humidity limits 0.45 and 0.60",
        "ask",
        &["?humidity limits 0.45 and 0.60"],
    ),
    (
        "ARC",
        "narrow the humidity band by 1 % on both sides",
        "apply",
        &[
            "-alert kind=range metric=humidity op=outside min=45 max=55 unit=%",
            "+alert kind=range metric=humidity op=outside min=46 max=54 unit=%",
        ],
    ),
    (
        "ARC",
        "widen the humidity range by 2 %",
        "apply",
        &[
            "-alert kind=range metric=humidity op=outside min=45 max=55 unit=%",
            "+alert kind=range metric=humidity op=outside min=43 max=57 unit=%",
        ],
    ),
    (
        "ARC",
        "raise both humidity limits by 2 %",
        "apply",
        &[
            "-alert kind=range metric=humidity op=outside min=45 max=55 unit=%",
            "+alert kind=range metric=humidity op=outside min=47 max=57 unit=%",
        ],
    ),
    (
        "HEA",
        "hourly averages 3 years, raw 60 days",
        "apply",
        &[
            "-retention level=raw value=30d",
            "-retention level=hour value=1y",
            "+retention level=raw value=60d",
            "+retention level=hour value=3y",
        ],
    ),
    (
        "HEA",
        "raw: 60 days",
        "apply",
        &[
            "-retention level=raw value=30d",
            "+retention level=raw value=60d",
        ],
    ),
    (
        "HEA",
        "Stundenmittel: 3 Jahre",
        "apply",
        &[
            "-retention level=hour value=1y",
            "+retention level=hour value=3y",
        ],
    ),
    (
        "HEA",
        "medias horarias: 3 años",
        "apply",
        &[
            "-retention level=hour value=1y",
            "+retention level=hour value=3y",
        ],
    ),
    (
        "HEA",
        "hourly averages for 5 years and raw data for 10 days",
        "apply",
        &[
            "-retention level=raw value=30d",
            "-retention level=hour value=1y",
            "+retention level=raw value=10d",
            "+retention level=hour value=5y",
        ],
    ),
    (
        "HEA",
        "daily averages: 10 years",
        "apply",
        &[
            "+aggregate value=day functions=[\"avg\"]",
            "+retention level=day value=10y",
        ],
    ),
    (
        "ARC",
        "averages: 1 day, 1 week",
        "apply",
        &[
            "+aggregate value=day functions=[\"avg\"]",
            "+aggregate value=week functions=[\"avg\"]",
        ],
    ),
    (
        "ARC",
        "Daten 1 Jahr und 6 Monate aufbewahren",
        "apply",
        &[
            "-retention level=raw value=2y",
            "+retention level=raw value=18mo",
        ],
    ),
    (
        "TRO",
        "guarda los datos 2 años y 6 meses",
        "apply",
        &[
            "-retention level=raw value=18mo",
            "+retention level=raw value=30mo",
        ],
    ),
    (
        "TRO",
        "pH-Alarm nach 1 Stunde und 30 Minuten",
        "apply",
        &[
            "-alert kind=range metric=ph op=outside min=6.5 max=8",
            "+alert kind=range metric=ph op=outside min=6.5 max=8 for_s=5400",
        ],
    ),
    (
        "TRO",
        "oxygen alarm after 2 minutes and 30 seconds",
        "apply",
        &[
            "-alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=180",
            "+alert kind=threshold metric=dissolved_oxygen op=lt value=6 unit=mg/L for_s=150",
        ],
    ),
    (
        "DAI",
        "interval 1 min 30 s",
        "apply",
        &["-scale interval_s=900", "+scale interval_s=90"],
    ),
    (
        "DAI",
        "keep raw data 1 year and alerts 6 months",
        "apply",
        &[
            "-retention level=raw value=120d",
            "+retention level=raw value=1y",
            "+retention level=alerts value=6mo",
        ],
    ),
    (
        "HEA",
        "keep raw data 60 days and hourly averages 2 years",
        "apply",
        &[
            "-retention level=raw value=30d",
            "-retention level=hour value=1y",
            "+retention level=raw value=60d",
            "+retention level=hour value=2y",
        ],
    ),
    (
        "HEA",
        "at most one pressure message within 30 minutes",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1.2 unit=bar cooldown_s=1800",
        ],
    ),
    (
        "HEA",
        "repeat the pressure message every 30 minutes",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1.2 unit=bar repeat_s=1800",
        ],
    ),
    (
        "HEA",
        "if nobody reacts to the pressure alarm, repeat it after 30 minutes",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1.2 unit=bar repeat_s=1800",
        ],
    ),
    (
        "HEA",
        "send data every 10 minutes",
        "apply",
        &["-scale interval_s=60", "+scale interval_s=600"],
    ),
    (
        "HEA",
        "aktualisiere das Dashboard alle 10 Minuten",
        "ask",
        &["?aktualisiere"],
    ),
    (
        "DAI",
        "paginate the history, 50 per page",
        "apply",
        &["+capability value=pagination default=50"],
    ),
    (
        "DAI",
        "paginate the history, default 50, max 500 per page",
        "apply",
        &["+capability value=pagination default=50 max=500"],
    ),
    (
        "HEA",
        "Also log the heat power, in kW, and the valve position, in %.",
        "apply",
        &[
            "+metric name=heat_power unit=kW",
            "+metric name=valve_position unit=%",
        ],
    ),
    (
        "TRO",
        "discard water temperatures below 0 °C",
        "apply",
        &[
            "-metric name=water_temperature unit=C",
            "+metric name=water_temperature unit=C min=0",
        ],
    ),
    (
        "TRO",
        "alert on water temperatures below 0 °C or above 30 °C",
        "apply",
        &["+alert kind=range metric=water_temperature op=outside min=0 max=30 unit=C"],
    ),
    ("ARC", "delete loggers", "ask", &["?delete loggers"]),
    (
        "ARC",
        "alert when a logger is silent for 30 days",
        "apply",
        &["+alert kind=offline for_s=2592000"],
    ),
    (
        "DAI",
        "the silent alarm should come after 12 hours",
        "apply",
        &[
            "-alert kind=offline for_s=21600",
            "+alert kind=offline for_s=43200",
        ],
    ),
    (
        "DAI",
        "silent alarm only at night",
        "apply",
        &[
            "-alert kind=offline for_s=21600",
            "+alert kind=offline for_s=21600 active=nighttime",
        ],
    ),
    (
        "ARC",
        "call light illuminance",
        "apply",
        &[
            "-metric name=light unit=lux",
            "-alert kind=threshold metric=light op=gt value=50 unit=lux",
            "+metric name=illuminance unit=lux",
            "+alert kind=threshold metric=illuminance op=gt value=50 unit=lux",
        ],
    ),
    (
        "ARC",
        "light should be called illuminance",
        "apply",
        &[
            "-metric name=light unit=lux",
            "-alert kind=threshold metric=light op=gt value=50 unit=lux",
            "+metric name=illuminance unit=lux",
            "+alert kind=threshold metric=illuminance op=gt value=50 unit=lux",
        ],
    ),
    (
        "ARC",
        "foo is called illuminance",
        "ask",
        &["?foo is called illuminance"],
    ),
    (
        "HEA",
        "rename flow rate to throughput",
        "apply",
        &[
            "-metric name=flow_rate unit=L/min",
            "+metric name=throughput unit=L/min",
        ],
    ),
    (
        "HEA",
        "nenne den Durchfluss throughput",
        "apply",
        &[
            "-metric name=flow_rate unit=L/min",
            "+metric name=throughput unit=L/min",
        ],
    ),
    (
        "GAR",
        "max CO per level, hourly",
        "apply",
        &["+aggregate value=hour functions=[\"max\"] metrics=[\"co\"]"],
    ),
    (
        "DAI",
        "topic is herd/{cow}/v2",
        "apply",
        &[
            "-topic value=herd/{cow}/collar",
            "+topic value=herd/{cow}/v2",
        ],
    ),
    (
        "DAI",
        "also topic herd/{cow}/position",
        "apply",
        &["+topic value=herd/{cow}/position"],
    ),
    (
        "DAI",
        "the topic is herd/{cow}/alerts",
        "apply",
        &["+topic value=herd/{cow}/alerts"],
    ),
    (
        "HEA",
        "rename the pressure alert to low_pressure and lower it to 1",
        "apply",
        &[
            "-alert kind=threshold metric=pressure op=lt value=1.2 unit=bar",
            "+alert kind=threshold metric=pressure op=lt value=1 unit=bar",
        ],
    ),
    (
        "TRO",
        "add conductivity (µS/cm) instead of water temperature",
        "apply",
        &[
            "-metric name=water_temperature unit=C",
            "+metric name=conductivity unit=uS/cm",
        ],
    ),
    (
        "GAR",
        "replace NO2 by ozone (ppb)",
        "apply",
        &["-metric name=no2 unit=ppb", "+metric name=o3 unit=ppb"],
    ),
    (
        "HEA",
        "Both temperatures in °F",
        "apply",
        &[
            "-metric name=supply_temperature unit=C",
            "-metric name=return_temperature unit=C",
            "-alert kind=threshold metric=supply_temperature op=gt value=95 unit=C",
            "+metric name=supply_temperature unit=F",
            "+metric name=return_temperature unit=F",
            "+alert kind=threshold metric=supply_temperature op=gt value=203 unit=F",
        ],
    ),
    (
        "HEA",
        "temperatures in °F",
        "apply",
        &[
            "-metric name=supply_temperature unit=C",
            "-metric name=return_temperature unit=C",
            "-alert kind=threshold metric=supply_temperature op=gt value=95 unit=C",
            "+metric name=supply_temperature unit=F",
            "+metric name=return_temperature unit=F",
            "+alert kind=threshold metric=supply_temperature op=gt value=203 unit=F",
        ],
    ),
    (
        "HEA",
        "temperatures in Kelvin",
        "apply",
        &[
            "-metric name=supply_temperature unit=C",
            "-metric name=return_temperature unit=C",
            "-alert kind=threshold metric=supply_temperature op=gt value=95 unit=C",
            "+metric name=supply_temperature unit=K",
            "+metric name=return_temperature unit=K",
            "+alert kind=threshold metric=supply_temperature op=gt value=368.15 unit=K",
        ],
    ),
    ("HEA", "temperature in °F", "ask", &["?temperature in °F"]),
    (
        "HEA",
        "add return temperature in °F",
        "ask",
        &["?add return temperature in °F"],
    ),
    (
        "HEA",
        "add outdoor temperature in °F",
        "apply",
        &["+metric name=outdoor_temperature unit=F"],
    ),
    (
        "HEA",
        "show the return temperature in °F",
        "apply",
        &[
            "-metric name=return_temperature unit=C",
            "+metric name=return_temperature unit=F",
        ],
    ),
    (
        "TRO",
        "ammonia limit 0.02 mg/L",
        "ask",
        &["?ammonia limit 0.02 mg/L"],
    ),
    (
        "TRO",
        "ammonia, limit 0.02 mg/L, mail",
        "ask",
        &["?ammonia, limit 0.02 mg/L, mail"],
    ),
    (
        "TRO",
        "set the ammonia alarm to 0.02 mg/L",
        "ask",
        &["?set the ammonia alarm to 0.02 mg/L"],
    ),
    (
        "TRO",
        "add ammonia (mg/L), alert above 0.02",
        "apply",
        &[
            "+metric name=ammonia unit=mg/L",
            "+alert kind=threshold metric=ammonia op=gt value=0.02",
        ],
    ),
    (
        "HEA",
        "alle Temperaturen in °F",
        "apply",
        &[
            "-metric name=supply_temperature unit=C",
            "-metric name=return_temperature unit=C",
            "-alert kind=threshold metric=supply_temperature op=gt value=95 unit=C",
            "+metric name=supply_temperature unit=F",
            "+metric name=return_temperature unit=F",
            "+alert kind=threshold metric=supply_temperature op=gt value=203 unit=F",
        ],
    ),
];
