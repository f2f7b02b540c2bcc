//! Few combinations that hold every pair: the greedy covering of pairwise testing.

use std::collections::BTreeSet;

/// Two values of two axes: axis, value, axis, value.
type Pair = (usize, usize, usize, usize);

/// Returns combinations, one value for each axis, such that any two values of two axes meet in one of them. The first
/// ones hold the most pairs.
pub fn cover(sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut open: BTreeSet<Pair> = every(sizes).collect();
    let mut rows = Vec::new();
    while let Some(seed) = open.first().copied() {
        let row = widest(sizes, seed, &open);
        open.retain(|pair| !holds(&row, *pair));
        rows.push(row);
    }
    rows
}

fn every(sizes: &[usize]) -> impl Iterator<Item = Pair> {
    let axes =
        (0..sizes.len()).flat_map(move |one| (one + 1..sizes.len()).map(move |two| (one, two)));
    axes.flat_map(move |(one, two)| {
        (0..sizes[one]).flat_map(move |a| (0..sizes[two]).map(move |b| (one, a, two, b)))
    })
}

fn holds(row: &[usize], (one, a, two, b): Pair) -> bool {
    row[one] == a && row[two] == b
}

/// The combination with a pair that meets the most open ones, each axis settled after those before it.
fn widest(sizes: &[usize], (one, a, two, b): Pair, open: &BTreeSet<Pair>) -> Vec<usize> {
    let mut settled: Vec<Option<usize>> = vec![None; sizes.len()];
    settled[one] = Some(a);
    settled[two] = Some(b);
    for axis in 0..sizes.len() {
        if settled[axis].is_some() {
            continue;
        }
        let gain = |value: &usize| {
            let others = settled.iter().enumerate();
            let met = others.filter(|(other, chosen)| {
                chosen.is_some_and(|chosen| {
                    let pair = if *other < axis {
                        (*other, chosen, axis, *value)
                    } else {
                        (axis, *value, *other, chosen)
                    };
                    open.contains(&pair)
                })
            });
            met.count()
        };
        // The first of equals, so that the rows are the same in every run.
        settled[axis] = (0..sizes[axis]).rev().max_by_key(gain);
    }
    settled.into_iter().map(Option::unwrap_or_default).collect()
}

#[test]
fn every_pair_meets() {
    let sizes = [2, 3, 4, 5];
    let rows = cover(&sizes);
    assert!(every(&sizes).all(|pair| rows.iter().any(|row| holds(row, pair))));
    // All of them would be 120; two axes alone need 20.
    assert!(rows.len() < 30, "{}", rows.len());
}
