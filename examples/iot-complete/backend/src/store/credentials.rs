//! Tokens and keys: made from 256 random bits, kept as SHA-256, compared in constant time.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{Result, StoreError};
use crate::domain::access::Secret;

/// What is kept of a token.
pub(super) type Hash = [u8; 32];

/// Makes a token: the prefix and 64 hexadecimal digits.
pub(super) fn generate(prefix: &str) -> Result<Secret> {
    let mut random = [0; 32];
    // Without random numbers no safe token can be made; that is a failure of the machine.
    getrandom::fill(&mut random).map_err(|_| StoreError::Unavailable)?;
    Ok(Secret::new(format!("{prefix}{}", hex(&random))))
}

/// What is kept of `token`.
pub(super) fn hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

/// Whether two hashes are equal, in a time that does not depend on where they differ.
pub(super) fn same(left: &Hash, right: &Hash) -> bool {
    left.ct_eq(right).into()
}

/// Two hexadecimal digits for each byte.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_do_not_show_in_debug_output() {
        let first = generate("key_").unwrap();
        let second = generate("key_").unwrap();
        assert_ne!(first, second);
        assert_eq!(first.reveal().len(), 4 + 64);
        assert!(!format!("{first:?}").contains(&first.reveal()[4..]));
    }

    #[test]
    fn only_the_same_token_has_the_same_hash() {
        assert!(same(&hash("a"), &hash("a")));
        assert!(!same(&hash("a"), &hash("b")));
    }
}
