mod api;
mod store;
mod mine;

fn main() {}
