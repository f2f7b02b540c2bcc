const ROWS: &[Row] = &[
    Row {
        key: "a",
        hard: Bounds {
            min: None,
        },
    },
    Row {
        key: "generated",
        hard: Bounds {
            min: None,
        },
    },
    Row {
        key: "mine",
        hard: Bounds {
            min: None,
        },
    },
];
