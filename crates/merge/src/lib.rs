//! Three-way merge of base, user and new.
