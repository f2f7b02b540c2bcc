mod api;
mod store;
mod jobs;
mod mine;

fn main() {}
