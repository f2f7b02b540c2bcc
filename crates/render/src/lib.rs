//! Spec to plan to tree.
