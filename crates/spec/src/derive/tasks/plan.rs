//! The plan of every backend: groups and tasks as a table. Criteria name the tasks of this table.

/// The task that needs nothing and serves no single criterion.
pub(super) const FIRST: &str = "project.crate";

/// The title of the last checkpoint.
pub(super) const LAST_CHECKPOINT: &str =
    "Checkpoint - Ensure all tests pass and the documents agree with the code";

/// One group of the plan; one without tasks is a checkpoint.
pub(super) struct Group {
    pub key: &'static str,
    pub title: &'static str,
    pub tasks: &'static [Task],
    /// The title of the task that tests the group.
    pub test: Option<&'static str>,
}

/// One task of the plan.
pub(super) struct Task {
    pub key: &'static str,
    pub title: &'static str,
    pub details: &'static [&'static str],
    pub needs: &'static [&'static str],
}

const fn task(
    key: &'static str,
    title: &'static str,
    details: &'static [&'static str],
    needs: &'static [&'static str],
) -> Task {
    Task {
        key,
        title,
        details,
        needs,
    }
}

/// Every group, in the order of work.
pub(super) const GROUPS: &[Group] = &[
    Group {
        key: "project",
        title: "Set up the project",
        tasks: &[
            task(
                FIRST,
                "Create the crate with its folders, lints and lock file",
                &[
                    "Layers that import one way: `domain`, `rules`, `store`, `ingest`, `api`, `jobs`, `app`",
                    "A test reads the `use` lines and fails on a forbidden import",
                ],
                &[],
            ),
            task(
                "project.config",
                "Read the configuration from the environment",
                &["One documented struct; unknown or bad values are named"],
                &[FIRST],
            ),
        ],
        test: Some("Test configuration and layers"),
    },
    Group {
        key: "domain",
        title: "Describe what is measured",
        tasks: &[
            task(
                "domain.metrics",
                "Declare the metrics",
                &[
                    "One variant and one row each in `src/domain/catalog.rs`: key, unit, kind, limits",
                ],
                &[FIRST],
            ),
            task(
                "domain.validation",
                "Write the reasons for rejection as a closed table",
                &["`src/domain/reject.rs`: word, HTTP status, log level, message"],
                &[FIRST],
            ),
        ],
        test: Some("Test metrics and reasons"),
    },
    Group {
        key: "store",
        title: "Store readings",
        tasks: &[
            task(
                "store.schema",
                "Write the migrations and their runner",
                &["Readings in a table by time and one by {noun}, moved in slices"],
                &["domain.metrics"],
            ),
            task(
                "store.commit",
                "Write the writer thread with group commit",
                &[
                    "Readings, alert changes, outgoing messages and dead letters in one transaction",
                    "A bounded queue slows the senders down",
                ],
                &["store.schema"],
            ),
            task(
                "store.latest",
                "Keep the latest values in memory",
                &["Set after the commit, rebuilt at the start"],
                &["store.commit"],
            ),
            task(
                "store.retention",
                "Delete what is older than its retention",
                &["In slices, so that ingest never waits long"],
                &["store.schema"],
            ),
        ],
        test: Some("Test the store"),
    },
    Group {
        key: "ingest",
        title: "Take readings in",
        tasks: &[
            task(
                "ingest.pipeline",
                "Write the steps: decode, validate, store, acknowledge",
                &["Each step is a type, so that none can be left out"],
                &["domain.validation", "store.commit"],
            ),
            task(
                "ingest.dead_letters",
                "Keep rejected messages",
                &["Bounded, with reason and shortened payload"],
                &["ingest.pipeline"],
            ),
            task(
                "ingest.mqtt",
                "Write the MQTT endpoint of the Backend",
                &["MQTT 3.1.1 and 5 on a codec library; a feature of the crate"],
                &["ingest.pipeline", "devices.credentials"],
            ),
            task(
                "ingest.mqtt_client",
                "Connect to an external broker",
                &[
                    "One connection for readings, one for alerts; acknowledge by hand, after the commit",
                ],
                &["ingest.pipeline"],
            ),
            task(
                "ingest.http",
                "Take readings over HTTP",
                &["`POST /devices/{id}/readings` through the same steps"],
                &["ingest.pipeline", "devices.credentials"],
            ),
        ],
        test: Some("Test the ingest over MQTT and HTTP"),
    },
    Group {
        key: "checkpoint.ingest",
        title: "Checkpoint - Ensure all tests pass",
        tasks: &[],
        test: None,
    },
    Group {
        key: "devices",
        title: "Manage {nouns}",
        tasks: &[
            task(
                "devices.registry",
                "Write the registry of {nouns}",
                &["Register, list, change, remove"],
                &["store.schema"],
            ),
            task(
                "devices.fields",
                "Note more of {nouns}",
                &["One row for each field in `src/domain/fields.rs`; kept as JSON beside the name"],
                &["devices.registry"],
            ),
            task(
                "devices.credentials",
                "Issue and check credentials",
                &["Random, shown once, stored as SHA-256, compared in constant time"],
                &["devices.registry"],
            ),
            task(
                "devices.status",
                "Track when a {noun} was last heard",
                &["Written off the path of the commit"],
                &["devices.registry", "store.latest"],
            ),
        ],
        test: Some("Test registry and credentials"),
    },
    Group {
        key: "alerts",
        title: "Raise alerts",
        tasks: &[
            task(
                "alerts.rules",
                "Write the rule engine",
                &[
                    "One pure function for each kind of condition",
                    "States per {noun} and rule: clear, pending, active; stored with the readings",
                ],
                &["domain.metrics", "store.commit"],
            ),
            task(
                "alerts.limits",
                "Let admins set limits at run time",
                &["`POST /devices/{id}/threshold`: partial, `null` goes back"],
                &["alerts.rules", "api.access"],
            ),
            task(
                "alerts.outbox",
                "Publish alerts through an outbox",
                &["Removed only when the broker has acknowledged"],
                &["alerts.rules"],
            ),
            task(
                "alerts.channels",
                "Deliver alerts to channels",
                &[
                    "`src/domain/channels.rs`: one row for each channel and each rule that uses it",
                    "Messages are stored with the alert, tried again, and shown with what became of them",
                ],
                &["alerts.outbox", "api.access"],
            ),
            task(
                "alerts.history",
                "Serve, acknowledge and end alerts",
                &["`/alerts` and what is below it"],
                &["alerts.rules", "api.access"],
            ),
        ],
        test: Some("Test rules and limits"),
    },
    Group {
        key: "checkpoint.alerts",
        title: "Checkpoint - Ensure all tests pass",
        tasks: &[],
        test: None,
    },
    Group {
        key: "api",
        title: "Serve people and programs",
        tasks: &[
            task(
                "api.access",
                "Check API keys and roles",
                &["Viewer reads, admin also writes"],
                &["store.schema"],
            ),
            task(
                "api.lists",
                "Write pages and errors once for all routes",
                &["Opaque cursors; `application/problem+json`"],
                &[FIRST],
            ),
            task(
                "api.readings",
                "Serve latest values, history and the catalogue",
                &["Reads join the table by time and the one by {noun}"],
                &["api.access", "api.lists", "store.latest"],
            ),
            task(
                "api.export",
                "Let readings be downloaded as a table",
                &["Read and sent in steps; quotes as RFC 4180 has them"],
                &["api.readings"],
            ),
            task(
                "api.commands",
                "Send commands to devices",
                &[
                    "`src/domain/commands.rs`: one row for each command",
                    "Stored before they are sent; one sender for each {noun} that can be reached",
                ],
                &["api.access", "store.commit"],
            ),
            task(
                "api.live",
                "Stream live events",
                &["Bounded per listener"],
                &["api.access", "store.commit"],
            ),
            task(
                "api.openapi",
                "Describe the API in OpenAPI 3.1",
                &["From the code; `docs/openapi.json` is compared by a test"],
                &["api.lists"],
            ),
        ],
        test: Some("Test the API"),
    },
    Group {
        key: "dashboard",
        title: "Show a dashboard",
        tasks: &[
            task(
                "dashboard.page",
                "Write the page",
                &[
                    "Plain HTML, CSS and JavaScript, embedded in the program; light and dark; usable by keyboard",
                ],
                &["api.readings", "api.live"],
            ),
            task(
                "dashboard.login",
                "Open it signed in",
                &["A link that works once, or an API key"],
                &["api.access"],
            ),
        ],
        test: Some("Test the dashboard in a browser"),
    },
    Group {
        key: "statistics",
        title: "Keep statistics",
        tasks: &[
            task(
                "statistics.count",
                "Count marked periods in a job",
                &[
                    "A commit marks the periods of its Readings; the job goes on from what is counted, or begins again for late ones",
                    "Parts that can be put together: number, sum, lowest, highest, last",
                ],
                &["store.commit"],
            ),
            task(
                "statistics.keep",
                "Keep statistics longer than Readings",
                &["Nothing is deleted that is still to be counted"],
                &["statistics.count", "store.retention"],
            ),
            task(
                "statistics.levels",
                "Serve statistics of one {noun} and of all",
                &["One declared row for each length of period in `src/domain/levels.rs`"],
                &["statistics.count", "api.access", "api.lists"],
            ),
            task(
                "statistics.page",
                "Show statistics on the dashboard",
                &["A chart and a table for each length of period"],
                &["statistics.levels", "dashboard.page"],
            ),
        ],
        test: Some("Test the statistics"),
    },
    Group {
        key: "ops",
        title: "Make it easy to run",
        tasks: &[
            task(
                "ops.health",
                "Report health and readiness",
                &["Database, last commit, queue, broker"],
                &["store.commit"],
            ),
            task(
                "ops.metrics",
                "Count what happens",
                &["Prometheus format, no label per {noun}"],
                &["ingest.pipeline"],
            ),
            task(
                "ops.commands",
                "Write the commands",
                &["`serve`, `provision`, `openapi`, `migrate`"],
                &["devices.credentials"],
            ),
            task(
                "ops.simulator",
                "Play {nouns} in the same process",
                &["Values from the limits of each metric; only {nouns} of its own"],
                &["ingest.pipeline", "alerts.rules"],
            ),
            task(
                "ops.stop",
                "Stop without loss",
                &["Stop reading, commit, acknowledge, disconnect"],
                &["ingest.mqtt_client", "ingest.http"],
            ),
        ],
        test: Some("Test commands, health and stop"),
    },
];
