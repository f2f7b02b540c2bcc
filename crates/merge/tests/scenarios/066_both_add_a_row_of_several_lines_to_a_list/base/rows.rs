const ROWS: &[Row] = &[
    Row {
        key: "a",
        hard: Bounds {
            min: None,
        },
    },
];
