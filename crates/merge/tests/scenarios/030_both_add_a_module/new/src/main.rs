mod api;
mod store;
mod jobs;

fn main() {}
