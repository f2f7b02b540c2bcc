//! Amounts told by how far they are from what holds, and the sizes of zones: none of them may be taken for the new value.

use crate::changing::Row;

/// Base, request, outcome, changes.
pub const ROWS: &[Row] = &[
    (
        "VAN",
        "Set the zone radius to 500 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=500 area=allowed zone",
        ],
    ),
    (
        "VAN",
        "The zone has a radius of 0.5 km",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=500 area=allowed zone",
        ],
    ),
    (
        "VAN",
        "Make the allowed radius 50 m bigger",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=450 area=allowed zone",
        ],
    ),
    (
        "VAN",
        "Increase the zone by 100 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=500 area=allowed zone",
        ],
    ),
    (
        "VAN",
        "Shrink the geofence to 250 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=250 area=allowed zone",
        ],
    ),
    (
        "VAN",
        "Der Radius der Zone soll 1 km sein",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=1000 area=allowed zone",
        ],
    ),
    (
        "VAN",
        "passe le rayon de la zone à 300 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=300 area=allowed zone",
        ],
    ),
    (
        "VAN",
        "Use an exit margin of 25 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=400 area=allowed zone hysteresis=25",
        ],
    ),
    (
        "VAN",
        "Alert when a van enters a 200 m zone around the depot",
        "apply",
        &["+alert kind=geofence event=enter radius_m=200 area=zone"],
    ),
    (
        "VAN",
        "Make the cargo temperature limit 2 degrees higher",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=10 unit=C for_s=600",
        ],
    ),
    (
        "VAN",
        "Make the cargo temperature alert fire 2 degrees earlier",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=6 unit=C for_s=600",
        ],
    ),
    (
        "VAN",
        "The battery alarm should come 0.5 V earlier",
        "apply",
        &[
            "-alert kind=threshold metric=battery_voltage op=lt value=11 unit=V",
            "+alert kind=threshold metric=battery_voltage op=lt value=11.5 unit=V",
        ],
    ),
    (
        "VAN",
        "set the battery limit 1 V lower",
        "apply",
        &[
            "-alert kind=threshold metric=battery_voltage op=lt value=11 unit=V",
            "+alert kind=threshold metric=battery_voltage op=lt value=10 unit=V",
        ],
    ),
    (
        "VAN",
        "2 degrees more tolerance for the cargo temperature alarm please",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=10 unit=C for_s=600",
        ],
    ),
    (
        "VAN",
        "Raise the cargo temperature limit a bit, say 1 degree more",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=9 unit=C for_s=600",
        ],
    ),
    (
        "VAN",
        "Die Grenze der Laderaumtemperatur 2 Grad höher setzen",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=10 unit=C for_s=600",
        ],
    ),
    (
        "VAN",
        "Set the cargo temperature limit to +5 °C",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=5 unit=C for_s=600",
        ],
    ),
    (
        "VAN",
        "cargo temperature limit +2",
        "ask",
        &["?cargo temperature limit +2"],
    ),
    (
        "VAN",
        "Let the cargo temperature alarm wait 5 minutes longer",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=900",
        ],
    ),
    (
        "VAN",
        "halve the cargo temperature delay",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=300",
        ],
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
        "Keep readings for another 30 days",
        "apply",
        &[
            "-retention level=raw value=90d",
            "+retention level=raw value=120d",
        ],
    ),
    (
        "VAN",
        "double the retention",
        "apply",
        &[
            "-retention level=raw value=90d",
            "+retention level=raw value=180d",
        ],
    ),
    (
        "VAN",
        "Send readings twice as often",
        "apply",
        &["-scale interval_s=30", "+scale interval_s=15"],
    ),
    (
        "VAN",
        "Double the cargo temperature limit",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=16 unit=C for_s=600",
        ],
    ),
    ("VAN", "10 % more on the battery limit", "ask", &["?10 %"]),
    ("VAN", "twice as much, please", "ask", &["?twice"]),
    (
        "VAN",
        "Add depth in m for each zone, 10 m at most",
        "apply",
        &[
            "+metric name=depth unit=m",
            "+alert kind=threshold metric=depth op=gt value=10 unit=m",
        ],
    ),
    (
        "VAN",
        "Keep alerts 30 days longer than readings",
        "ask",
        &["?Keep alerts 30 days longer than readings"],
    ),
    (
        "VAN",
        "use a tolerance of 1 °C for the cargo temperature alarm",
        "ask",
        &["?use a tolerance of 1 °C for the cargo temperature alarm"],
    ),
    (
        "VAN",
        "set the hysteresis of the cargo temperature alarm to 1 °C",
        "apply",
        &[
            "-alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600",
            "+alert kind=threshold metric=cargo_temperature op=gt value=8 unit=C for_s=600 hysteresis=1",
        ],
    ),
    (
        "VAN",
        "Reduce the zone by 100 m",
        "apply",
        &[
            "-alert kind=geofence event=exit radius_m=400 area=allowed zone",
            "+alert kind=geofence event=exit radius_m=300 area=allowed zone",
        ],
    ),
];
