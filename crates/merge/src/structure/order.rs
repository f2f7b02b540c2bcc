//! In which order things stand that both sides may have added to, taken from or moved about.

/// Returns the wanted keys in the order in which they stand.
///
/// The order is the user's where the user changed it, else that of the render. What only the other
/// side has stands behind the thing that it stands behind there; where both added something at one
/// place, what was rendered comes first.
pub(crate) fn order<'a>(
    base: &[&'a str],
    user: &[&'a str],
    new: &[&'a str],
    wanted: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let common = |side: &[&'a str]| -> Vec<&'a str> {
        let known = |key: &&&str| base.contains(*key) && user.contains(*key) && new.contains(*key);
        side.iter().filter(known).copied().collect()
    };
    let users = common(user) != common(base);
    let (frame, other) = if users { (user, new) } else { (new, user) };
    let mut order: Vec<&str> = frame.iter().copied().filter(|key| wanted(key)).collect();
    for (index, &key) in other.iter().enumerate() {
        if order.contains(&key) || !wanted(key) {
            continue;
        }
        let before = other[..index].iter().rev();
        let mut at = before
            .filter_map(|key| order.iter().position(|one| one == key))
            .map(|at| at + 1)
            .next()
            .unwrap_or(0);
        if !users {
            // Behind what the render added at the same place.
            while order
                .get(at)
                .is_some_and(|key| !other.contains(key) && !base.contains(key))
            {
                at += 1;
            }
        }
        order.insert(at, key);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::order;

    fn ordered(base: &str, user: &str, new: &str) -> String {
        let keys = |text: &'static str| -> Vec<&str> { text.split_whitespace().collect() };
        let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let (base, user, new) = (keys(leak(base)), keys(leak(user)), keys(leak(new)));
        order(&base, &user, &new, |_| true).join(" ")
    }

    #[test]
    fn additions_keep_their_neighbours_and_rendered_ones_come_first() {
        for (base, user, new, expected) in [
            ("a b", "a m b", "a b n", "a m b n"),
            ("a b", "a b m", "a b n", "a b n m"),
            ("a b", "m a b", "n a b", "n m a b"),
            ("a b c", "c a b", "a b c n", "c n a b"),
            ("a b c", "a b c", "c b a", "c b a"),
            ("a b c", "b a c", "c b a", "b a c"),
            ("", "m", "n", "n m"),
            ("a b", "a m1 m2 b", "a n1 n2 b", "a n1 n2 m1 m2 b"),
        ] {
            assert_eq!(
                ordered(base, user, new),
                expected,
                "{base} | {user} | {new}"
            );
        }
    }

    #[test]
    fn what_is_not_wanted_is_left_out() {
        let found = order(&["a", "b"], &["b", "m"], &["a", "b"], |key| key != "a");
        assert_eq!(found, ["b", "m"]);
    }
}
