//! Migrations of two branches in one row: twins, of which one runs, and those that cannot stand together.
//!
//! Twins have the same statements, since two branches made the same change at different places of
//! their rows. Each stays known to the backend, so that it accepts the databases of both branches, and
//! only one of them runs on a database. Who converts there, back, and there again has the same statements
//! twice as well: then another migration between them touches the same column, or no branches parted.

use std::collections::{BTreeMap, BTreeSet};

use super::number;
use super::returned::Returned;
use super::shape::{Clash, Shape};
use super::statements::{Does, does, names, statements};

/// What to do about migrations of two branches that cannot run on one database.
pub const APART: &str = "start no backend with both: undo the merge, merge before the change of one branch was made, then ask \
                         for that change again; a database of that branch is made anew or brought back from its backup";

/// What is known of migrations in the order of their names.
#[derive(Debug, Default)]
pub struct Sequence {
    /// The migrations that do what an earlier one does, with the first that does it.
    pub twins: BTreeMap<String, String>,
    /// Those that cannot run after the ones before them.
    pub clashes: Vec<(String, Clash)>,
    /// The metrics whose values were there before they were removed.
    pub returned: Vec<Returned>,
}

/// A migration of the row.
struct One<'a> {
    name: &'a str,
    statements: Vec<String>,
    /// Whether it is a twin of an earlier one, and so does not run after it.
    idle: bool,
}

impl Sequence {
    /// Follows migrations in the order of their names; of `declared` ones it is known that they are twins.
    pub fn of(migrations: &[(&str, &[u8])], declared: &BTreeMap<String, String>) -> Self {
        let parted = parted_at(migrations);
        let (mut found, mut shape) = (Self::default(), Shape::default());
        let mut row: Vec<One<'_>> = Vec::new();
        for (name, sql) in migrations {
            let mut one = One {
                name,
                statements: statements(sql),
                idle: declared.contains_key(*name),
            };
            let twin = twin(&row, &one, parted, &shape, sql);
            if let Some(last) = twin.filter(|_| !one.idle) {
                let first = found.twins.get(last).or_else(|| declared.get(last));
                let first = first.map_or(last, String::as_str).to_owned();
                found.twins.insert((*name).to_owned(), first);
                one.idle = true;
            }
            if !one.idle {
                let clash = shape.follow(name, sql).or_else(|| crossing(&row, &one));
                found
                    .clashes
                    .extend(clash.map(|clash| ((*name).to_owned(), clash)));
            }
            row.push(one);
        }
        found
    }

    /// Follows the migrations on a database of one branch, which ran those that the branch had before the others
    /// came, and takes up which of the others cannot run there.
    pub fn follow_on(&mut self, branch: &BTreeSet<String>, migrations: &[(&str, &[u8])]) {
        let (mut shape, mut ran) = (Shape::default(), BTreeSet::new());
        let of_branch = |there: bool| {
            let all = migrations.iter();
            all.filter(move |(name, _)| branch.contains(*name) == there)
        };
        for (name, sql) in of_branch(true).chain(of_branch(false)) {
            let first = self.twins.get(*name).map_or(*name, String::as_str);
            if !ran.insert(first.to_owned()) {
                continue;
            }
            let known = self.clashes.iter().any(|(one, _)| one == name);
            if let Some(clash) = shape.follow(name, sql).filter(|_| !known) {
                self.clashes.push(((*name).to_owned(), clash));
            }
        }
    }

    /// Says which migrations cannot stand together, in a sentence each.
    pub fn told(&self) -> Vec<String> {
        let told = |(name, clash): &(String, Clash)| format!("{name} {}", clash.why);
        self.clashes.iter().map(told).collect()
    }
}

/// Returns the last of the earlier migrations that a migration is a twin of.
fn twin<'a>(
    row: &[One<'a>],
    one: &One<'_>,
    parted: Option<u32>,
    shape: &Shape,
    sql: &[u8],
) -> Option<&'a str> {
    let at = row
        .iter()
        .rposition(|earlier| !one.statements.is_empty() && earlier.statements == one.statements)?;
    let mut done = one.statements.iter().filter_map(|one| does(one));
    let last = row[at].name;
    // What changes the shape cannot run twice, unless it was taken back between.
    let is_one = if done.any(|one| !matches!(one, Does::Sets(..))) {
        !shape.takes(sql)
    } else {
        let touched = touched(one);
        let mut between = row[at + 1..].iter().filter(|one| !one.idle);
        parted.is_some_and(|parted| parted <= number(last))
            && between.all(|other| touched.is_disjoint(&self::touched(other)))
    };
    is_one.then_some(last)
}

/// Says that a migration takes a name away which another one of the same number needs: on a database
/// of its branch the other one cannot run any more.
fn crossing(row: &[One<'_>], one: &One<'_>) -> Option<Clash> {
    let done = one.statements.iter().filter_map(|one| does(one));
    let taken: Vec<String> = done
        .filter_map(|one| match one {
            Does::Renames(_, old, _) => Some(old),
            Does::DropsColumn(_, column) => Some(column),
            _ => None,
        })
        .collect();
    let mut beside = row
        .iter()
        .filter(|other| !other.idle && number(other.name) == number(one.name));
    beside.find_map(|other| {
        let touched = touched(other);
        let name = taken.iter().find(|name| touched.contains(*name))?;
        let why = format!(
            "takes the name `{name}` away, which {} needs: on a database of its branch that one cannot run",
            other.name
        );
        let with = Some(other.name.to_owned());
        Some(Clash { with, why })
    })
}

fn touched(one: &One<'_>) -> BTreeSet<String> {
    one.statements.iter().flat_map(|one| names(one)).collect()
}

/// The first number that two migrations have: branches parted before it.
fn parted_at(migrations: &[(&str, &[u8])]) -> Option<u32> {
    let numbers: Vec<u32> = migrations.iter().map(|(name, _)| number(name)).collect();
    let mut pairs = numbers.windows(2);
    pairs.find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

#[cfg(test)]
mod tests {
    use super::Sequence;

    const MADE: &str = "CREATE TABLE hot (ts INTEGER, m_t REAL, PRIMARY KEY (ts))";
    const CO2: &str = "ALTER TABLE hot ADD COLUMN m_co2 REAL;";
    const HUM: &str = "ALTER TABLE hot ADD COLUMN m_hum REAL;";
    const RENAME: &str = "ALTER TABLE hot RENAME COLUMN m_t TO m_air;";
    const TO_F: &str = "-- t is in F from now on and was in C: what is stored follows.\nUPDATE hot SET m_t = m_t * 1.8 + 32.0;";
    const TO_C: &str = "-- t is in C from now on and was in F: what is stored follows.\nUPDATE hot SET m_t = (m_t - 32.0) / 1.8;";
    const TO_K: &str = "-- t is in K from now on and was in C: what is stored follows.\nUPDATE hot SET m_t = m_t + 273.15;";

    /// The twins and the clashes of a row, `later=earlier` each.
    fn found(row: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let made = [("0001_made", MADE)];
        let row: Vec<(&str, &[u8])> = made
            .iter()
            .chain(row)
            .map(|(name, sql)| (*name, sql.as_bytes()))
            .collect();
        let found = Sequence::of(&row, &std::collections::BTreeMap::new());
        let twins = found
            .twins
            .iter()
            .map(|(one, first)| format!("{one}={first}"));
        let clashes = found.clashes.iter().map(|(one, clash)| {
            let with = clash.with.as_deref().unwrap_or_default();
            format!("{one}={with}")
        });
        (twins.collect(), clashes.collect())
    }

    fn none() -> Vec<String> {
        Vec::new()
    }

    #[test]
    fn the_same_change_of_several_branches_is_one() {
        let row = [
            ("0004_co2", CO2),
            ("0004_hum", HUM),
            ("0005_co2", CO2),
            ("0006_co2", CO2),
        ];
        let twins = ["0005_co2=0004_co2", "0006_co2=0004_co2"].map(str::to_owned);
        assert_eq!(found(&row), (twins.to_vec(), none()));
    }

    #[test]
    fn a_row_of_the_same_changes_is_one_each() {
        let to_f = TO_F.replace("m_t", "m_air");
        let row = [
            ("0004_co2", CO2),
            ("0004_rename", RENAME),
            ("0005_f", to_f.as_str()),
            ("0005_rename", RENAME),
            ("0006_f", to_f.as_str()),
        ];
        let twins = ["0005_rename=0004_rename", "0006_f=0005_f"].map(str::to_owned);
        assert_eq!(found(&row), (twins.to_vec(), none()));
    }

    #[test]
    fn what_was_taken_back_between_is_done_again() {
        let row = [("0004_f", TO_F), ("0005_c", TO_C), ("0006_f", TO_F)];
        assert_eq!(found(&row), (none(), none()));
        let parted = [("0003_co2", CO2), ("0003_hum", HUM)];
        let row = [&parted[..], &row[..]].concat();
        assert_eq!(found(&row), (none(), none()));
        let back = "ALTER TABLE hot RENAME COLUMN m_air TO m_t;";
        let row = [("0004_air", RENAME), ("0005_t", back), ("0006_air", RENAME)];
        assert_eq!(found(&row), (none(), none()));
    }

    #[test]
    fn a_conversion_is_a_twin_only_where_branches_parted() {
        let row = [("0004_co2", CO2), ("0004_f", TO_F), ("0005_f", TO_F)];
        assert_eq!(found(&row), (vec!["0005_f=0004_f".to_owned()], none()));
        let (twins, clashes) = found(&[("0004_f", TO_F), ("0005_f", TO_F)]);
        assert_eq!((twins, clashes), (none(), vec!["0005_f=0004_f".to_owned()]));
    }

    #[test]
    fn what_cannot_run_on_a_database_of_its_other_branch_is_found() {
        let row: Vec<(&str, &[u8])> = [
            ("0001_made", MADE),
            ("0004_co2", CO2),
            ("0004_f", TO_F),
            ("0005_rename", RENAME),
        ]
        .map(|(name, sql)| (name, sql.as_bytes()))
        .to_vec();
        for (branch, clashes) in [
            (["0001_made", "0004_co2", "0005_rename"].as_slice(), 1),
            (&["0001_made", "0004_f"], 0),
        ] {
            let mut found = Sequence::of(&row, &std::collections::BTreeMap::new());
            let branch = branch.iter().map(|name| (*name).to_owned()).collect();
            found.follow_on(&branch, &row);
            assert_eq!(found.clashes.len(), clashes, "{:?}", found.clashes);
            assert!(found.clashes.iter().all(|(one, clash)| {
                one == "0004_f" && clash.with.as_deref() == Some("0005_rename")
            }));
        }
    }

    #[test]
    fn what_contradicts_an_earlier_one_is_found_with_it() {
        let oven = RENAME.replace("m_air", "m_oven");
        let more = format!("{CO2}\n{HUM}");
        for (earlier, later) in [
            (("0004_f", TO_F), ("0004_k", TO_K)),
            (("0004_convert", TO_F), ("0004_rename", RENAME)),
            (("0004_rename", RENAME), ("0005_convert", TO_F)),
            (("0004_air", RENAME), ("0004_oven", &oven)),
            (("0004_co2", CO2), ("0005_more", &more)),
        ] {
            let clash = format!("{}={}", later.0, earlier.0);
            assert_eq!(found(&[earlier, later]), (none(), vec![clash]));
        }
    }
}
