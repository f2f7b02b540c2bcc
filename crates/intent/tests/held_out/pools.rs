//! Requests of pools, a wind farm, a quarry and a mushroom farm that were misread at first: what a removal reaches, what is
//! no order, and which words are names.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "POL",
        "Drop the pH alert and treat free chlorine below 0.2 mg/L as critical.",
        "apply",
        &[
            "-alert kind=threshold metric=ph op=gt value=7.6 for_s=600",
            "+alert kind=threshold metric=free_chlorine op=lt value=0.2 unit=mg/L severity=critical",
        ],
    ),
    (
        "POL",
        "Remove the pH alert, and alert when redox is below 650 mV.",
        "apply",
        &[
            "-alert kind=threshold metric=ph op=gt value=7.6 for_s=600",
            "+alert kind=threshold metric=redox op=lt value=650 unit=mV",
        ],
    ),
    (
        "POL",
        "Delete the pH alarm, and warn us when free chlorine is below 0.2 mg/L.",
        "partial",
        &[
            "-alert kind=threshold metric=ph op=gt value=7.6 for_s=600",
            "?warn us when free chlorine is below 0.2 mg/L",
        ],
    ),
    (
        "WND",
        "Remove the nacelle temperature alarm and alert when wind speed is above 25 m/s.",
        "apply",
        &[
            "-alert kind=threshold metric=nacelle_temperature op=gt value=70 unit=C",
            "+alert kind=threshold metric=wind_speed op=gt value=25 unit=m/s",
        ],
    ),
    (
        "QRY",
        "Remove the geofence alert and alert when the fuel level is under 10 %.",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=null configurable=true",
            "+alert kind=threshold metric=fuel_level op=lt value=10 unit=%",
        ],
    ),
    (
        "POL",
        "Remove redox and treat free chlorine below 0.2 mg/L as critical.",
        "apply",
        &[
            "-metric name=redox unit=mV",
            "+alert kind=threshold metric=free_chlorine op=lt value=0.2 unit=mg/L severity=critical",
        ],
    ),
    (
        "POL",
        "Drop the hourly averages, and treat pH above 8 as critical.",
        "apply",
        &[
            "-aggregate value=hour functions=[\"avg\"]",
            "+alert kind=threshold metric=ph op=gt value=8 severity=critical",
        ],
    ),
    (
        "QRY",
        "Remove the alert when a truck leaves the pit.",
        "apply",
        &["-alert kind=geofence event=exit radius_m=null configurable=true"],
    ),
    (
        "QRY",
        "Alert when a truck comes within 300 m of the blasting zone",
        "apply",
        &["+alert kind=geofence event=enter radius_m=300 area=blasting zone configurable=true"],
    ),
    (
        "QRY",
        "Set the radius of the pit to 800 m.",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=null configurable=true",
            "+alert kind=geofence event=exit radius_m=800 configurable=true",
        ],
    ),
    (
        "WND",
        "Mute the offline alarm.",
        "ask",
        &["?Mute the offline alarm"],
    ),
    (
        "WND",
        "Mute the nacelle temperature alarm at night",
        "apply",
        &[
            "-alert kind=threshold metric=nacelle_temperature op=gt value=70 unit=C",
            "+alert kind=threshold metric=nacelle_temperature op=gt value=70 unit=C active=daytime",
        ],
    ),
    (
        "WND",
        "Don't send SMS any more.",
        "apply",
        &["-notify value=sms"],
    ),
    ("WND", "Stop the SMS.", "apply", &["-notify value=sms"]),
    (
        "WND",
        "Please don't send Slack messages any more.",
        "apply",
        &["-notify value=slack"],
    ),
    (
        "MSH",
        "It should react quicker.",
        "ask",
        &["?It should react quicker"],
    ),
    (
        "MSH",
        "pools open in spring, sampling every 30 seconds",
        "partial",
        &[
            "-scale interval_s=60",
            "+scale interval_s=30",
            "?open in spring",
        ],
    ),
    (
        "MSH",
        "Use React for the dashboard",
        "apply",
        &["+stack value=react used=false"],
    ),
    (
        "QRY",
        "Change the webhook.",
        "ask",
        &["?Change the webhook"],
    ),
    ("QRY", "Change the e-mail.", "ask", &["?Change the e-mail"]),
    (
        "MSH",
        "Turn off the daily statistics.",
        "apply",
        &["-aggregate value=day functions=[\"min\",\"max\",\"avg\"]"],
    ),
    (
        "QRY",
        "Every truck should log in with its own API key.",
        "noop",
        &[],
    ),
    (
        "POL",
        "raw values should stay for a full year",
        "apply",
        &[
            "-retention level=raw value=180d",
            "+retention level=raw value=1y",
        ],
    ),
    (
        "MSH",
        "add weekly minimum, maximum and average of humidity, and keep data 1 year",
        "apply",
        &[
            "-retention level=raw value=6mo",
            "+aggregate value=week functions=[\"min\",\"max\",\"avg\"] metrics=[\"humidity\"]",
            "+retention level=raw value=1y",
        ],
    ),
    (
        "MSH",
        "Double the CO2 limit.",
        "apply",
        &[
            "-alert kind=threshold metric=co2 op=gt value=1200 unit=ppm",
            "+alert kind=threshold metric=co2 op=gt value=2400 unit=ppm",
        ],
    ),
    (
        "POL",
        "the chlorine alert and the pH alert can go, if possible",
        "apply",
        &[
            "-alert kind=range metric=free_chlorine op=outside min=0.3 max=0.6 unit=mg/L",
            "-alert kind=threshold metric=ph op=gt value=7.6 for_s=600",
        ],
    ),
    (
        "WND",
        "Delete the offline alert and the nacelle temperature alert",
        "apply",
        &[
            "-alert kind=threshold metric=nacelle_temperature op=gt value=70 unit=C",
            "-alert kind=offline for_s=600",
        ],
    ),
    (
        "WND",
        "Delete the nacelle temperature alert and the offline alert",
        "apply",
        &[
            "-alert kind=threshold metric=nacelle_temperature op=gt value=70 unit=C",
            "-alert kind=offline for_s=600",
        ],
    ),
    (
        "POL",
        "Remove the pH alert and the redox metric",
        "apply",
        &[
            "-metric name=redox unit=mV",
            "-alert kind=threshold metric=ph op=gt value=7.6 for_s=600",
        ],
    ),
    (
        "POL",
        "remove pH and its alert",
        "apply",
        &[
            "-metric name=ph",
            "-alert kind=threshold metric=ph op=gt value=7.6 for_s=600",
        ],
    ),
    (
        "WND",
        "another alert at 80 °C for the nacelle temperature",
        "apply",
        &["+alert kind=threshold metric=nacelle_temperature op=gte value=80 unit=C"],
    ),
    (
        "WND",
        "wait another 5 minutes before the offline alert",
        "apply",
        &[
            "-alert kind=offline for_s=600",
            "+alert kind=offline for_s=900",
        ],
    ),
    (
        "WND",
        "add another 10 turbines",
        "apply",
        &["-scale devices=30", "+scale devices=40"],
    ),
    (
        "WND",
        "give me 24 hours more history",
        "apply",
        &[
            "-retention level=raw value=90d",
            "+retention level=raw value=91d",
        ],
    ),
    (
        "WND",
        "half of the turbines have no wind sensor",
        "ask",
        &[],
    ),
    (
        "WND",
        "some turbines do not measure wind speed",
        "ask",
        &["?some turbines do not measure wind speed"],
    ),
    (
        "WND",
        "we no longer measure wind speed",
        "apply",
        &["-metric name=wind_speed unit=m/s"],
    ),
    ("POL", "pH is measured twice a day", "ask", &["?a day"]),
    (
        "WND",
        "Double the nacelle temperature limit",
        "apply",
        &[
            "-alert kind=threshold metric=nacelle_temperature op=gt value=70 unit=C",
            "+alert kind=threshold metric=nacelle_temperature op=gt value=140 unit=C",
        ],
    ),
    (
        "QRY",
        "Add a zone field to trucks",
        "apply",
        &["+field name=zone on=device"],
    ),
    (
        "QRY",
        "Add a licence plate field to each truck",
        "apply",
        &["+field name=licence_plate on=device"],
    ),
    (
        "QRY",
        "add a field serial_number to the devices",
        "apply",
        &["+field name=serial_number on=device"],
    ),
    (
        "QRY",
        "the truck list should be filterable by licence plate",
        "apply",
        &[
            "+capability value=filtering by=[\"licence_plate\"]",
            "+field name=licence_plate on=device",
        ],
    ),
    (
        "QRY",
        "filter trucks by driver name",
        "apply",
        &[
            "+capability value=filtering by=[\"driver_name\"]",
            "+field name=driver_name on=device",
        ],
    ),
    (
        "WND",
        "Raise an alarm if the power falls by 500 kW or more in 10 minutes.",
        "apply",
        &["+alert kind=rate_of_change metric=power op=lt value=500 unit=kW window_s=600"],
    ),
    (
        "WND",
        "If the rotor speed is over 15 rpm while the wind speed is below 3 m/s, raise an alarm.",
        "apply",
        &[
            "+alert kind=composite logic=and terms=[{\"metric\":\"rotor_speed\",\"op\":\"gt\",\"value\":15,\"unit\":\"rpm\"},{\"metric\":\"wind_speed\",\"op\":\"lt\",\"value\":3,\"unit\":\"m/s\"}]",
        ],
    ),
    (
        "WND",
        "Lists should be paged by offset, 50 entries a page",
        "apply",
        &["+capability value=pagination style=offset default=50"],
    ),
    (
        "MSH",
        "Keep readings another 2 months",
        "apply",
        &[
            "-retention level=raw value=6mo",
            "+retention level=raw value=8mo",
        ],
    ),
];
