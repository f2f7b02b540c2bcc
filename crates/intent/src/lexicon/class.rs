//! The classes of phrases: what a phrase can mean to a frame.

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// What kind of thing a phrase names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $($(#[$doc])* $name,)* }

        impl Class {
            /// All of them, each at the place of its number.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns the class with this key in the data files.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    /// A quantity of the catalogue.
    Metric = "metric",
    /// A noun that makes a quantity of the word before it.
    Head = "head",
    /// A word that narrows a quantity; an empty value adds nothing.
    Modifier = "modifier",
    /// The second half of a German compound.
    Suffix = "suffix",
    /// A comparison: `gt gte lt lte outside between at rise fall`.
    Op = "op",
    /// A comparison whose number is left open: `gt lt outside limit based`.
    Open = "open",
    /// Words of a demand: `must has be bound`, where a bound such as `at least` is what is demanded.
    Demand = "demand",
    /// A word that asks to be told.
    Alert = "alert",
    /// How grave an alert is.
    Severity = "severity",
    /// Begins a condition.
    If = "if",
    /// Begins an interval.
    Every = "every",
    /// How often within a unit of time: `2` for `twice`.
    Times = "times",
    /// Begins the time a condition must hold.
    Hold = "hold",
    /// Begins the window of a change.
    Within = "within",
    /// A period of aggregation.
    Period = "period",
    /// An aggregate function.
    Func = "func",
    /// A whole rollup phrase.
    Rollup = "rollup",
    /// A verb or noun of keeping: `keep`, or the level `raw`.
    Keep = "keep",
    /// Kept without end.
    Forever = "forever",
    /// Details of an alert: `hysteresis clear cooldown repeat recovery`.
    Hyst = "hyst",
    /// Silence of a device.
    Offline = "offline",
    /// Geofences: `enter exit fence`.
    Geo = "geo",
    /// No movement.
    Still = "still",
    /// A noun for the things that measure.
    Device = "device",
    /// A verb of measuring or sending.
    Send = "send",
    /// A page for people.
    Dash = "dash",
    /// A chart, which also needs the history.
    DashOk = "dash_ok",
    /// Live values.
    Live = "live",
    /// A capability of the closed list.
    Cap = "cap",
    /// Any other requirement with a short name.
    Nfr = "nfr",
    /// How devices prove who they are.
    DeviceAuth = "device_auth",
    /// How people log in.
    Login = "login",
    /// A role.
    Role = "role",
    /// Announces roles.
    RolesCue = "roles_cue",
    /// Announces commands.
    CmdCue = "cmd_cue",
    /// A verb that can be a command.
    CmdVerb = "cmd_verb",
    /// On and off.
    OnOff = "onoff",
    /// A state that a rule looks for.
    StateBad = "state_bad",
    /// A faulty state of an enumeration.
    Fault = "fault",
    /// A negation.
    Neg = "neg",
    /// Conjunctions: `and both or`.
    And = "and",
    /// A detail that holds for every rule.
    Global = "global",
    /// Evidence of a backend without telemetry.
    Crud = "crud",
    /// Evidence of telemetry.
    Iot = "iot",
    /// Excludes a database server.
    ContraServer = "contra_server",
    /// Speaks to the tool instead of describing a backend.
    Hostile = "hostile",
    /// A property or part that no rule represents: quoted even when it stands alone.
    Claim = "claim",
    /// Carries no meaning of its own.
    Filler = "filler",
    /// A database product.
    Storage = "storage",
    /// A transport.
    Protocol = "protocol",
    /// A broker product.
    Product = "product",
    /// A way to reach people.
    Channel = "channel",
    /// A live transport.
    Realtime = "realtime",
    /// A language or framework.
    Stack = "stack",
    /// The word that announces a topic.
    TopicCue = "topic_cue",
    /// An architecture style.
    Arch = "arch",
    /// Transport security: `tls qos port`.
    Transport = "transport",
    /// A number written out.
    Number = "number",
    /// A span of time written out, in seconds.
    Span = "span",
    /// What people write down about a device: `owner serial_number`.
    Field = "field",
    /// Something that nobody can build from a prompt.
    Wish = "wish",
    /// In a request: what is to be done, such as `remove`.
    Act = "act",
    /// In a request: the kind of thing that it is about, such as `limit`.
    Thing = "thing",
    /// In a request: how the rest is meant, such as `instead`.
    Cue = "cue",
    /// In a request: something that only some may do, as `permission-phrase`.
    Permit = "permit",
}

impl Class {
    /// Returns whether its phrases steer the reading of requests: they are kept apart, since prompts use
    /// the same words otherwise.
    pub const fn steers(self) -> bool {
        matches!(self, Self::Act | Self::Thing | Self::Cue | Self::Permit)
    }
}
