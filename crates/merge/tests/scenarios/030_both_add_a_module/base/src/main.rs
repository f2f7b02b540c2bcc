mod api;
mod store;

fn main() {}
