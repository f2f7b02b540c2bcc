//! The lists of words that a rule asks for by their place alone, such as `of` behind a quantity.
//!
//! A list gives a word no meaning: a text that holds nothing else stays not understood. It is asked whatever
//! the language of a text, so that all tables together say what it holds.

/// The heading of the lists in a table.
pub const HEADING: &str = "words";

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A list of words, with an example of what asks for it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Words { $($(#[$doc])* $name,)* }

        impl Words {
            /// All of them with their keys in the data files, each at the place of its number.
            pub const ALL: &[(&str, Self)] = &[$(($key, Self::$name),)*];

            /// Returns the list with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                let mut all = Self::ALL.iter();
                all.find(|(known, _)| *known == key).map(|(_, list)| *list)
            }
        }
    };
}

lists! {
    /// Joins a quantity to what it belongs to: `temperature of the dough`.
    Joint = "joint",
    /// An article behind such a word.
    JoinedArticle = "joined_article",
    /// Ends a compound of a quantity and its rule: `Temperaturgrenze`.
    LimitEnding = "limit_ending",
    /// Joins a function to its quantity: `average of the temperature`.
    FunctionOf = "function_of",
    /// Joins a function to its period: `medias de 15 minutos`.
    PeriodOf = "period_of",
    /// Stands between a function and its periods: `averages per hour, day`.
    PeriodPer = "period_per",
    /// Joins two ends of a range, or two ways to tell people: `between 2 and 8`.
    And = "and",
    /// Joins two states: `open or closed`.
    Or = "or",
    /// Joins two ends of a range wherever it stands: `2 °C to 8 °C`.
    RangeTo = "range_to",
    /// Joins two ends of a range right behind the first: `de 2 a 8 °C`.
    RangeEnd = "range_end",
    /// Opens a range whose middle word is `and`: `between 2 and 8 °C`.
    Between = "between",
    /// Opens such a range as one phrase: `not between 2 and 8 °C`.
    StaysBetween = "stays_between",
    /// Joins two parts of a number: `forty and two`.
    NumberAnd = "number_and",
    /// Stands between a number and its decimal: `zero point eight`.
    Point = "point",
    /// Begins a verb of passing a limit that stands behind its number: `1,8 bar überschreitet`.
    PassesBehind = "passes_behind",
    /// Says that what follows holds where the rule does not: `keep it above 2, otherwise alert`.
    Otherwise = "otherwise",
    /// Says what holds at the same time: `above 12 A while the flow is below 50`.
    Meanwhile = "meanwhile",
    /// Says that a number is how far two things lie apart: `inlet and outlet differ by 5 °C`.
    Apart = "apart",
    /// Orders silence at the start of a sentence: `no messages at night`.
    NoMessage = "no_message",
    /// Begins a verb of switching something: `schaltet die Pumpe ein`.
    Switches = "switches",
    /// Begins the list of what a device has: `every rink has an address`.
    Has = "has",
    /// Stands before devices, each of which has something: `every rink`.
    EachOf = "each_of",
    /// Names where a device is, which people write down: `a serial number and a location`.
    Site = "site",
    /// Stands before the size of a page when the caller gives none: `default 50`.
    PageDefault = "page_default",
    /// Stands beside the largest size of a page: `at most 500`.
    Most = "most",
    /// Names what a page or an export is counted in: `50 rows`.
    Rows = "rows",
    /// Names a range of dates that a list is narrowed by: `filter by period`.
    Dates = "dates",
    /// Stands before the size of an area: `a radius of 300 m`.
    Radius = "radius",
    /// Names past alerts, which are kept: `delete alerts older than a year`.
    KeptAlerts = "kept_alerts",
    /// Stands before a time that is looked at and not kept: `the last 7 days`.
    Past = "past",
    /// Stands for what was named before: `keep it`.
    Pronoun = "pronoun",
    /// Names the time of a place: `Berlin time`.
    Clock = "clock",
    /// Stands before what something has: `members with name and e-mail`.
    With = "with",
    /// Stands before examples: `fields such as name`.
    SuchAs = "such_as",
    /// An article before the name of a field.
    Article = "article",
    /// Is how grave an alert is, or only a word for it: `as a warning`.
    Grave = "grave",
    /// Stands before how grave an alert is: `as a warning`.
    AsGrave = "as_grave",
    /// Stands before the value that something gets: `the margin to 1 °C`.
    SetTo = "set_to",
    /// Stands before the way that something is sent: `over MQTT`, `via push`.
    Through = "through",
    /// Stands before a message to a phone: `send a push`.
    PushLead = "push_lead",
    /// Stands before a port: `TLS on 8883`.
    PortOn = "port_on",
    /// Says that a count holds for each: `4 sensors each`.
    Apiece = "apiece",
    /// Stands before a count of places instead of devices: `in 3 halls`.
    CountIn = "count_in",
    /// Stands before the unit of a quantity: `nitrate in mg/L`.
    MeasuredIn = "measured_in",
    /// Begins what people do who log in: `gardeners log in with JWT`.
    LogsIn = "logs_in",
    /// Names what expires by itself: `keys older than 90 days`.
    Credential = "credential",
    /// Begins a verb for readings that are not taken: `ignore readings older than an hour`.
    PassesOver = "passes_over",
    /// Begins a condition, or only says where: `bei Lift 3`.
    Where = "where",
    /// Stands before a place: `in every chamber is one box`.
    Place = "place",
    /// Stands before a page on which something is shown: `no humidity in the dashboard`.
    ShownOn = "shown_on",
    /// Says that something belongs to what was named: `remove humidity and its alarm`.
    Owned = "owned",
    /// Stands before what something is meant for: `28 °C is for wheat`.
    MeantFor = "meant_for",
    /// Begins a refusal: `do not send the SMS before it has been blowing for 5 minutes`.
    Refuses = "refuses",
    /// Stands before what has to happen first: `not before 5 minutes have passed`.
    Before = "before",
    /// Stands before the time that a rule waits: `the frost alarm after 10 minutes`.
    After = "after",
    /// Stands before a period: `energy per day`.
    Per = "per",
    /// Names what devices send, in the singular: `readings over 100 are nonsense`.
    Reading = "reading",
    /// Begins a verb for what is done to the list of devices: `only admins may delete chargers`.
    Registers = "registers",
    /// Says that something is kept for some people: `deleting is reserved to admins`.
    Reserved = "reserved",
    /// Begins a phrase for ever by what never happens: `never delete any reading`.
    Never = "never",
    /// Says that an order is carried out without a person: `start the fan automatically`.
    ByItself = "by_itself",
    /// Stands behind an hour of the second half of the day: `8 pm`.
    Afternoon = "afternoon",
    /// Stands behind an hour: `8 Uhr`.
    OClock = "oclock",
    /// Stands before devices that only some are meant by: `for the lifts of the north slope`.
    Among = "among",
    /// Stands beside devices and narrows nothing: `the new lifts`.
    NoNarrower = "no_narrower",
    /// Stands before a number that held once: `the limit was at 10 %`.
    StoodAt = "stood_at",
    /// Stands before a year: `in 2027`.
    InYear = "in_year",
    /// Opposes what follows to what was said: `not sure about humidity, but add CO2`.
    But = "but",
    /// Begins an order of its own behind a doubt: `not sure about humidity, so add CO2`.
    Orders = "orders",
    /// Ends what is negated, besides such a word: `nicht per SMS sondern per Mail`.
    Rather = "rather",
    /// Stands before what something should count as: `the other limit as a warning`.
    As = "as",
    /// Stands behind `not` before what something is not about: `averages of temperature, not of voltage`.
    NotOf = "not_of",
    /// Stands before a new name: `call the lifts gondolas`, `rename lifts to gondolas`.
    RenamedTo = "renamed_to",
    /// Says that a step is a comparison: `2 °C more than outside`.
    Than = "than",
    /// Stands behind `not` and makes it no refusal: `not only the battery`.
    Merely = "merely",
    /// Begins a part of a sentence and needs not to be quoted with it: `please also`.
    QuoteLead = "quote_lead",
    /// Begins why something is asked for: `because the old one broke`.
    Reason = "reason",
    /// Begins such a reason also without a comma: `add CO2 because people faint`.
    ReasonInside = "reason_inside",
    /// Says before a colon what follows is: `Problem: too many alarms`.
    Label = "label",
    /// Narrows what is asked for, and is no background: `only in summer`.
    Narrows = "narrows",
    /// Begins a part of a sentence that may tell something: `we have two barns`.
    Subject = "subject",
    /// Is a verb of telling how things are: `we have two barns`.
    Tells = "tells",
    /// Asks for something, and tells nothing: `we need CO2`.
    Asks = "asks",
    /// Says that a person wants what follows: `the tech lead prefers SMS`.
    Wants = "wants",
    /// Names what a request counts before it says it: `two things`.
    CountedWishes = "counted_wishes",
    /// Says how well something works: `no longer fires` is a complaint, no farewell.
    Works = "works",
    /// Says that something is over, behind its name: `light is no longer of interest`.
    Over = "over",
    /// Makes of such a word that something was before: `not of interest any more`.
    Lasting = "lasting",
    /// Is a verb of writing down what devices have: `store the licence plate of each bus`.
    Writes = "writes",
    /// Stands before each of the devices that something is written down of: `of each bus`.
    OfEach = "of_each",
    /// Stands before a verb of what is done to something: `humidity can be deleted`.
    Passive = "passive",
    /// Stands before a noun of the specification: `the lift`.
    NounLead = "noun_lead",
    /// Stands before one of many: `the load of each lift`.
    OneOfMany = "one_of_many",
    /// Names what something is done for, and no kind of devices: `for security reasons`.
    Purpose = "purpose",
    /// Says behind a noun that its owner wants something: `the owner wants CO2`.
    Wishes = "wishes",
    /// Says nothing alone and is the second half of a name: `plot number`.
    HalfName = "half_name",
    /// Ends a list of what a device has: `a plot number in its master data`.
    FieldsEnd = "fields_end",
    /// Is a verb of measuring, before a quantity with its unit: `log nitrate (mg/L)`.
    Measures = "measures",
    /// Names what software does, which is measured by nobody: `log all logins`.
    Events = "events",
    /// Names what is written in a framework: `an express backend`.
    Software = "software",
    /// Stands before what something is made with: `with flask`.
    MadeWith = "made_with",
    /// Is a verb of making, before `in ruby` and `on rails`.
    Making = "making",
    /// Names a role only where roles are listed, in the singular: `roles: owner and guest`.
    Person = "person",
    /// Names an area that something may leave: `leaves its allowed zone`.
    Area = "area",
    /// Asks to see something: `show the last hour`.
    Looks = "looks",
    /// Asks how often something happened: `how many trips per day`.
    Counts = "counts",
    /// Is a part of a word for a chart, without which a page stays: `drop the bar chart`.
    Chart = "chart",
    /// Says that what follows is there already: `in addition to the weekly numbers`.
    Besides = "besides",
    /// Begins the others of a grave kind: `the others as a warning`.
    TheRest = "the_rest",
    /// Stands before a time for which something is to be quiet: `no alarm for two hours`.
    QuietFor = "quiet_for",
    /// Stands before an hour from which, or until which, something is to be quiet: `no SMS before 7`.
    QuietEdge = "quiet_edge",
    /// Stands before a part that only says which rule is meant: `the alarm with the delay`.
    ToldBy = "told_by",
    /// Stands before those who are told: `the SMS goes to the vet`.
    ToldTo = "told_to",
    /// Asks and says nothing else: `please no SMS any more`.
    Please = "please",
    /// Is a part of a word for water or what holds it, whose level is that of water: `the well level`.
    Wet = "wet",
    /// Stands before an unknown quantity: `the nitrate (mg/L)`.
    QuantityLead = "quantity_lead",
    /// Is what people do whose noun is a role: `coaches see all`.
    Sees = "sees",
    /// Makes of a quantity the name of a project: `gas monitoring`.
    NamesWork = "names_work",
}
